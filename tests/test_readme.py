"""The README is true: its transcripts, its commands, and what it lists."""

import re
import tomllib
from pathlib import Path

import pytest

from bot.cli import EXIT_CODES
from bot.terminal.session import Session
from index.documents.metadata import Metadata, load
from tests.readme_blocks import README, ROOT, blocks, commands, played, prepared

TEXT = README.read_text(encoding="utf-8")
BLOCKS = blocks(TEXT)


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepared(tmp_path_factory.mktemp("readme"))


def test_there_are_transcripts() -> None:
    assert sum(len(commands(block)) for block in BLOCKS) >= 8


@pytest.mark.parametrize("number", range(len(BLOCKS)), ids=lambda number: commands(BLOCKS[number])[0][:40])
def test_a_transcript_shows_what_a_terminal_shows(number: int, clone: Path) -> None:
    assert played(BLOCKS[number], clone) == BLOCKS[number]


def test_every_command_of_the_prompt_is_listed_with_what_it_does() -> None:
    for name, command in Session.COMMANDS.items():
        usage = f"{name} {command.takes}".strip().replace("|", r"\|")
        assert f"| `{usage}` | {command.does} |" in TEXT


def test_the_exit_codes_are_those_of_the_help() -> None:
    for code, meaning in re.findall(r"^  (\d)  (.*)$", EXIT_CODES, re.MULTILINE):
        assert f"| {code} | {meaning} |" in TEXT


def test_the_example_of_a_sources_toml_is_read_as_it_stands(tmp_path: Path) -> None:
    examples = re.findall(r"^```toml\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    assert examples
    for example in examples:
        path = tmp_path / "sources.toml"
        path.write_text(example, encoding="utf-8")
        read = load(path, tomllib.loads(example).keys)
        assert not read.missing
        assert all(one != Metadata() for one in read.metadata.values())
    assert read.metadata["ferry.txt"].skip == ((12, 20),)
    assert read.metadata["ferry.txt"].keep == ((3, 3),)


def test_every_file_that_it_links_to_is_there() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", TEXT):
        assert (ROOT / target).exists(), target


def test_it_begins_with_one_line_to_try_it_and_one_to_test_it() -> None:
    lines = [line for line in TEXT.splitlines() if ".venv/bin/" in line]
    assert lines[0].startswith("python3 -m venv .venv && .venv/bin/pip install ")
    assert ".venv/bin/pullquote ask " in lines[0]
    assert lines[1].startswith(".venv/bin/pip install ")
    assert lines[1].endswith(" && .venv/bin/pytest")
    assert TEXT.index(lines[1]) < 6000
