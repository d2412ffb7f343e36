"""The files of a production set-up that stand beside the documents: of the right shape, and nothing in them missing."""

import re
from pathlib import Path
from typing import Any

import pytest

yaml = pytest.importorskip("yaml", reason="needs PyYAML")

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "docs" / "cluster"
SERVICE = {
    "image": str,
    "restart": str,
    "network_mode": str,
    "profiles": list,
    "ulimits": dict,
    "volumes": list,
    "environment": dict,
    "healthcheck": dict,
}
"""The keys of the Compose specification that are used, and what stands there."""
CHECK = {"test": str, "interval": str, "timeout": str, "retries": int, "start_period": str}
GIVEN = {"certificates", "internal_users.yml"}
"""What an operator puts beside the files."""


def loaded(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text("utf-8"))


def shaped(found: dict[str, Any], shape: dict[str, type]) -> bool:
    return found.keys() <= shape.keys() and all(isinstance(value, shape[key]) for key, value in found.items())


def test_the_compose_file_has_the_shape_of_the_specification() -> None:
    made = loaded("compose.yml")
    own = {key for key in made if key.startswith("x-")}
    assert made.keys() - own == {"name", "services", "volumes"}
    assert len(made["services"]) == 3
    for name, service in made["services"].items():
        assert re.fullmatch(r"[a-zA-Z0-9._-]+", name)
        assert shaped(service, SERVICE), name
        assert re.fullmatch(r"opensearchproject/opensearch:2\.\d+\.\d+", service["image"])
        assert shaped(service["healthcheck"], CHECK)
        for key in ("interval", "timeout", "start_period"):
            assert re.fullmatch(r"\d+(ms|s|m|h)", service["healthcheck"][key])
        assert all(isinstance(value, str) for value in service["environment"].values())
        assert service["environment"]["node.name"] == name
        for limit in service["ulimits"].values():
            assert shaped(limit, {"soft": int, "hard": int})
    profiles = [one for service in made["services"].values() for one in service["profiles"]]
    assert len(set(profiles)) == 3


def test_what_the_compose_file_mounts_is_there_or_told_of() -> None:
    made, told = loaded("compose.yml"), (ROOT / "docs" / "cluster.md").read_text("utf-8")
    for service in made["services"].values():
        for mount in service["volumes"]:
            source, target, *mode = mount.split(":")
            assert target.startswith("/usr/share/opensearch/")
            assert mode in ([], ["ro"])
            if source.startswith("./"):
                assert (FOLDER / source).exists() or (source[2:] in GIVEN and source[2:] in told), source
            else:
                assert source in made["volumes"]
        seeds = service["environment"]["discovery.seed_hosts"].split(",")
        assert service["environment"]["network.publish_host"] in seeds
    assert "password" not in (FOLDER / "compose.yml").read_text("utf-8").lower()


def test_every_role_is_given_to_somebody_and_is_one_of_the_documents() -> None:
    roles, mapped = loaded("roles.yml"), loaded("roles_mapping.yml")
    assert roles.keys() == mapped.keys() == {"_meta", "pullquote_writer", "pullquote_reader"}
    told = (ROOT / "docs" / "cluster.md").read_text("utf-8")
    for name in roles.keys() - {"_meta"}:
        assert f"`{name}`" in told
        (user,) = mapped[name]["users"]
        assert user in told
