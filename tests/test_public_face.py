"""The public face: what a program imports, lazily, and what it can do with it."""

import subprocess
import sys
from pathlib import Path

import pytest

import index
from index import Answer, Citation, CitationError, Library, Quote, Verdict, Verification, open_library

SOURCES = Path(__file__).parents[1] / "sources"


def test_every_public_name_can_be_imported() -> None:
    for name in index.__all__:
        assert getattr(index, name) is not None
    assert set(index.__all__) <= set(dir(index))


def test_no_other_name_can_be() -> None:
    with pytest.raises(AttributeError, match="no attribute 'rank'"):
        _ = index.rank  # type: ignore[attr-defined]


def test_importing_the_package_imports_no_room() -> None:
    code = "import sys, index; print([name for name in sys.modules if name.startswith('index.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=SOURCES.parent)
    assert done.stdout.strip() == "[]"


def test_a_library_answers_with_quotes_that_stand_where_they_say() -> None:
    with open_library(SOURCES) as library:
        answer = library.ask("What was decided about the hotline?")
        assert isinstance(library, Library)
        assert isinstance(answer, Answer)
        for quote in answer.quotes:
            assert isinstance(quote, Quote)
            text = (SOURCES / quote.source).read_text("utf-8-sig")
            assert text[quote.start : quote.end] == quote.text
            found = library.check(quote)
            assert isinstance(found, Verification)
            assert found.verdict is Verdict.AT_CITATION


def test_a_library_says_when_it_declines() -> None:
    answer = open_library(str(SOURCES)).ask("What is the capital of France?")
    assert not answer.answered
    assert not answer.quotes
    assert answer.reason


def test_words_and_citations_can_be_checked_as_text() -> None:
    library = open_library(SOURCES)
    assert library.check("004_52fc0199ecdba978.txt:6").verdict is Verdict.PLACE
    assert library.check("The moon is made of cheese.").verdict is Verdict.NOWHERE
    with pytest.raises(CitationError):
        library.excerpt("004_52fc0199ecdba978.txt:99")
    assert str(Citation.parse("a.txt:3:1-7")) == "a.txt:3:1-7"
