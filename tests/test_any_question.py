"""Never falls over: any question over any text gets an answer, a refusal or an error that says what to do."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answers import Answer, Answerer
from bot.jsonform import answer_object, dumps
from bot.settings.model import Settings
from bot.terminal.answer_text import answer_text, explanation_text
from bot.terminal.screen import Screen
from index.annotation.entities import names
from index.errors import PullquoteError

ROOT = Path(__file__).parent.parent
TEXTS = [path.read_text("utf-8") for path in sorted((ROOT / "sources").glob("*.txt"))]
SENTENCES = sorted({line.strip() for text in TEXTS for line in re.split(r"(?<=[.!?])\s|\n", text) if line.strip()})
NAMES = sorted(
    {name.text for text in TEXTS for line in text.splitlines() for name in names(line)}
    | {run for text in TEXTS for run in re.findall(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)*", text)}
)
FORMS = ("{}", "Who is {}?", "What is {}?", "When did {} start?")
EXAMPLES = 60

ODD = [
    "",
    " ",
    "?",
    "\x00",
    "\x1b[2J",
    "\ud800",
    "\udcff who \udfff",
    "e\u0301\u0301\u0301",
    "\u0301",
    "👩‍👩‍👧‍👦 🇳🇱?",
    "من هو وزير الأمن العام؟",
    "谁主持了对话？",
    "Кто участвовал в диалоге?",
    "संवाद कहाँ हुआ?",
    "İstanbul ǅ ﬁ ß ẞ K",
    "who who who",
    "what is the of",
    "how many",
    "how much per",
    "the name of the",
    "who is the Secretary of",
    "Secretary of the",
    "the Minister For The",
    "what does mean",
    "which",
    "in which",
    "list",
    "name the",
    "define",
    "%",
    "1" * 5_000,
    "when " * 2_000,
    "a" * 20_000,
    "Aa " * 3_000,
    "((((" * 500,
    "\n\r\t\u2028",
]
PIECES = [
    *("Secretary of", "Minister", "the", "of", "for", "Homeland Security", "Guo", "who", "which", "how", "many", "is"),
    *("what", "does", "1998", "per", "cent", "%", "'s", ",", ".", "?", "“", "(", "-", "\n", "#", "```", "|", ">", "*"),
    *("name", "between", "or", "and", "first", "next", "12 May", "$", "km", "会谈", "\u0301", "\ud800"),
]
letters = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)
pieces = st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)
fragments = st.tuples(st.sampled_from(TEXTS), st.integers(0, 12_000), st.integers(1, 200)).map(
    lambda cut: cut[0][cut[1] % len(cut[0]) :][: cut[2]]
)
questions = letters | pieces | fragments | st.sampled_from(ODD)
generated = settings(
    max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return Answerer(Settings(sources=ROOT / "sources"))


def holds(answerer: Answerer, question: str, before: str | None = None) -> None:
    """Ask, and show the answer in every form; anything but an answer or a clear error fails the test."""
    try:
        answer = answerer.ask(question, before=before)
    except PullquoteError:
        return
    assert isinstance(answer, Answer)
    assert answer.answered or answer.reason
    assert json.loads(dumps(answer_object(answer, explain=True)))["answered"] is answer.answered
    assert answer_text(answer, Screen(80))
    assert explanation_text(answer, Screen(80))


@pytest.mark.parametrize("form", FORMS)
def test_every_name_of_the_articles_can_be_asked_for(answerer: Answerer, form: str) -> None:
    for name in NAMES:
        holds(answerer, form.format(name))


def test_every_sentence_of_the_articles_can_be_asked(answerer: Answerer) -> None:
    for sentence in SENTENCES:
        holds(answerer, sentence)


@pytest.mark.parametrize("question", ODD, ids=range(len(ODD)))
def test_odd_questions_are_no_trouble(answerer: Answerer, question: str) -> None:
    holds(answerer, question)
    holds(answerer, question, before="Who co-chaired the dialogue?")
    holds(answerer, "And where?", before=question)


@generated
@given(questions, st.none() | questions)
def test_anything_can_be_asked_and_asked_behind_anything(answerer: Answerer, question: str, before: str | None) -> None:
    holds(answerer, question, before)


@generated
@given(st.text(max_size=40))
def test_anything_can_be_typed_and_checked(answerer: Answerer, typed: str) -> None:
    answerer.suggest(typed)
    answerer.check(typed)


@generated
@given(st.lists(letters | pieces | fragments | st.sampled_from(ODD), min_size=1, max_size=3), questions, st.data())
def test_anything_can_be_asked_of_any_text(
    tmp_path: Path, texts: list[str], question: str, data: st.DataObject
) -> None:
    served = tmp_path / "sources"
    served.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        suffix = data.draw(st.sampled_from([".txt", ".md"]))
        (served / f"{number}{suffix}").write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        answerer = Answerer(Settings(sources=served))
    except PullquoteError:
        return  # nothing there can be served, and the error says why
    finally:
        for path in served.iterdir():
            path.unlink()
    for one in (question, *texts[:1], "Who is it?"):
        holds(answerer, one)


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_short_odd_texts_can_be_asked(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode("utf-8", "surrogatepass"))
    (tmp_path / "b.md").write_text("Guo met Lynch in Beijing.\n", encoding="utf-8")
    answerer = Answerer(Settings(sources=tmp_path))
    for question in ("Who met Lynch?", "What is it?", text, text[:9], f"When did {text[:9]} start?"):
        holds(answerer, question)
