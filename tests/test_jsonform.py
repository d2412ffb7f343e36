"""Answers, checks and sources as JSON: offsets lead to the words in the source, and no line of it does anything."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import jsonform
from bot.answers import Answerer
from bot.settings.model import Settings
from index.documents.folder import Folder, Problem
from index.retrieval.store.generations import Generations
from index.retrieval.store.updating import update
from index.retrieval.store.verifying import Difference, IndexVerification

TEXT = "Photo: Anna Berg\n\nMayor Ada Brown opened the “library” on 4 March 2020.\nIt rained.\n"
METADATA = (
    '["a.txt"]\ntitle = "The library"\npublisher = "The Paper"\ndate = 2020-03-05\nurl = "https://example.org/"\n'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    (made / "a.txt").write_text(TEXT, "utf-8")
    (made / "sources.toml").write_text(METADATA, "utf-8")
    return made


@pytest.fixture
def answerer(folder: Path) -> Answerer:
    return Answerer(Settings(sources=folder))


@given(st.dictionaries(st.text(max_size=5), st.text() | st.integers() | st.none() | st.lists(st.text())))
def test_any_value_is_one_line_that_reads_back_the_same(value: object) -> None:
    line = jsonform.dumps(value)
    assert json.loads(line) == value
    assert len(line.splitlines()) == 1
    assert not {unicodedata.category(one) for one in line} & {"Cc", "Cs", "Zl", "Zp"}
    assert not {unicodedata.bidirectional(one) for one in line} & {
        "LRE",
        "RLE",
        "LRO",
        "RLO",
        "PDF",
        "LRI",
        "RLI",
        "PDI",
    }


@pytest.mark.parametrize("unsafe", ["\x00", "\x1b", "\x7f", "\x9b", "\u2028", "\u202e", "\u2066", "\udcff"])
def test_what_could_command_a_terminal_or_reorder_a_line_is_escaped(unsafe: str) -> None:
    assert jsonform.dumps(f"é{unsafe}中") == f'"é\\u{ord(unsafe):04x}中"'


def test_an_answer_leads_by_its_offsets_to_its_words(answerer: Answerer) -> None:
    form = jsonform.answer_object(answerer.ask("When was the library opened?"), 7)
    assert (form["id"], form["answered"], form["reason"]) == (7, True, None)
    first = form["passages"][0]
    assert TEXT[first["start"] : first["end"]] == first["text"]
    assert TEXT[first["answer"]["start"] : first["answer"]["end"]] == "4 March 2020"
    assert (first["rank"], first["quoted"], first["citation"], first["line"]) == (1, True, "a.txt:3", 3)
    assert "kind" not in form
    assert "figures" not in first
    jsonform.dumps(form)


def test_an_explained_answer_has_its_type_its_notes_and_the_figures_of_each_passage(answerer: Answerer) -> None:
    answer = answerer.ask("When was the library opened?")
    form = jsonform.answer_object(answer, explain=True)
    assert (form["kind"], form["lead"], form["notes"]) == (answer.answer_type.value, answer.lead, list(answer.notes))
    assert (form["relevance"], form["threshold"]) == (answer.relevance, answer.threshold)
    assert form["passages"][0]["figures"] == dict(answer.passages[0].features)


def test_a_refusal_has_its_reason_and_an_error_its_cause(answerer: Answerer) -> None:
    form = jsonform.answer_object(answerer.ask("Who painted the zeppelin?"))
    assert not form["answered"]
    assert (form["outcome"], form["reason"]["code"]) == ("declined", "nowhere")
    assert "zeppelin" in form["reason"]["text"]
    assert "zeppelin" in form["missing"]
    assert not any(one["quoted"] for one in form["passages"])
    assert jsonform.answer_error(None, "no question", 3) == {"id": 3, "question": None, "error": "no question"}
    assert jsonform.check_error("a.txt:9", "gone") == {"claim": "a.txt:9", "error": "gone"}


def test_a_check_has_its_places_its_differences_and_the_lines_around(answerer: Answerer) -> None:
    form = jsonform.check_object(answerer.check("Mayor Ada Brown opened the “bridge” on 4 March 2020."))
    (match,) = form["matches"]
    assert form["verdict"] == "nearly"
    assert form["explanation"]
    assert TEXT[match["start"] : match["end"]] == match["text"] == match["plain"]
    assert match["differences"] == [{"kind": "replaced", "quote": "bridge", "source": "library"}]
    assert [line["number"] for line in match["lines"]] == [2, 3, 4]
    assert [line["marked"] for line in match["lines"]][::2] == [None, None]
    assert len(match["sha256"]) == 64
    jsonform.dumps(form)


def test_sources_are_listed_with_their_metadata_and_files_that_are_not_served_with_the_cause(
    answerer: Answerer,
) -> None:
    form = jsonform.sources_object(answerer.sources(), [Problem("x.txt", "empty")])
    (source,) = form["sources"]
    assert source["sha256"] == answerer.sources()[0].sha256
    del source["sha256"]
    assert source == {
        "source": "a.txt",
        "title": "The library",
        "publisher": "The Paper",
        "date": "2020-03-05",
        "url": "https://example.org/",
        "lines": 4,
        "passages": 2,
        "skipped_lines": 0,
    }
    assert form["problems"] == [{"name": "x.txt", "cause": "empty"}]


def test_lines_are_those_of_the_source_and_the_skipped_ones_have_the_reason(folder: Path) -> None:
    source = Folder(folder).read("a.txt")
    form = jsonform.lines_object(source, {1: "a credit"})
    lines = form["lines"]
    assert (form["source"], form["title"], form["sha256"]) == ("a.txt", "The library", source.sha256)
    assert [one["number"] for one in lines] == [1, 2, 3, 4]
    assert [TEXT[one["start"] : one["end"]] for one in lines] == [one["text"] for one in lines] == TEXT.splitlines()
    assert [one["skipped"] for one in lines] == ["a credit", None, None, None]


def test_an_update_and_a_check_of_an_index_are_told_whole(folder: Path, tmp_path: Path) -> None:
    summary = update(Folder(folder), Generations(tmp_path / "index", folder))
    form = jsonform.update_object(str(tmp_path / "index"), summary)
    assert (form["sources"], form["passages"], form["added"], form["unchanged"]) == (1, 2, ["a.txt"], 0)
    assert (form["index"], form["bytes"]) == (str(tmp_path / "index"), summary.generation.bytes)
    assert json.loads(jsonform.dumps(form)) == form
    checked = jsonform.index_check_object(IndexVerification(1, 2, (Difference("a.txt", "changed"),)))
    assert checked == {"sources": 1, "passages": 2, "findings": [{"name": "a.txt", "difference": "changed"}]}
