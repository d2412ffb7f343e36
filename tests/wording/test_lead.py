"""The line above an answer comes from a template, which an operator can replace."""

from pathlib import Path

import pytest

from bot.wording.lead import OUTCOMES, Wording
from index.errors import SettingsError
from index.library.answer import Quote
from index.query.answer_type import AnswerType
from index.ranking.support import Outcome

ANSWERED, UNSURE, DECLINED = Outcome


def quotes(*names: str, title: str = "A", sentence: bool = True) -> list[Quote]:
    place = {"start": 0, "end": 1, "line": 1, "column": 1, "end_line": 1, "end_column": 1}
    known = {"title": title, "publisher": None, "date": None, "url": None, "sha256": "", "text": "x", **place}
    return [
        Quote(1, quoted=True, score=1.0, citation=f"{name}:1", source=name, sentence=sentence, **known)
        for name in names
    ]  # type: ignore[arg-type]


@pytest.fixture
def shipped() -> Wording:
    return Wording.load()


@pytest.mark.parametrize("kind", AnswerType)
def test_every_kind_of_question_has_a_line_for_every_outcome(shipped: Wording, kind: AnswerType) -> None:
    for names, outcome in (
        ((), DECLINED),
        (("a",), UNSURE),
        (("a",), ANSWERED),
        (("a", "a"), ANSWERED),
        (("a", "b"), ANSWERED),
    ):
        assert shipped.lead(kind, outcome, quotes(*names)).strip()


def test_the_line_says_the_outcome(shipped: Wording) -> None:
    assert shipped.lead(AnswerType.DATE, DECLINED, ()) == "The sources do not say when."
    assert shipped.lead(AnswerType.DATE, UNSURE, quotes("a")) == "This comes nearest:"
    assert shipped.lead(AnswerType.DATE, ANSWERED, quotes("a")) == "One sentence says when:"
    assert shipped.lead(AnswerType.DATE, ANSWERED, quotes("a", "a")) == "Two sentences say when:"
    assert shipped.lead(AnswerType.DATE, ANSWERED, quotes("a", "a", "b")) == "Two articles say when:"


def test_what_is_no_sentence_is_called_a_passage(shipped: Wording) -> None:
    assert shipped.lead(AnswerType.MANNER, ANSWERED, quotes("a", sentence=False)) == "One passage says how:"
    assert (
        shipped.lead(AnswerType.MANNER, ANSWERED, [*quotes("a"), *quotes("a", sentence=False)])
        == "Two passages say how:"
    )


def test_an_operator_changes_one_line_and_keeps_the_rest(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[one]\nperson = "«$title», $count, $$5:"\n', "utf-8")
    wording = Wording.load(own)
    assert wording.lead(AnswerType.PERSON, ANSWERED, quotes("a", title="A $x")) == "«A $x», one, $5:"
    assert wording.lead(AnswerType.DATE, ANSWERED, quotes("a")) == "One sentence says when:"
    assert set(wording.lines) == set(OUTCOMES)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[many]\ndefault = "x"\n', ":1: many: unknown section"),
        ('many = "x"\n', ":1: many: unknown section"),
        ('[declined]\ndate = "x"\n[one]\ndefault = "y"\ndatum = "x"\n', ":5: datum: unknown kind"),
        ('[declined]\ndate = "x"\n[one]\n"date" = "$who"\n', ":4: date: unknown placeholder $who"),
        ('[declined]\ndate = """\n[one]\ndatum = 1"""\n[one]\n\ndatum = "x"\n', ":7: datum: unknown kind"),
        ('declined = { date = "x" }\none.datum = "x"\n', ":2: datum: unknown kind"),
        ('[one]\ndate = "costs $ 5"\n', ":2: date: the line must be text, with $$"),
        ("[one]\ndate = 5\n", ":2: date: the line must be text"),
        ("[one\n", "cannot be read"),
    ],
)
def test_a_wrong_line_is_an_error_that_names_it(tmp_path: Path, text: str, message: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(text, "utf-8")
    with pytest.raises(SettingsError) as raised:
        Wording.load(own)
    assert str(raised.value).startswith(str(own))
    assert message in str(raised.value)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"gone\.toml: the wording cannot be read"):
        Wording.load(tmp_path / "gone.toml")


def test_a_refusal_that_did_not_ask_all_files_denies_nothing_of_them() -> None:
    assert Wording.load().lead(AnswerType.DATE, DECLINED, (), incomplete=True) == "The indexed sources do not say."
    assert Wording.load().lead(AnswerType.DATE, ANSWERED, quotes("a"), incomplete=True) == "One sentence says when:"
