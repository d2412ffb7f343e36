"""What stands in a file is never denied: little changes are taken up before an answer, larger ones are told."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.answers import Answerer
from bot.settings.model import Settings
from index.documents.folder import Folder
from index.library import collection, freshness, quote_search
from index.library.collection import Collection
from index.library.freshness import Behind, Hindrance
from index.library.verification import Verdict
from index.retrieval.store.generations import Generations

LYNX = "The lynx of Bergen eats herring on Mondays.\n"
ASKED = "What does the lynx of Bergen eat?"
ENGINES = pytest.mark.parametrize("engine", ["memory", "disk"])
Serve = Callable[..., Answerer]


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """A look at the folder for every question."""
    monkeypatch.setattr(collection, "PAUSE", 0.0)
    monkeypatch.setattr(collection, "PAUSE_TIMES", 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    for number in range(6):
        write(made, f"{number}.txt", f"Article {number} speaks of cyber crime in the harbour town of Oslo.\n")
    return made


@pytest.fixture
def serve(folder: Path) -> Serve:
    def served(engine: str = "disk", said: list[str] | None = None, **settings: object) -> Answerer:
        chosen = {"sources": folder, "engine": engine, "index_path": folder.parent / "index", **settings}
        return Answerer(Settings.model_validate(chosen), (said if said is not None else []).append)

    return served


def write(folder: Path, name: str, text: str, age: float = 100.0) -> None:
    """Write a file as if some seconds ago."""
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    os.utime(folder / name, (time.time() - age,) * 2)


def generation(folder: Path) -> str | None:
    return Generations(folder.parent / "index", folder).name()


@ENGINES
def test_a_new_file_is_asked_and_checked_at_once(serve: Serve, folder: Path, engine: str) -> None:
    with serve(engine) as held:
        assert not held.ask(ASKED).answered
        write(folder, "deep/lynx.txt", LYNX)
        answer = held.ask(ASKED)
        assert [one.citation for one in answer.quotes] == ["deep/lynx.txt:1"]
        assert (answer.notes, answer.incomplete) == ((), False)
        write(folder, "owl.txt", "The owl sleeps all day.\n")
        assert held.check("The owl sleeps all day.").verdict is Verdict.VERBATIM


@ENGINES
def test_a_changed_file_is_asked_as_it_is_now(serve: Serve, folder: Path, engine: str) -> None:
    write(folder, "lynx.txt", LYNX, 200)
    held = serve(engine)
    write(folder, "lynx.txt", LYNX.replace("herring", "haddock"))  # the same size, and another time
    (quote,) = held.ask(ASKED).quotes
    assert "haddock" in quote.text
    assert not quote.changed


@ENGINES
def test_a_file_that_is_gone_is_quoted_no_more(serve: Serve, folder: Path, engine: str) -> None:
    write(folder, "lynx.txt", LYNX)
    held = serve(engine)
    assert held.ask(ASKED).answered
    (folder / "lynx.txt").unlink()
    answer = held.ask(ASKED)
    assert not answer.answered
    assert "nowhere in them" in answer.because


@ENGINES
def test_a_renamed_file_is_cited_by_its_new_name(serve: Serve, folder: Path, engine: str) -> None:
    write(folder, "lynx.txt", LYNX)
    held = serve(engine)
    (folder / "lynx.txt").rename(folder / "cat.txt")
    assert [one.source for one in held.ask(ASKED).quotes] == ["cat.txt"]
    assert held.reload() == freshness.Refreshed(0, 0, 0, 7)


@ENGINES
def test_a_file_that_is_touched_changes_nothing_that_is_served(serve: Serve, folder: Path, engine: str) -> None:
    write(folder, "lynx.txt", LYNX, 200)
    held = serve(engine)
    before = held.ask(ASKED)
    write(folder, "lynx.txt", LYNX)
    assert held.ask(ASKED) == before
    assert held.sources() == serve(engine).sources()


@ENGINES
def test_a_file_that_changes_while_it_is_answered_is_asked_again(
    serve: Serve, folder: Path, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, "lynx.txt", LYNX, 200)
    held = serve(engine)
    ranked = []

    def changing(*arguments: object) -> object:
        if not ranked:
            write(folder, "lynx.txt", LYNX.replace("herring", "haddock"))
        ranked.append(arguments)
        return original(*arguments)  # type: ignore[arg-type]

    from index.library import library  # noqa: PLC0415 - for its own name of the ranking

    original = library.rank
    monkeypatch.setattr(library, "rank", changing)
    assert "haddock" in held.ask(ASKED).quotes[0].text
    assert len(ranked) == 2


@ENGINES
def test_a_refusal_never_waits_for_the_next_look(
    serve: Serve, folder: Path, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collection, "PAUSE", 1000.0)
    held = serve(engine)
    held.ask("Who speaks of cyber crime?")
    write(folder, "lynx.txt", LYNX)
    assert held.ask(ASKED).answered


def test_between_two_looks_an_answer_lists_nothing(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collection, "PAUSE", 1000.0)
    held = serve()
    held.ask("Where does article 3 speak of cyber crime?")
    monkeypatch.setattr(Folder, "listing", lambda _: pytest.fail("the folder was listed"))
    assert held.ask("Where does article 3 speak of cyber crime?").answered


def test_nothing_is_read_or_written_where_nothing_changed(
    serve: Serve, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, "broken.txt", "\0")
    (folder / "sources.toml").write_text('["0.txt"]\ntitle = "Nought"\n', "utf-8")
    serve()
    before = generation(folder)
    monkeypatch.setattr(Folder, "read", lambda *_: pytest.fail("a file was read"))
    monkeypatch.setattr(Folder, "read_metadata", lambda *_: pytest.fail("sources.toml was read"))
    again = serve()
    assert [one.cause for one in again.problems()]
    assert not again.refresh()
    assert (again.note, generation(folder)) == (None, before)


def test_a_new_title_and_a_file_that_can_be_read_at_last_are_taken_up(serve: Serve, folder: Path) -> None:
    write(folder, "lynx.txt", LYNX, 200)
    write(folder, "owl.txt", "\0\0\0", 200)
    held = serve()
    (folder / "sources.toml").write_text('["lynx.txt"]\ntitle = "On cats"\n', "utf-8")
    assert held.ask(ASKED).quotes[0].title == "On cats"
    write(folder, "owl.txt", "Owl", 200)
    assert held.refresh()
    assert held.problems() == ()


def test_a_file_that_was_too_large_is_taken_up_once_the_setting_allows_it(serve: Serve, folder: Path) -> None:
    write(folder, "lynx.txt", LYNX * 30)
    assert not serve(max_file_bytes=200).ask(ASKED).answered
    assert serve().ask(ASKED).answered


MANY = "4 files are new or changed and 1 file is gone since the index was made; 'pullquote index' takes them up."


@pytest.fixture
def many(serve: Serve, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Answerer:
    """An index with more changes than are taken up on the way."""
    monkeypatch.setattr(freshness, "LITTLE_FILES", 4)
    held = serve()
    write(folder, "lynx.txt", LYNX)
    for number in range(3):
        write(folder, f"{number}.txt", f"Number {number} now speaks of herons that nest on chimneys.\n")
    (folder / "5.txt").unlink()
    return held


def test_many_changes_are_told_with_each_answer_and_nothing_is_denied(many: Answerer, folder: Path) -> None:
    before = generation(folder)
    for _ in range(2):
        answer = many.ask(ASKED)
        assert answer.notes[0] == MANY
        assert answer.incomplete
        assert (answer.lead.split(". ")[0], answer.answered) == ("The indexed sources do not say", False)
        assert "nowhere in what is indexed" in answer.because
    assert many.ask("Where does article 3 speak of cyber crime?").notes[0] == MANY
    assert generation(folder) == before


def test_many_changes_are_searched_by_a_check(many: Answerer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quote_search, "MOST_READ", 3)
    assert many.check(LYNX).verdict is Verdict.VERBATIM
    assert many.check("herons that nest on many chimneys").verdict is Verdict.NEARLY
    assert many.check("speaks of herons that nest").total == 3
    with monkeypatch.context() as patched:  # a near place among those that are searched first, and the words in another
        patched.setattr(quote_search, "NEW_BYTES", 100)
        assert many.check("Number 2 now speaks of herons that nest on chimneys.").verdict is Verdict.VERBATIM
    monkeypatch.setattr(quote_search, "SEARCH_SECONDS", -1.0)
    monkeypatch.setattr(quote_search, "NEW_BYTES", 0)
    check = many.check(LYNX)
    assert (check.verdict, check.unsearched) == (
        Verdict.NOWHERE,
        "6 files were not searched, 4 of them new or changed since the index was made.",
    )


def test_a_reload_takes_up_changes_of_any_size_and_counts_them(many: Answerer) -> None:
    assert many.reload() == freshness.Refreshed(1, 3, 1, 6)
    assert many.reload() == freshness.Refreshed(0, 0, 0, 6)
    answer = many.ask(ASKED)
    assert (answer.answered, answer.notes) == (True, ())


def test_a_watched_folder_takes_up_many_changes_by_itself(
    serve: Serve, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collection, "PAUSE", 0.01)
    monkeypatch.setattr(freshness, "LITTLE_FILES", 0)
    with serve(watch=True) as held:
        write(folder, "lynx.txt", LYNX)
        end = time.monotonic() + 30
        while not held.ask(ASKED).answered:
            assert time.monotonic() < end


def test_a_large_archive_is_not_made_anew_before_an_answer(
    serve: Serve, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = serve()
    write(folder, "lynx.txt", LYNX * 4)
    monkeypatch.setattr(freshness, "LARGE_ARCHIVE", 1)
    assert "1 file is new" in held.ask(ASKED).notes[0]
    monkeypatch.setattr(freshness, "FOLDED", 1.0)
    write(folder, "lynx.txt", LYNX)
    assert held.ask(ASKED).answered


WRITER = """
import sys, time
from pathlib import Path
from index.retrieval.store.generations import Generations
with Generations(Path(sys.argv[1]), Path(sys.argv[2])).locked():
    print(flush=True)
    sys.stdin.read()
"""


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Another process that writes the index."""
    arguments = [sys.executable, "-c", WRITER, str(folder.parent / "index"), str(folder)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        try:
            yield
        finally:
            writer.communicate()


BUSY = "1 file is new or changed since the index was made, which cannot be brought up to date now."


def test_while_another_process_writes_the_index_it_is_answered_and_told(serve: Serve, folder: Path) -> None:
    said: list[str] = []
    held = serve(said=said)
    said.clear()
    write(folder, "lynx.txt", LYNX)
    with writing(folder):
        for _ in range(2):
            answer = held.ask(ASKED)
            assert (answer.answered, answer.notes[0]) == (False, BUSY)
            assert "nowhere in what is indexed" in answer.because
            assert held.ask("Where does article 3 speak of cyber crime?").answered
            assert held.check(LYNX).verdict is Verdict.VERBATIM
        assert len(said) == 1
        assert "is writing this index" in said[0]
    assert held.ask(ASKED).answered


def test_where_the_index_cannot_be_written_it_is_answered_and_told(
    serve: Serve, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = serve()
    write(folder, "lynx.txt", LYNX)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "lock")

    monkeypatch.setattr(Generations, "begin", refuse)
    answer = held.ask(ASKED)
    assert (answer.answered, answer.incomplete, answer.notes[0]) == (False, True, BUSY)


def test_an_index_that_is_deleted_meanwhile_is_not_made_anew_before_an_answer(serve: Serve, folder: Path) -> None:
    held = serve()
    for path in (folder.parent / "index").iterdir():
        if path.is_file():
            path.unlink()
    write(folder, "lynx.txt", LYNX)
    assert "1 file is new or changed" in held.ask(ASKED).notes[0]
    assert held.reload().sources == 7


@ENGINES
def test_a_look_that_takes_long_holds_no_answer(
    serve: Serve, folder: Path, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = serve(engine)
    assert not held.ask(ASKED).incomplete
    monkeypatch.setattr(collection, "PATIENCE", 0.05)
    original = Folder.listing

    def slow(self: Folder) -> object:
        time.sleep(0.5)
        return original(self)

    monkeypatch.setattr(Folder, "listing", slow)
    write(folder, "lynx.txt", LYNX)
    answer = held.ask(ASKED)
    assert answer.incomplete
    assert "still being looked through" in answer.notes[0]
    assert "nowhere in what is indexed" in answer.because
    time.sleep(1.5)
    monkeypatch.setattr(collection, "PATIENCE", 5.0)
    assert held.ask(ASKED).answered


@ENGINES
def test_a_folder_that_is_away_is_answered_from_what_was_read_and_told(serve: Serve, folder: Path, engine: str) -> None:
    said: list[str] = []
    held = serve(engine, said)
    said.clear()
    folder.rename(folder.with_name("away"))
    for _ in range(2):
        answer = held.ask("Where does article 3 speak of cyber crime?")
        assert answer.answered
        assert "cannot be looked through" in answer.notes[0]
    assert len(said) == 1
    folder.with_name("away").rename(folder)
    assert held.ask("Where does article 3 speak of cyber crime?").notes == ()


def test_a_folder_in_memory_that_has_grown_large_is_told_and_reloaded_on_disk(serve: Serve, folder: Path) -> None:
    held = serve("auto", memory_passages=10)
    write(folder, "large.txt", LYNX * 100)
    answer = held.ask(ASKED)
    assert answer.notes[0] == "1 file is new or changed since the sources were read; a restart takes them up."
    assert answer.incomplete
    assert held.reload().added == 1
    assert held.ask(ASKED).answered
    assert generation(folder)


def test_every_reason_for_a_refusal_speaks_of_what_is_indexed_where_that_is_not_all(many: Answerer) -> None:
    for question in (ASKED, "Who speaks of crime?", "When did the town article speak of Oslo?", "lynx harbour"):
        answer = many.ask(question)
        assert answer.quotes or "indexed sources" in answer.lead


@pytest.mark.parametrize("engine", ["memory", "disk"])
def test_words_that_no_search_proposes_are_found_among_many_sources(
    serve: Serve, folder: Path, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quote_search, "MOST_READ", 3)
    write(folder, "page.txt", f"{LYNX}\nShare this page on Facebook\n\nCopyright 2015 Example\n")
    held = serve(engine)
    assert held.check("Share this page on Facebook").verdict is Verdict.FURNITURE
    assert held.check("on").verdict is Verdict.VERBATIM
    assert held.check("The lynx flew").verdict is not Verdict.VERBATIM


def test_nothing_is_said_where_nothing_is_behind() -> None:
    assert not Behind()
    assert Behind().note is None
    assert (
        Behind(Hindrance.MANY).note
        == "sources.toml has changed since the index was made; 'pullquote index' takes them up."
    )


def test_two_threads_share_one_look(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = Collection(Folder(folder), engine="disk", index_path=tmp_path / "index")
    monkeypatch.setattr(collection, "PAUSE", 1000.0)
    looks = []
    original = Folder.listing
    monkeypatch.setattr(Folder, "listing", lambda self: (looks.append(1), original(self))[1])
    for _ in range(3):
        one.follow()
    assert len(looks) == 1
