"""What is said around quotes comes from templates, which an operator can replace."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from bot.wording.lead import LONGEST_NAMED, Wording
from bot.wording.speaking import shipped as voice_of
from bot.wording.template_file import LANGUAGES, OUTCOMES
from index.conversation.small_talk import Talk
from index.library.answer import Answer, Quote
from index.query.answer_type import AnswerType
from index.ranking.refusal import HAS_FORM, Reason, ReasonCode
from index.ranking.support import Outcome
from index.text.pack import codes

TITLES = (("A", dt.date(2015, 12, 1)), ("B", None))
NOWHERE = Reason(ReasonCode.NOWHERE, ("assassinate",))


def quotes(*names: str, title: str = "A", sentence: bool = True) -> tuple[Quote, ...]:
    place = {"start": 0, "end": 1, "line": 1, "column": 1, "end_line": 1, "end_column": 1}
    known: dict[str, Any] = {"publisher": None, "date": None, "url": None, "sha256": "", "text": "x", **place}
    known |= {"title": title, "sentence": sentence, "quoted": True, "score": 1.0}
    return tuple(Quote(1, citation=f"{name}:1", source=name, **known) for name in names)


def answer(
    outcome: Outcome,
    *names: str,
    reason: Reason | None = None,
    kind: AnswerType = AnswerType.OTHER,
    sentence: bool = True,
    **more: Any,
) -> Answer:
    found = quotes(*names, sentence=sentence)
    return Answer("?", kind, outcome, 0.5, reason, found, **more)


@pytest.fixture
def shipped() -> Wording:
    return Wording.load()


def test_quotes_that_answer_speak_for_themselves(shipped: Wording) -> None:
    for kind in AnswerType:
        assert shipped.lead(answer(Outcome.ANSWERED, "a", kind=kind)) == ""
        assert shipped.lead(answer(Outcome.ANSWERED, "a", "a", kind=kind)) == ""


def test_several_articles_are_counted_and_said_to_be_sorted(shipped: Wording) -> None:
    assert shipped.lead(answer(Outcome.ANSWERED, "a", "a", "b")) == "Two articles speak of this:"
    newest = answer(Outcome.ANSWERED, "a", "b", "c", newest_first=True)
    assert shipped.lead(newest) == "Three articles speak of this, the newest first:"


def test_what_comes_nearest_names_what_is_missing(shipped: Wording) -> None:
    unsure = answer(Outcome.UNSURE, "a", reason=NOWHERE)
    assert shipped.lead(unsure) == "This comes nearest; 'assassinate' appears nowhere in the sources."
    lacking = answer(Outcome.UNSURE, "a", reason=Reason(ReasonCode.MISSING, ("held", "June")))
    assert shipped.lead(lacking) == "This comes nearest; 'held' and 'June' are not in it."
    formless = answer(Outcome.UNSURE, "a", reason=Reason(ReasonCode.FORM), kind=AnswerType.DATE)
    assert shipped.lead(formless) == "This comes nearest; it may not say when."


def test_a_refusal_says_why(shipped: Wording) -> None:
    refusal = answer(Outcome.DECLINED, reason=NOWHERE)
    assert shipped.lead(refusal) == "The sources do not say. 'assassinate' appears nowhere in them."
    assert shipped.reason(refusal) == "'assassinate' appears nowhere in them"
    assert shipped.lead(answer(Outcome.DECLINED, reason=Reason(ReasonCode.EMPTY))) == "Nothing was asked."


@pytest.mark.parametrize("outcome", [Outcome.UNSURE, Outcome.DECLINED])
@pytest.mark.parametrize("kind", [AnswerType.OTHER, *sorted(HAS_FORM, key=str)])
def test_every_reason_has_words_for_each_outcome_that_it_comes_with(
    shipped: Wording, outcome: Outcome, kind: AnswerType
) -> None:
    both = {ReasonCode.NOWHERE, ReasonCode.APART, ReasonCode.FORM}
    own = {ReasonCode.MISSING} if outcome is Outcome.UNSURE else {*ReasonCode} - {ReasonCode.MISSING, ReasonCode.TALK}
    for code in both | own:
        for words in (("one",), ("one", "two")):
            said = shipped.lead(answer(outcome, reason=Reason(code, words), kind=kind))
            assert said.endswith(".")
            assert "$" not in said


def test_a_reason_names_few_words_and_shortens_them(shipped: Wording) -> None:
    assert len(shipped.lead(answer(Outcome.DECLINED, reason=Reason(ReasonCode.NOWHERE, ("z" * 9_000,))))) < 100
    many = shipped.reason(answer(Outcome.DECLINED, reason=Reason(ReasonCode.NOWHERE, tuple("abcdefgh"))))
    assert many == "'a', 'b', 'c' and 5 more appear nowhere in them"
    assert LONGEST_NAMED < 100


def test_a_refusal_that_did_not_ask_all_files_denies_nothing_of_them(shipped: Wording) -> None:
    said = shipped.lead(answer(Outcome.DECLINED, reason=NOWHERE, incomplete=True))
    assert said == "The indexed sources do not say. 'assassinate' appears nowhere in what is indexed."
    assert shipped.lead(answer(Outcome.ANSWERED, "a", incomplete=True)) == ""


def test_remarks_say_how_words_were_taken(shipped: Wording) -> None:
    noted = answer(
        Outcome.ANSWERED, "a", inherited="the hotline", corrections=(("Shenkun", "Shengkun"),), notes=("N.",)
    )
    assert list(shipped.notes(noted)) == [
        "Took “the hotline” from the question before.",
        "N.",
        "Took “Shenkun” for “Shengkun”.",
    ]


def test_small_talk_is_met_with_what_the_sources_are(shipped: Wording) -> None:
    talk = Reason(ReasonCode.TALK)
    hello = answer(
        Outcome.DECLINED,
        reason=talk,
        talk=Talk.GREETING,
        sources=5,
        titles=(("A", dt.date(2015, 12, 1)), ("B", None)),
        suggestions=("Q?",),
    )
    assert shipped.lead(hello) == "Hello! Ask me about “A” (1 December 2015), “B” and 3 more."
    assert shipped.suggested(hello) == "For example:"
    one = answer(Outcome.ANSWERED, "a", talk=Talk.OVERVIEW, sources=1, titles=(("A", None),))
    assert shipped.lead(one) == "In its own first sentences:"
    for kind in Talk:
        assert shipped.lead(
            answer(Outcome.DECLINED, reason=talk, talk=kind, sources=2, titles=(("A", None), ("B", None)))
        )


def test_an_operator_changes_one_line_and_keeps_the_rest(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[one]\nperson = "«$title», $count, $$5:"\n[asked]\ndate = "at what time"\n', "utf-8")
    wording = Wording.load(own)
    assert wording.lead(answer(Outcome.ANSWERED, "a", kind=AnswerType.PERSON)) == "«A», one, $5:"
    assert wording.lead(answer(Outcome.ANSWERED, "a", kind=AnswerType.DATE)) == ""
    formless = answer(Outcome.UNSURE, "a", reason=Reason(ReasonCode.FORM), kind=AnswerType.DATE)
    assert wording.lead(formless) == "This comes nearest; it may not say at what time."
    assert set(OUTCOMES) < set(wording.voice.lines)


def test_a_list_or_a_row_is_called_a_passage(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[several]\ndefault = "$Count $nouns:"\n', "utf-8")
    wording = Wording.load(own)
    assert wording.lead(answer(Outcome.ANSWERED, "a", "a")) == "Two sentences:"
    assert wording.lead(answer(Outcome.ANSWERED, "a", "a", sentence=False)) == "Two passages:"


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_question_in_another_language_than_the_sources_is_told_so(code: str) -> None:
    words = Wording(voice_of(code))
    reason = Reason(ReasonCode.LANGUAGE, ("Beitrag",), ("en", "xx"))
    for outcome in (Outcome.UNSURE, Outcome.DECLINED):
        lead = words.lead(answer(outcome, "a.txt", reason=reason))
        assert voice_of(code).lines["tongues"]["en"] in lead
        assert voice_of(code).lines["tongues"]["other"] in lead


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_that_is_read_has_a_name_in_every_voice(code: str) -> None:
    assert {*codes(), "other"} == set(voice_of(code).lines["tongues"])
