"""Evaluations: questions of a file are asked, and their answers judged by the places that the file names."""

import json
from pathlib import Path

import pytest

from bot.answers import Answerer
from index.errors import UsageError
from index.library.evaluation import evaluate, read
from tests.library.gold_questions import ABSENT, FRANCE, NOON, PRESENT, RIBBON, WRONG, evaluated, ferry_answerer


@pytest.fixture
def answerer(tmp_path: Path) -> Answerer:
    return ferry_answerer(tmp_path)


def test_places_are_citations_or_spans_and_nothing_is_to_be_declined(answerer: Answerer, tmp_path: Path) -> None:
    found = evaluated(answerer, tmp_path, RIBBON, NOON, FRANCE)
    assert [one.rank for one in found.outcomes] == [1, 1, None]
    assert [one.is_right for one in found.outcomes] == [True, True, True]
    assert (found.first, found.reciprocal_rank, found.among_first) == (1.0, 1.0, 1.0)
    assert (found.declined_rightly, found.declined_wrongly) == (1.0, 0.0)


def test_the_figures_are_means_over_the_questions_that_they_concern(answerer: Answerer, tmp_path: Path) -> None:
    found = evaluated(answerer, tmp_path, RIBBON, NOON, WRONG, ABSENT, FRANCE, PRESENT)
    assert found.first == 2 / 4
    assert found.among_first == 3 / 4
    assert found.reciprocal_rank == pytest.approx((1 + 1 + 1 / 3) / 4)
    assert found.declined_wrongly == 1 / 4
    assert found.declined_rightly == 1 / 2
    assert [one.asked.line for one in found.misses] == [3, 4, 6]


def test_figures_over_nothing_are_perfect(answerer: Answerer, tmp_path: Path) -> None:
    found = evaluated(answerer, tmp_path, FRANCE)
    assert (found.first, found.declined_wrongly) == (1.0, 0.0)


def test_a_place_elsewhere_in_the_source_or_in_another_is_wrong(answerer: Answerer, tmp_path: Path) -> None:
    gold: list[object] = ["ferry.txt:1:200-220", ["ferry.txt", 200, 220]]
    assert evaluated(answerer, tmp_path, {**RIBBON, "gold": gold}).first == 0.0


@pytest.mark.parametrize("place", ["other.txt:1", "ferry.txt:99", ["other.txt", 0, 20]])
def test_a_place_that_is_in_no_source_is_an_error_with_its_line(
    answerer: Answerer, tmp_path: Path, place: object
) -> None:
    with pytest.raises(UsageError, match=r":2: its gold is no place of the sources"):
        evaluated(answerer, tmp_path, RIBBON, {**RIBBON, "gold": [place]})


def test_a_part_of_the_line_that_the_quote_overlaps_is_right(answerer: Answerer, tmp_path: Path) -> None:
    assert evaluated(answerer, tmp_path, {**RIBBON, "gold": "ferry.txt:1:35-44"}).first == 1.0


def test_progress_is_told_after_each_question(answerer: Answerer, tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(json.dumps(RIBBON) + "\n\n" + json.dumps(FRANCE), "utf-8")
    steps: list[int] = []
    evaluate(answerer, path, step=lambda: steps.append(1))
    assert len(steps) == 2


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "questions.jsonl:1: is no question with its place"),
        ("[]", "questions.jsonl:1: is no question with its place"),
        ('"text"', "questions.jsonl:1: is no question with its place"),
        ('{"question": "Who?"}', "questions.jsonl:1: is no question with its place"),
        ('{"question": 3, "gold": null}', "questions.jsonl:1: its question is no text"),
        ('{"question": "Who?", "gold": "here"}', "questions.jsonl:1: its gold is no place"),
        ('{"question": "Who?", "gold": [["a.txt", 1]]}', "questions.jsonl:1: its gold is no place"),
        ('{"question": "Who?", "gold": 7}', "questions.jsonl:1: its gold is no place"),
        ('{"question": "Who?", "gold": [["a.txt", "x", 2]]}', "questions.jsonl:1: its gold is no place"),
        ("", "holds no questions"),
        ("\n \n", "holds no questions"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line_and_the_form(tmp_path: Path, line: str, told: str) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(line, "utf-8")
    with pytest.raises(UsageError) as error:
        read(path)
    assert told in str(error.value)
    assert '"gold"' in str(error.value)


def test_a_file_that_is_not_there_or_not_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read(tmp_path / "missing.jsonl")
    (tmp_path / "binary.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="cannot be read"):
        read(tmp_path / "binary.jsonl")
