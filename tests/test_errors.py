"""Errors: one tree with one base, an exit code each, and messages that name the thing and the cure."""

import ast
import inspect
from pathlib import Path

import pytest

from bot.__main__ import main
from index import errors
from index.errors import PullquoteError, SourceError, SourcesError

ROOT = Path(__file__).parent.parent
TREE = [value for value in vars(errors).values() if inspect.isclass(value) and issubclass(value, PullquoteError)]
CODES = {
    "PullquoteError": 1,
    "UsageError": 2,
    "SettingsError": 2,
    "SourcesError": 3,
    "SourceError": 3,
    "EmptyScopeError": 3,
    "CitationError": 1,
    "IndexingError": 3,
    "NoIndexError": 3,
    "OtherSourcesError": 3,
    "ModelError": 2,
    "PackError": 2,
    "ServiceError": 4,
}


def test_every_error_has_its_exit_code() -> None:
    assert {error.__name__: error.exit_code for error in TREE} == CODES


def test_every_error_is_public_and_drawn_in_the_tree() -> None:
    assert sorted(CODES) == sorted(errors.__all__)
    drawing = inspect.getdoc(errors) or ""
    assert not [name for name in CODES if name not in drawing]


def test_an_error_of_one_source_names_it_and_the_cause() -> None:
    error = SourceError("a.txt", "it is empty")
    assert isinstance(error, SourcesError)
    assert (str(error), error.name, error.cause) == ("a.txt: it is empty", "a.txt", "it is empty")


def handlers() -> list[str]:
    """Every place that catches the base of all errors, as a file's path."""
    found = []
    for path in sorted([*(ROOT / "bot").rglob("*.py"), *(ROOT / "index").rglob("*.py")]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ExceptHandler) and node.type is not None:
                names = {one.id for one in ast.walk(node.type) if isinstance(one, ast.Name)}
                found += [path.relative_to(ROOT).as_posix()] if names & {"PullquoteError", "Exception"} else []
    return found


def test_the_base_is_caught_where_a_command_ends_and_where_a_batch_a_prompt_a_watch_or_a_folder_goes_on() -> None:
    assert [one for one in handlers() if not one.startswith("bot/discord/")] == [
        "bot/__main__.py",
        "bot/commands/ask.py",
        "bot/commands/check.py",
        "bot/terminal/prompt.py",
        "bot/web/served_part.py",
        "bot/web/website.py",
        "index/documents/formats/html_content.py",  # where the page itself is read instead
        "index/documents/formats/worker.py",  # where the other files of a folder are read on
        "index/library/collection.py",
        "index/library/freshness.py",
        "index/library/library.py",
        "index/semantic/hub.py",
        "index/semantic/sentence_network.py",  # for what a library raises that has no narrower base
        "index/semantic/sentence_network.py",
        "index/semantic/sentence_network.py",
    ]


@pytest.mark.parametrize("error", TREE, ids=lambda error: error.__name__)
def test_an_error_ends_a_command_with_its_code_and_one_harmless_line(
    error: type[PullquoteError], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: object) -> int:
        raise error("evil\x1b[2J.txt", "gone") if error is SourceError else error("evil\x1b[2J.txt: gone")

    monkeypatch.setattr("bot.__main__.run", fail)
    assert main([]) == error.exit_code
    assert capsys.readouterr().err == "pullquote: evil␛[2J.txt: gone\n"
