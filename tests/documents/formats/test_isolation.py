"""Conversions in a process of their own: what goes wrong in it is the problem of one file."""

import datetime as dt
import threading
import zlib

import pytest

from index.documents.formats import isolation
from index.documents.metadata import Metadata
from index.documents.source import Markup
from index.errors import SourceError
from tests.documents.formats.pdf_writer import column, pdf

PAGE = b"<title>T</title><meta name=date content=2021-05-03><p>Words of a page."


def test_what_is_made_comes_back_whole() -> None:
    page = isolation.convert("html_page", "a.html", PAGE)
    assert (page.text, page.markup, page.metadata) == (
        "Words of a page.\n",
        Markup.MARKDOWN,
        Metadata("T", date=dt.date(2021, 5, 3)),
    )
    assert isolation.convert("pdf", "a.pdf", pdf([column("One."), column("Two.")])).pages == (0, 6)


def test_a_refusal_comes_back_with_the_name_of_the_file() -> None:
    with pytest.raises(SourceError, match=r"a\.pdf: is no PDF, though its name says so"):
        isolation.convert("pdf", "a.pdf", b"words")


def test_a_library_that_trips_over_a_file_is_the_problem_of_that_file() -> None:
    with pytest.raises(SourceError, match=r"a\.x: cannot be read \(ModuleNotFoundError\); save it anew"):
        isolation.convert("no_such_format", "a.x", b"")
    assert isolation.convert("html_page", "a.html", PAGE).text == "Words of a page.\n"


def test_a_file_over_which_a_process_trips_once_is_read_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    isolation.convert("html_page", "a.html", PAGE)
    converter, trips = isolation._CONVERTER, [{"failed": "SystemError"}]  # noqa: SLF001 - as a library does now and then
    exchange, process = converter._exchange, converter._process  # noqa: SLF001 - the same
    monkeypatch.setattr(converter, "_exchange", lambda *asked: trips.pop() if trips else exchange(*asked))
    assert isolation.convert("html_page", "a.html", PAGE).text == "Words of a page.\n"
    assert converter._process is not process  # noqa: SLF001 - the same


def test_a_file_that_ends_the_process_is_refused_and_the_next_is_read() -> None:
    isolation.convert("html_page", "a.html", PAGE)
    process = isolation._CONVERTER._process  # noqa: SLF001 - ended as the system ends one that takes too much
    assert process is not None
    process.kill()
    process.wait()
    with pytest.raises(SourceError, match=r"a\.html: takes more memory than a document should, or more than 120 s"):
        isolation.convert("html_page", "a.html", PAGE)
    assert isolation.convert("html_page", "a.html", PAGE).text == "Words of a page.\n"


@pytest.mark.timeout(100)
def test_a_small_file_that_unpacks_to_very_much_takes_no_more_memory_than_is_allowed() -> None:
    content = zlib.compress(b"q " * 50_000_000, 9)
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content)
    bomb = pdf([[]]).replace(b"<< /Length 0 >>\nstream\n\nendstream", stream)
    with pytest.raises(SourceError, match="takes more memory than a document should"):
        isolation.convert("pdf", "a.pdf", bomb)


def test_several_threads_get_each_their_own() -> None:
    found: dict[int, str] = {}

    def read(number: int) -> None:
        found[number] = isolation.convert("html_page", "a.html", f"<p>Words {number}.".encode()).text

    threads = [threading.Thread(target=read, args=(number,)) for number in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert found == {number: f"Words {number}.\n" for number in range(8)}
