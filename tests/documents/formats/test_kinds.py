"""The kinds of files: each read by its format, always alike, remembered, and never ending the reading of others."""

import hashlib
from pathlib import Path

import pytest

from index.documents.folder import Folder
from index.documents.formats import kinds
from index.documents.metadata import Metadata
from index.documents.passages import split
from index.documents.source import Markup
from index.errors import SourceError
from tests.documents.formats.packed_writer import docx, epub, paragraph
from tests.documents.formats.pdf_writer import column, pdf

WORDS = "The ferry to Kiel leaves at seven. Who comes late must wait for the next one."
FILES = {
    "a.csv": b"Route,Fare\nKiel,300\n",
    "a.docx": docx(paragraph("Ferries", "H1"), paragraph(WORDS), paragraph("Wait", number=(1, 0))),
    "a.epub": epub({"a.xhtml": f"<h1>Ferries</h1><p>{WORDS}</p>"}),
    "a.HTML": f"<h1>Ferries</h1><p>{WORDS}</p><table><tr><th>a<th>b<tr><td>One.<td>Two.</table>".encode(),
    "a.htm": f"<p>{WORDS}</p><pre>code()\nmore()</pre>".encode(),
    "a.jsonl": f'{{"text": "{WORDS}"}}\n'.encode(),
    "a.markdown": f"# Ferries\n\n{WORDS}\n".encode(),
    "a.md": f"# Ferries\n\n{WORDS}\n".encode(),
    "a.mdx": f"import A from 'a'\n\n# Ferries\n\n{WORDS}\n".encode(),
    "a.ndjson": f'{{"text": "{WORDS}"}}\n'.encode(),
    "a.pdf": pdf([column(WORDS), column("Another page.")]),
    "a.rst": f"Ferries\n=======\n\n{WORDS}\n".encode(),
    "a.tsv": b"Route\tFare\nKiel\t300\n",
    "a.txt": WORDS.encode(),
    "a.xhtml": f"<html xmlns='http://www.w3.org/1999/xhtml'><body><p>{WORDS}</p></body></html>".encode(),
}
MARKUPS = {".csv": Markup.DELIMITED, ".tsv": Markup.DELIMITED, ".txt": Markup.PLAIN, ".pdf": Markup.PLAIN}
MARKUPS |= {".jsonl": Markup.PLAIN, ".ndjson": Markup.PLAIN}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "sources.toml").write_text('["*.*json*"]\ntext = "text"\n', "utf-8")
    return tmp_path


def test_there_is_a_file_of_each_kind() -> None:
    assert {Path(name).suffix.lower() for name in FILES} == set(kinds.SUFFIXES)


@pytest.mark.parametrize("name", FILES)
def test_each_kind_is_read_and_every_passage_stands_in_its_text(folder: Path, name: str) -> None:
    source = Folder(folder).read(name)
    suffix = Path(name).suffix.lower()
    assert source.sha256 == hashlib.sha256(FILES[name]).hexdigest()
    assert source.markup is MARKUPS.get(suffix, Markup.MARKDOWN)
    assert source.converted is (suffix in kinds.CONVERTED)
    passages = list(split(source))
    assert passages
    assert all(source.text[one.start : one.end] == one.text for one in passages)
    if suffix not in {".csv", ".tsv"}:
        assert "The ferry to Kiel leaves at seven." in {one.text for one in passages}


@pytest.mark.parametrize("name", [name for name in FILES if kinds.reading(name)])
def test_the_same_bytes_give_the_same_text(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def once() -> kinds.Content:
        monkeypatch.setattr(kinds, "_REMEMBERED", kinds._Remembered())  # noqa: SLF001 - so that it is made again
        return kinds.read(name, FILES[name], "", Metadata(text="text"))

    assert once() == once()


def test_the_pages_of_a_pdf_are_known(folder: Path) -> None:
    source = Folder(folder).read("a.pdf")
    assert source.page(source.text.index("The ferry")) == 1
    assert source.page(source.text.index("Another")) == 2


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the pages that were really converted, in order."""
    names: list[str] = []
    convert = kinds._convert  # noqa: SLF001 - what is remembered is what this makes

    def noted(name: str, data: bytes, told: Metadata) -> object:
        names.append(name)
        return convert(name, data, told)

    monkeypatch.setattr(kinds, "_convert", noted)
    monkeypatch.setattr(kinds, "_REMEMBERED", kinds._Remembered())  # noqa: SLF001 - the memory is what is tested
    return names


def test_a_conversion_is_remembered_until_the_file_changes(folder: Path, made: list[str]) -> None:
    held = Folder(folder)
    before = held.read("a.htm")
    assert held.read("a.htm").text is before.text
    (folder / "a.htm").write_text("<p>Other words.", "utf-8")
    assert held.read("a.htm").text == "Other words.\n"
    assert made == ["a.htm", "a.htm"]


def test_no_more_is_remembered_than_the_bound(made: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "MOST_REMEMBERED", 20)
    for name in ("a.htm", "b.htm", "a.htm"):
        kinds.read(name, f"<p>Words of {name}, some.".encode(), name, Metadata())
    assert made == ["a.htm", "b.htm", "a.htm"]


def test_what_sources_toml_says_counts_more_than_what_a_file_says(tmp_path: Path) -> None:
    page = "<title>Own title</title><meta property=og:site_name content='Own site'><p>Words."
    (tmp_path / "a.html").write_text(page, "utf-8")
    (tmp_path / "sources.toml").write_text('["a.html"]\ntitle = "Another"\n', "utf-8")
    source = Folder(tmp_path).read("a.html")
    assert (source.title, source.metadata.publisher) == ("Another", "Own site")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("data", [b"", b"\0\1\2", b"PK\x03\x04", b"%PDF-1.7", b"\xff\xfe", b"<", b"{"])
def test_any_bytes_under_any_name_are_read_or_refused_with_cause_and_cure(name: str, data: bytes) -> None:
    try:
        content = kinds.read(name, data, data.hex(), Metadata(text="text"))
    except SourceError as refused:
        cause = refused.cause
    else:
        cause = "none; " * bool(content.text)
    assert "; " in cause


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("data", [b"", b" \n"])
def test_an_empty_file_of_any_kind_is_told_as_empty(name: str, data: bytes) -> None:
    with pytest.raises(SourceError, match="is empty; put text in it or remove it"):
        kinds.read(name, data, "", Metadata(text="text"))
