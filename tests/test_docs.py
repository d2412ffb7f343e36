"""The map is the territory: the architecture and the glossary name what there is, and all of it."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
DOTTED = re.compile(r"`((?:bot|index)(?:\.\w+)+)`")
PROMISES = ("Verbatim", "Checkable", "Honest", "The same everywhere", "Private", "Never falls over")


def section(heading: str) -> str:
    return ARCHITECTURE.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def mapped(tree: str) -> Iterator[Path]:
    """The folders and files that the map names; two spaces a level, a room's files on the lines below it."""
    rooms: list[str] = []
    for line in tree.splitlines():
        indent = len(line) - len(line.lstrip())
        if room := re.match(r"([\w]+)/(?:\s|$)", line.strip()):
            rooms = [*rooms[: indent // 2], room[1]]
            yield Path(*rooms)
        else:
            yield from (
                Path(*rooms[: indent // 2], name)
                for name in re.findall(r"[\w/-]+(?:\.\w+)*\.(?:py|toml|txt|gz)\b", line)
            )


def attribute(name: str) -> object:
    """What a dotted name stands for; raises where there is no such thing."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found: object = import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:]:
            found = getattr(found, part)
        return found
    raise AssertionError(name)


def test_every_room_and_every_file_is_on_the_map_once() -> None:
    (tree,) = re.findall(r"^```text\n(.*?)^```$", section("The map"), re.MULTILINE | re.DOTALL)
    found = list(mapped(tree))
    assert len(found) == len(set(found))
    held = [path for room in ("bot", "index") for path in (ROOT / room).rglob("*")]
    packs = ROOT / "index" / "text" / "languages"
    files = {path.relative_to(ROOT) for path in held if path.suffix in {".py", ".toml", ".txt", ".gz"}}
    files = {path for path in files if ROOT / path.parent != packs}
    folders = {path.parent for path in files} | {packs.relative_to(ROOT)}
    assert set(found) - folders == {path for path in files if path.name != "__init__.py"}
    assert {path for path in found if path.suffix == ""} == folders


@pytest.mark.parametrize("text", [ARCHITECTURE, GLOSSARY], ids=["architecture", "glossary"])
def test_every_name_in_the_code_is_there(text: str) -> None:
    names = DOTTED.findall(text)
    assert len(names) > 30
    for name in names:
        attribute(name)


@pytest.mark.parametrize("text", [ARCHITECTURE, CONTRIBUTING], ids=["architecture", "contributing"])
def test_every_file_that_is_named_is_there(text: str) -> None:
    names = re.findall(r"`((?:bot|index|tests|docs)/[\w./]+)`", text)
    assert len(names) > 5
    for name in names:
        assert (ROOT / name).exists(), name


def test_the_table_of_changes_serves_a_newcomer() -> None:
    rows = [line for line in section("Where to change what").splitlines() if line.startswith("| ")][1:]
    assert len(rows) >= 20
    assert all(re.search(r"`(?:bot|index)/[\w./]+`", row) for row in rows)


def test_the_floors_are_those_of_the_contracts() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    rows = [line.split("|")[1:3] for line in section("The floors").splitlines() if line.startswith("| ")][1:]
    for side, ground in enumerate(("index", "bot")):
        (contract,) = re.findall(
            rf'containers = \["{ground}"\]\nexhaustive = true\nlayers = \[(.*?)\]', text, re.DOTALL
        )
        layers = [set(line.split(" | ")) for line in re.findall(r'"(.*)"', contract)]
        floors = [set(row[side].strip().split(", ")) for row in rows if row[side].strip()]
        assert floors == [layer for layer in layers if not layer & {"errors", "toml_lines", "__main__"}]


def test_every_promise_names_tests_that_are_there() -> None:
    tests = {
        node.name
        for node in ast.parse((ROOT / "tests" / "test_promises.py").read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }
    rows = dict(re.findall(r"^\| ([A-Z][\w ]+) \| .*? \| (`test_.*`) \|$", section("What is promised"), re.MULTILINE))
    assert tuple(rows) == PROMISES
    named = {promise: re.findall(r"`(test_\w+)`", row) for promise, row in rows.items()}
    for promise, names in named.items():
        assert all(name.startswith("test_" + promise.lower().replace(" ", "_")) for name in names)
    assert {name for names in named.values() for name in names} == tests


def test_a_name_is_explained_once() -> None:
    names = [name for row in re.findall(r"^\| ([a-z][^|]*) \|", GLOSSARY, re.MULTILINE) for name in row.split(", ")]
    names = [name for name in names if name != "name"]
    assert len(names) > 60
    assert len(names) == len(set(names))
