"""The documents are true: their transcripts, their programs, their commands, and what they list."""

import re
import shlex
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bot.cli import EXIT_CODES, build
from bot.settings.cluster import ClusterSettings
from bot.settings.model import DiscordSettings, ScopeSettings, Settings, WebSettings
from bot.terminal.prompt import history_path
from bot.terminal.session import Session
from index import open_library
from index.library.collection import default_index_path
from index.text.pack import codes, pack
from tests.readme_blocks import DOCUMENTS, README, ROOT, blocks, commands, played, prepared, printed, programs

TEXTS = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in DOCUMENTS}
TEXT = TEXTS["README.md"]
SHELL = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`(?:[A-Z_]+=\S+ )*pullquote( [^`]*)?`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
FOR_WHO_CHANGES_IT = {"docs/architecture.md", "docs/glossary.md", "CONTRIBUTING.md"}
NO_SETTINGS = {
    *("at_citation", "end_column", "left_out", "no_such_place", "open_library", "page_url", "part_of_word"),
    *("pullquote_reader", "pullquote_writer"),
}
LONGEST = 305
"""Lines of a README for a person in a hurry."""


@pytest.fixture(scope="module")
def clones(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A clone for each document, in which one transcript builds on another."""
    return {name: prepared(tmp_path_factory.mktemp("document")) for name in TEXTS if blocks(TEXTS[name])}


def fences(text: str, language: str) -> int:
    return len(re.findall(rf"^ *```{language}$", text, re.MULTILINE))


def mentioned(text: str) -> Iterator[str]:
    """The command lines of pullquote in a text that no transcript plays, without what stands before the name."""
    for block in SHELL.findall(text):
        yield from (line.partition("pullquote ")[2] for line in block.splitlines() if "pullquote " in line)
    yield from (match[1] or "" for match in INLINE.finditer(text))


def anchors(text: str) -> set[str]:
    """The anchors of a text's headings, as a forge makes them."""
    headings = re.findall(r"^#+ (.*)$", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_there_are_transcripts() -> None:
    assert sum(len(commands(block)) for text in TEXTS.values() for block in blocks(text)) >= 15


@pytest.mark.parametrize("name", [name for name, text in TEXTS.items() if blocks(text)])
def test_a_transcript_shows_what_a_terminal_shows(name: str, clones: dict[str, Path]) -> None:
    for block in blocks(TEXTS[name]):
        assert played(block, clones[name]) == block


@pytest.mark.parametrize("name", TEXTS)
def test_a_program_prints_what_it_says(name: str, tmp_path: Path) -> None:
    given = programs(TEXTS[name])
    assert len(given) == fences(TEXTS[name], "python")
    clone = prepared(tmp_path) if given else tmp_path
    for program, output in given:
        assert printed(program, clone) == output


def test_the_readme_shows_the_use_from_python() -> None:
    assert len(programs(TEXT)) == 1


@pytest.mark.parametrize("name", TEXTS)
def test_a_command_that_is_mentioned_can_be_given(name: str) -> None:
    parser = build()
    for line in mentioned(TEXTS[name]):
        with suppress(SystemExit):  # --help; what cannot be given is a UsageError
            parser.parse_args(shlex.split(line))


def test_every_option_that_is_listed_is_one_of_ask() -> None:
    table = TEXT[TEXT.index("| option | does |") :]
    options = re.findall(r"^\| `(--[a-z]+)(?: ([A-Z]+))?` \|", table, re.MULTILINE)
    assert len(options) >= 5
    for option, value in options:
        build().parse_args(["ask", option, *(["1"] if value else [])])


@pytest.mark.parametrize("name", [name for name in TEXTS if name not in FOR_WHO_CHANGES_IT])
def test_every_setting_that_is_named_is_one(name: str) -> None:
    known = {*Settings.model_fields, *DiscordSettings.model_fields}
    known |= {*WebSettings.model_fields, *ClusterSettings.model_fields}
    known |= {field.alias or name for name, field in ScopeSettings.model_fields.items()}
    for setting in re.findall(r"`([a-z]+_[a-z_]+|[a-z_]+(?= = ))(?: = [^`]*)?`", TEXTS[name]):
        assert setting in known or setting in NO_SETTINGS, setting


def test_every_command_of_the_prompt_is_listed_with_what_it_does() -> None:
    for name, command in Session.COMMANDS.items():
        usage = f"{name} {command.takes}".strip().replace("|", r"\|")
        assert f"| `{usage}` | {command.does} |" in TEXTS["docs/prompt.md"]


def test_the_exit_codes_are_those_of_the_help() -> None:
    for code, meaning in re.findall(r"^  (\d)  (.*)$", EXIT_CODES, re.MULTILINE):
        assert f"| {code} | {meaning} |" in TEXT


def test_what_is_kept_is_where_it_is_said_to_be(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    remembered = history_path(Settings())
    assert remembered is not None
    for path in (default_index_path(ROOT / "sources").parent, remembered):
        assert f"| `~/{path.relative_to(tmp_path)}` |" in TEXT


def test_a_word_that_no_list_joins_to_another_is_not_found(tmp_path: Path) -> None:
    (tmp_path / "union.txt").write_text("The union agreed on the pay of drivers. It rained.\n", encoding="utf-8")
    with open_library(tmp_path) as library:
        assert library.ask("What was agreed on pay?").answered
        assert not library.ask("What is said on remuneration?").answered


def test_what_the_sources_file_may_say_is_taken(tmp_path: Path) -> None:
    (example,) = re.findall(r"^```toml\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    (tmp_path / "sources.toml").write_text(example, encoding="utf-8")
    (tmp_path / "ferry.txt").write_text("The ferry to Oslo leaves at seven.\n" * 20, encoding="utf-8")
    with open_library(tmp_path) as library:
        (record,) = library.sources()
    said = tomllib.loads(example)["ferry.txt"]
    assert (record.title, record.metadata.publisher) == (said["title"], said["publisher"])
    assert (record.metadata.date, record.metadata.url) == (said["date"], said["url"])
    assert record.metadata.tags == tuple(said["tags"])
    assert record.skipped_lines == 9


def test_sizes_are_those_of_the_settings() -> None:
    assert f"about {Settings().memory_passages:,} passages" in TEXT
    assert f"about {Settings().memory_passages:,} passages" in TEXTS["docs/archives.md"]
    assert f"up to {Settings().max_file_bytes >> 20} MB" in TEXT


def test_the_languages_are_those_whose_words_are_known() -> None:
    others = [pack(code) for code in codes() if code != "en"]
    names = {
        name
        for listed in re.findall(r"best\. (.*?) have types", " ".join(TEXT.split()))
        for name in re.findall(r"[A-Z]\w+", listed)
    }
    assert names == {one.name for one in others if one.asks}
    assert f"and {sum(not one.asks for one in others)} more their stop words" in " ".join(TEXT.split())


@pytest.mark.parametrize("name", TEXTS)
def test_every_file_and_heading_that_is_linked_to_is_there(name: str) -> None:
    for target in LINK.findall(TEXTS[name]):
        path, _, anchor = target.partition("#")
        if ":" in path:
            continue
        linked = ((ROOT / name).parent / path).resolve() if path else ROOT / name
        assert linked.exists(), target
        assert not anchor or anchor in anchors(linked.read_text("utf-8")), target


def test_every_document_can_be_found_from_the_readme() -> None:
    linked = {target.partition("#")[0] for target in LINK.findall(TEXT)}
    assert {name for name in TEXTS if name != "README.md"} <= linked
    sections = {heading for heading in anchors(TEXT) if heading != "pullquote"}
    assert sections == {target[1:] for target in LINK.findall(TEXT) if target.startswith("#")}


def test_it_begins_with_one_line_to_try_it_and_one_to_test_it() -> None:
    lines = [line for line in TEXT.splitlines() if ".venv/bin/" in line]
    assert lines[0].startswith("python3 -m venv .venv && .venv/bin/pip install ")
    assert ".venv/bin/pullquote ask " in lines[0]
    assert lines[1].startswith(".venv/bin/pip install ")
    assert lines[1].endswith(" && .venv/bin/pytest -n auto")
    assert TEXT.index(lines[1]) < 6000


def test_it_is_short() -> None:
    assert len(README.read_text(encoding="utf-8").splitlines()) <= LONGEST
