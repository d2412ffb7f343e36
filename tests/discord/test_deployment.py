"""The files for a container and for systemd hold what an operator relies on."""

import configparser
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from bot.discord.client.credentials import FILE, VARIABLE
from bot.settings.loading import load
from bot.settings.model import DiscordSettings
from index.errors import SettingsError, SourcesError

ROOT = Path(__file__).parents[2]
FILE_OF_CONTAINER = ROOT / "docs" / "Containerfile"
HADOLINT = shutil.which("hadolint", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
UNIT = ROOT / "docs" / "pullquote.service"


def instructions() -> list[tuple[str, str]]:
    """The instructions of the container file, each with what follows it."""
    text = FILE_OF_CONTAINER.read_text("utf-8")
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("#")).replace("\\\n", " ")
    return [(name, rest.strip()) for name, _, rest in (line.partition(" ") for line in lines.splitlines() if line)]


def service() -> configparser.SectionProxy:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(UNIT, "utf-8")
    return unit["Service"]


def test_the_container_runs_the_bot_as_a_user_without_rights_and_from_a_slim_image() -> None:
    stages = [at for at, (name, _) in enumerate(instructions()) if name == "FROM"]
    last = dict(instructions()[stages[-1] :])
    assert len(stages) == 2  # what builds it is not in it
    assert last["USER"] not in {"root", "0", ""}
    assert f"useradd --system --uid {last['USER']} --home-dir /data --create-home pullquote" in last["RUN"]
    assert json.loads(last["ENTRYPOINT"]) == ["/opt/pullquote/bin/pullquote"]
    assert json.loads(last["CMD"]) == ["discord"]
    assert last["STOPSIGNAL"] == "SIGTERM"


@pytest.mark.skipif(HADOLINT is None, reason="hadolint is not installed; see the extra dev")
def test_the_container_file_is_as_the_linter_of_such_files_wants_it() -> None:
    linted = subprocess.run(
        [str(HADOLINT), "--no-color", FILE_OF_CONTAINER], capture_output=True, text=True, check=False
    )
    assert (linted.returncode, linted.stdout) == (0, "")


def test_no_secret_gets_into_the_image() -> None:
    names = [name for name, _ in instructions()]
    copied = {source for name, rest in instructions() if name == "COPY" for source in rest.split()[:-1]}
    assert "ADD" not in names
    assert "ARG" not in names
    assert copied == {"pyproject.toml", "README.md", "LICENSE", "bot", "index", "--from=build", "/opt/pullquote"}
    assert not re.search(rf"{VARIABLE}|{FILE}", " ".join(rest for _, rest in instructions()))


def test_all_that_is_installed_from_is_copied() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    copied = " ".join(rest for name, rest in instructions() if name == "COPY").split()
    assert project["readme"] in copied
    assert {one.split("/")[0] for one in project["license-files"]} <= set(copied)


def test_the_settings_of_the_image_are_settings_and_its_health_is_asked_where_it_is_served() -> None:
    values = dict(part.split("=", 1) for name, rest in instructions() if name == "ENV" for part in rest.split())
    settings = load(environ={name: value for name, value in values.items() if name.startswith("PULLQUOTE_")})
    (asked,) = [rest for name, rest in instructions() if name == "HEALTHCHECK"]
    command = json.loads(asked.split("CMD", 1)[1])
    assert settings.discord.health
    assert f"http://{settings.discord.health}/ready" in command[-1]
    assert settings.discord.health.startswith("127.0.0.1:")
    compile(command[-1], "HEALTHCHECK", "exec")


def test_the_service_is_started_again_where_it_says_nothing_and_not_where_it_cannot_start() -> None:
    unit = service()
    assert unit["Type"] == "notify"
    assert int(unit["WatchdogSec"]) > 60  # a gateway that is gone for a minute comes back by itself
    assert set(unit["RestartPreventExitStatus"].split()) == {str(SettingsError.exit_code), str(SourcesError.exit_code)}
    assert int(unit["TimeoutStopSec"]) > DiscordSettings().answer_seconds
    assert "AF_UNIX" in unit["RestrictAddressFamilies"]  # over which it speaks with systemd


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
def test_systemd_understands_every_line_of_the_service(tmp_path: Path) -> None:
    here = UNIT.read_text("utf-8").replace("/opt/pullquote/bin/pullquote", "/bin/true")
    copy = tmp_path / "pullquote.service"
    copy.write_text(here, "utf-8")
    done = subprocess.run(["systemd-analyze", "verify", str(copy)], capture_output=True, text=True, check=False)
    assert [line for line in done.stderr.splitlines() if "pullquote.service:" in line and "Unknown" in line] == []
