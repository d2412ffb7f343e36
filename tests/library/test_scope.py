"""Scopes: a part of the sources, answered from as if the folder held no other."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index import CitationError, Library, Scope, UsageError, Verdict
from index.deadline import Deadline, keep_time
from index.documents.metadata import Metadata
from index.errors import EmptyScopeError
from index.library import scoped
from index.library.collection import Snapshot
from index.ranking.confidence import Calibration
from index.retrieval.engine import Engine

INSIDE = {
    "rules/hotline.txt": "The hotline opened in May 2015. It was run by Ann Lee. Forty people called it each day.",
    "rules/pool.md": "# The pool\n\nThe pool closes at nine in the evening. Children swim with Ann Lee on Mondays.",
}
OUTSIDE = {
    "vault/zanzibar.txt": "The hotline opened in May 2015. The zanzibar vault lies in Oslo. "
    "Bob Stone guards the vault.",
    "vault/pool.txt": "The pool of Zanzibar never closes. Bob Stone swims there each evening with forty people.",
}
QUESTIONS = (
    "When did the hotline open?",
    "Who ran the hotline?",
    "How many people called each day?",
    "When does the pool close?",
    "Where is the zanzibar vault?",
    "Who is Bob Stone?",
    "Who swims on Mondays?",
    "When did the hotlien open?",
    "What is the vaullt?",
    "people",
    "What are the sources about?",
    "Hello",
)
SECRETS = ("zanzibar", "vault", "bob stone", "oslo")
TAGGED = (
    '["rules/*"]\ntags = ["public", "rules"]\ndate = 2015-12-01\n\n["vault/*"]\ntags = ["secret"]\ndate = 2016-01-01\n'
)


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "sources.toml").write_text(TAGGED.partition("\n\n")[0] + "\n" if len(files) == 2 else TAGGED)
    return folder


@pytest.fixture(params=["memory", "disk"])
def both(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Library, Library]:
    """A library of everything, and one over a folder that holds the sources of the scope alone."""

    def opened(name: str, files: dict[str, str]) -> Library:
        return Library(write(tmp_path / name, files), engine=request.param, index_path=tmp_path / f"{name}.index")

    return opened("all", INSIDE | OUTSIDE), opened("alone", INSIDE)


SCOPES = (
    Scope(("rules/",)),
    Scope(("rules/*",)),
    Scope(tags=("public",)),
    Scope(until="2015"),
    Scope(("*",), ("rules",)),
)


@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_a_scope_answers_as_a_folder_of_its_sources_alone_would(both: tuple[Library, Library], scope: Scope) -> None:
    library, alone = both
    view = library.within(scope)
    for question in QUESTIONS:
        assert view.ask(question) == alone.ask(question), question
    for typed in ("", "poo", "zan", "Bob", "Ann", "hot"):
        assert view.suggest(typed) == alone.suggest(typed)
    assert view.sources() == alone.sources()
    assert view.problems() == alone.problems()


def test_nothing_outside_a_scope_is_shown_named_or_counted(both: tuple[Library, Library]) -> None:
    view = both[0].within(Scope(("rules/",)))
    asked = ("pool", "people", "hotline opened", "forty people each evening")
    shown = [view.ask(question).passages for question in asked]
    shown += [view.sources(), view.problems(), view.suggest(""), view.suggest("po"), view.note]
    shown += [view.check("The hotline opened in May 2015"), view.check("rules/hotline.txt:1")]
    assert not [one for one in SECRETS if one in repr(shown).casefold()]


@pytest.mark.parametrize("name", ["vault/zanzibar.txt", "vault/nothing.txt"])
def test_a_source_outside_a_scope_is_as_one_that_is_not_there(both: tuple[Library, Library], name: str) -> None:
    view = both[0].within(Scope(tags=("public",)))
    check = view.check(f"{name}:1")
    assert check.verdict is Verdict.NO_SUCH_PLACE
    cause = (check.cause or "").removeprefix(name)
    assert cause.startswith(": no such file in the folder of sources")
    assert not [one for one in SECRETS if one in cause]
    with pytest.raises(CitationError, match="no such file"):
        view.excerpt(f"{name}:1")


def test_words_outside_a_scope_stand_nowhere(both: tuple[Library, Library]) -> None:
    library, _ = both
    words = "Bob Stone guards the vault"
    assert library.check(words).verdict.good
    assert library.within(Scope(("rules/",))).check(words).verdict is Verdict.NOWHERE


def test_a_changed_source_is_seen_in_a_scope(both: tuple[Library, Library], tmp_path: Path) -> None:
    view = both[0].within(Scope(("rules/",)))
    view.ask("When did the hotline open?")
    (tmp_path / "all/rules/new.txt").write_text("The library lends nine books at once.", encoding="utf-8")
    both[0].refresh()
    assert view.ask("How many books does the library lend?").quotes[0].source == "rules/new.txt"


def test_a_scope_within_a_scope_only_narrows_it(both: tuple[Library, Library]) -> None:
    view = both[0].within(Scope(("rules/",))).within(Scope(("*pool*",)))
    assert [one.name for one in view.sources()] == ["rules/pool.md"]


def test_a_scope_without_sources_is_an_error(both: tuple[Library, Library]) -> None:
    with pytest.raises(EmptyScopeError, match="no source is in the scope \\(rule/\\)"):
        both[0].within(Scope(("rule/",))).ask("When?")


def test_a_question_can_name_its_scope(both: tuple[Library, Library]) -> None:
    library, alone = both
    question = "When did the hotline open?"
    assert library.ask(question, scope=Scope(("rules/",))) == alone.ask(question)
    assert library.ask(question, scope=None) == library.ask(question) != alone.ask(question)


def test_no_scope_is_the_library_itself(both: tuple[Library, Library]) -> None:
    assert both[0].within(None) is both[0]
    assert both[0].within(Scope()) is both[0]


@pytest.mark.parametrize("day", ["20x", "2015-13", "2015-02-30", "0000"])
def test_what_is_no_day_is_an_error(day: str) -> None:
    with pytest.raises(UsageError, match="is no day"):
        Scope(since=day)


def test_an_article_without_a_date_is_outside_of_a_scope_with_dates() -> None:
    assert not Scope(since="1900").holds("a.txt", Metadata())


def test_a_scope_that_is_being_made_holds_up_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = Library(write(tmp_path / "all", INSIDE | OUTSIDE))
    begun, free = threading.Event(), threading.Event()
    original = scoped.ScopedSnapshots._made  # noqa: SLF001 - the step that takes long

    def made(self: scoped.ScopedSnapshots, held: Snapshot, scope: Scope) -> Snapshot:
        if scope.names == ("vault/",):
            begun.set()
            assert free.wait(30)
        return original(self, held, scope)

    monkeypatch.setattr(scoped.ScopedSnapshots, "_made", made)
    with ThreadPoolExecutor() as pool:
        slow = pool.submit(library.within(Scope(("vault/",))).ask, "Who guards the vault?")
        assert begun.wait(30)
        try:
            assert library.within(Scope(("rules/",))).ask("Who ran the hotline?").quotes
            assert not slow.done()
        finally:
            free.set()
        assert slow.result(30).quotes


def test_a_part_is_made_though_nobody_waits_for_it_any_more(
    both: tuple[Library, Library], monkeypatch: pytest.MonkeyPatch
) -> None:
    view, deadline = both[0].within(Scope(("rules/",))), Deadline(60)

    def calibrate(engine: Engine) -> Calibration:
        keep_time()
        return original(engine)

    original = scoped.calibrate
    monkeypatch.setattr(scoped, "calibrate", calibrate)

    def work() -> int:
        deadline.end()
        return view.served.sources

    assert deadline.run(work) == 2
