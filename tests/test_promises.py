"""What is promised: verbatim, checkable, honest, the same everywhere, private, never falls over."""

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answers import Answerer
from bot.discord.cards.answer_cards import answer_pages
from bot.discord.cards.card import Role
from bot.settings.model import Settings
from bot.terminal.answer_text import answer_text
from bot.terminal.screen import Screen
from bot.wording.speaking import shipped, speaking
from bot.wording.template_file import LANGUAGES
from index.library.verification import Verdict
from tests.discord.markdown_reader import render

ROOT = Path(__file__).parent.parent
QUESTIONS = (
    "What was decided about the hotline?",
    "Who co-chaired the dialogue?",
    "Where will the next dialogue be held?",
    "What is the capital of France?",
)
HOSTILE = (
    *("", " ", "?", "\x00", "\ud800", "e\u0301\u0301", "who who who", "what is the of", "name the", "which", "%"),
    *("1" * 5_000, "when " * 2_000, "a" * 20_000, "((((" * 500, "\n\r\t\u2028", "\x1b[2J", "谁主持了对话？"),
)
WORDS = [
    "the",
    "hotline",
    "Guo",
    "Lynch",
    "会谈",
    "dialogue",
    "U.S.",
    "3.5",
    "café\r\n",
    "agreed",
    "Beijing",
    "“talks”",
]
sentence = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(lambda held: " ".join(held).capitalize() + ".")
sentences = st.lists(sentence, min_size=1, max_size=12)
articles = st.lists(
    st.tuples(sentences, st.sampled_from([" ", "\n", "\r\n", "\n\n", "  \n"])).map(lambda made: made[1].join(made[0])),
    min_size=1,
    max_size=4,
)
generated = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return Answerer(Settings(sources=ROOT / "sources"))


def served(folder: Path, texts: list[str]) -> Answerer:
    """An answerer over a folder that holds just these texts."""
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for number, text in enumerate(texts):
        (folder / f"an article {number}.txt").write_bytes(text.encode())
    return Answerer(Settings(sources=folder))


@pytest.mark.parametrize("question", QUESTIONS)
def test_verbatim_every_passage_equals_its_source_at_its_span(answerer: Answerer, question: str) -> None:
    for one in answerer.ask(question).passages:
        text = (ROOT / "sources" / one.source).read_text("utf-8")
        for place in ((one.start, one.end), *((also.start, also.end) for also in one.also)):
            assert text[slice(*place)] == one.text


@generated
@given(articles)
def test_verbatim_over_generated_articles(tmp_path: Path, texts: list[str]) -> None:
    answer = served(tmp_path / "sources", texts).ask("What was agreed about the hotline by Guo in Beijing?")
    for one in answer.passages:
        text = (tmp_path / "sources" / one.source).read_bytes().decode()
        assert text[one.start : one.end] == one.text
        for span in (*one.matches, *([one.answer] if one.answer else [])):
            assert 0 <= span[0] < span[1] <= len(one.text)


@pytest.mark.parametrize("question", QUESTIONS)
def test_checkable_every_citation_stands(answerer: Answerer, question: str) -> None:
    for one in answerer.ask(question).passages:
        for citation in (one.citation, *(also.citation for also in one.also)):
            check = answerer.check(citation)
            assert check.verdict is Verdict.PLACE
            assert check.matches[0].text == one.text


@generated
@given(articles)
def test_checkable_over_generated_articles(tmp_path: Path, texts: list[str]) -> None:
    held = served(tmp_path / "sources", texts)
    for one in held.ask("What was agreed about the hotline by Guo in Beijing?").passages:
        check = held.check(one.citation)
        assert check.verdict is Verdict.PLACE
        assert (check.matches[0].place.start, check.matches[0].place.end) == (one.start, one.end)
        assert check.matches[0].text == one.text


MARKED = (
    *("The **hotline** was agreed.", "Guo met `Lynch` in [Beijing](b.md).", "- Guo agreed\n- _Lynch_ did, too"),
    *("1. Guo calls\n2. `ring` the **hotline**:\n\n   ```\n   hotline --now\n   ```", "## The **hotline**"),
    *("> Guo said the\n> _hotline_ &amp; more.", "| Who | Where |\n|---|---|\n| **Guo** | `Beijing` |\n| Lynch | |"),
    *("Agreed:\n\n* the hotline by [Guo][1]\n  - in Beijing\n\n[1]: g.md", "- [x] the hot**line**\n- [ ] the `talks`"),
)


@generated
@given(st.lists(st.sampled_from(MARKED), min_size=1, max_size=6).map("\n\n".join))
def test_checkable_every_quote_stands_as_written_and_as_shown(tmp_path: Path, text: str) -> None:
    held = served(tmp_path / "sources", ["Nothing was agreed."])
    (tmp_path / "sources" / "page.md").write_text(text, "utf-8")
    held.refresh()
    for one in held.ask("What was agreed about the hotline by Guo in Beijing?").passages:
        assert held.check(one.citation).matches[0].text == one.text
        for words in (one.text, one.plain):
            assert held.check(words).verdict is Verdict.VERBATIM
            assert held.check(one.citation, words=words).verdict is Verdict.AT_CITATION


def test_honest_a_refusal_quotes_nothing_and_says_why(answerer: Answerer) -> None:
    answer = answerer.ask("What is the capital of France?")
    assert not answer.answered
    assert not answer.quotes
    assert answer.reason is not None
    assert "France" in answer.reason.words
    assert all(not passage.quoted for passage in answer.passages)


ENGINES = pytest.mark.parametrize("engine", ["memory", "disk"])
ADDED = "Mayor Anna Berg opened the zoo of Bergen in the month of May."


def changing(tmp_path: Path, engine: str) -> Iterator[Answerer]:
    """Yield an answerer over the sources again and again, each time after another change to what says one thing."""
    folder = tmp_path / "sources"
    shutil.copytree(ROOT / "sources", folder)
    settings = {"sources": folder, "engine": engine, "index_path": tmp_path / "index"}
    held = Answerer(Settings.model_validate(settings))
    assert not held.ask("Who opened the zoo of Bergen?").answered
    article = folder / "zoo.txt"
    article.write_text(ADDED + "\n", "utf-8")
    yield held
    article.rename(folder / "renamed.txt")
    yield held
    (folder / "renamed.txt").write_text(f"It rained.\n{ADDED}\n", "utf-8")
    yield held
    (folder / "sources.toml").write_text('["renamed.txt"]\ntitle = "The zoo"\n', "utf-8")
    yield held


@ENGINES
def test_honest_nothing_is_denied_by_ask_that_stands_in_a_file(tmp_path: Path, engine: str) -> None:
    for held in changing(tmp_path, engine):
        assert [one.text for one in held.ask("Who opened the zoo of Bergen?").quotes] == [ADDED]


@ENGINES
@pytest.mark.parametrize("most", [0, 500])
def test_honest_nothing_is_denied_by_check_that_stands_in_a_file(
    tmp_path: Path, engine: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.library.quote_search.MOST_READ", most)
    for held in changing(tmp_path, engine):
        assert held.check(ADDED).verdict is Verdict.VERBATIM
    for line in (ROOT / "sources" / "004_52fc0199ecdba978.txt").read_text("utf-8").splitlines():
        if any(map(str.isalnum, line)):
            assert held.check(line).verdict in {Verdict.VERBATIM, Verdict.FURNITURE}


@pytest.fixture(params=LANGUAGES)
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    """A language, in which everything is said that is not a quote."""
    with speaking(shipped(request.param)):
        yield request.param


@pytest.mark.parametrize("question", QUESTIONS[:6])
def test_checkable_an_answer_is_checked_as_it_is_printed(answerer: Answerer, spoken: str, question: str) -> None:
    answer = answerer.ask(question, language=spoken)
    for width in (None, 80, 40):
        claims = answerer.claims(answer_text(answer, Screen(width=width))) if answer.quotes else ()
        assert all(answerer.check(one).verdict is Verdict.AT_CITATION for one in claims)
        assert bool(claims) == bool(answer.quotes)


@pytest.mark.parametrize("question", QUESTIONS[:6])
@pytest.mark.parametrize("rendered", [False, True])
@pytest.mark.parametrize("base", [None, "https://quotes.example.org"])
def test_checkable_a_card_is_checked_as_it_is_copied(
    answerer: Answerer, spoken: str, question: str, rendered: bool, base: str | None
) -> None:
    answer = answerer.ask(question, language=spoken)
    for page in answer_pages(answer, "", base):
        text = "\n".join(render(block.text).text if rendered else block.text for block in page.blocks)
        cited = [block for block in page.blocks if block.role is Role.QUOTE]
        claims = answerer.claims(text) if cited else ()
        assert all(answerer.check(one).verdict.good for one in claims), text
        assert len(claims) >= len(cited)


def test_the_same_everywhere_on_every_run() -> None:
    command = [sys.executable, "-m", "bot", "ask", "--json", QUESTIONS[0]]
    runs = {
        subprocess.run(command, cwd=ROOT, capture_output=True, check=True, env={"PYTHONHASHSEED": seed}).stdout
        for seed in ("0", "1", "2")
    }
    assert len(runs) == 1


def test_the_same_everywhere_however_often_it_is_asked(answerer: Answerer) -> None:
    for question in QUESTIONS:
        assert answerer.ask(question) == answerer.ask(question)


def test_the_same_everywhere_from_both_engines(answerer: Answerer, tmp_path: Path) -> None:
    on_disk = Answerer(Settings(sources=ROOT / "sources", engine="disk", index_path=tmp_path / "index"))
    for question in QUESTIONS:
        assert [(one.citation, one.quoted) for one in on_disk.ask(question).passages] == [
            (one.citation, one.quoted) for one in answerer.ask(question).passages
        ]


def test_private_an_answer_opens_no_socket_and_writes_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    before = sorted((ROOT / "sources").iterdir())
    Answerer(Settings(sources=ROOT / "sources")).ask("What was decided about the hotline?")
    assert sorted((ROOT / "sources").iterdir()) == before
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("question", HOSTILE, ids=range(len(HOSTILE)))
def test_never_falls_over_whatever_is_asked(answerer: Answerer, question: str) -> None:
    answer = answerer.ask(question)
    assert bool(answer.reason) is not answer.answered
    assert answerer.ask("And where?", before=question).passages is not None
