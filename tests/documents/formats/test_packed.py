"""Word documents and books: their structure stays, what they hide does not, and hostile ones are refused."""

import datetime as dt
import re
from collections.abc import Callable

import pytest

from index.documents.formats import docx as word
from index.documents.formats import epub as book
from index.documents.formats import packed_parts
from index.documents.formats.conversion import Conversion
from index.documents.metadata import Metadata
from index.errors import SourceError
from tests.documents.formats.packed_writer import docx, epub, packed, paragraph

Convert = Callable[[str, bytes], Conversion]
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def row(*cells: str, head: str = "") -> str:
    return f"<w:tr>{head}{''.join(f'<w:tc>{paragraph(one)}</w:tc>' for one in cells)}</w:tr>"


def test_a_word_document_keeps_headings_lists_tables_and_emphasis() -> None:
    data = docx(
        paragraph("Rules of the harbour", "Title"),
        paragraph("Boats", "H1"),
        paragraph("Wait for the bell.", marks="<w:b/>"),
        paragraph("Buy a ticket", number=(1, 0)),
        paragraph("online", number=(1, 1)),
        paragraph("Board", number=(1, 0)),
        paragraph("Fares", "H2"),
        f"<w:tbl>{row('Who', 'Fare', head='<w:trPr><w:tblHeader/></w:trPr>')}{row('Guests', '120')}</w:tbl>",
        title="Rules",
        author="Ann Lee",
    )
    made = word.convert("a.docx", data)
    assert made.text == (
        "# Rules of the harbour\n\n# Boats\n\n**Wait for the bell.**\n\n1. Buy a ticket\n   - online\n2. Board\n\n"
        "## Fares\n\n| Who | Fare |\n| --- | --- |\n| Guests | 120 |\n"
    )
    assert made.metadata == Metadata("Rules", "Ann Lee")


HIDDEN = {
    "hidden": paragraph("SECRET", marks="<w:vanish/>"),
    "deleted": "<w:p><w:del><w:r><w:delText>SECRET</w:delText></w:r></w:del></w:p>",
    "deleted row": f"<w:tbl>{row('SECRET', head='<w:trPr><w:del/></w:trPr>')}</w:tbl>",
    "comment": '<w:p><w:r><w:commentReference w:id="1"/></w:r></w:p>',
}


@pytest.mark.parametrize("hidden", HIDDEN)
def test_nothing_that_a_document_hides_is_in_its_text(hidden: str) -> None:
    comments = f'<w:comments {W}><w:comment w:id="1">{paragraph("SECRET")}</w:comment></w:comments>'
    data = docx(paragraph("Words."), HIDDEN[hidden], **{"word/comments.xml": comments})
    assert word.convert("a.docx", data).text == "Words.\n"


def test_a_book_is_its_chapters_in_order_without_the_table_of_contents() -> None:
    data = epub(
        {
            "b.xhtml": "<h1>One</h1><p>It was a <i>dark</i> night.</p>",
            "a.xhtml": "<h1>Two</h1><p hidden='hidden'>No</p>",
        },
        "<dc:title>Night</dc:title><dc:creator>Ann Lee</dc:creator><dc:date>2001-02-03T00:00:00Z</dc:date>",
    )
    made = book.convert("a.epub", data)
    assert made.text == "# One\n\nIt was a *dark* night.\n\n# Two\n"
    assert made.metadata == Metadata("Night", "Ann Lee", dt.date(2001, 2, 3))


def test_a_book_with_encrypted_chapters_is_refused_and_one_with_encrypted_fonts_is_not() -> None:
    def locked(part: str) -> bytes:
        told = f'<encryption xmlns:e="x"><e:CipherReference URI="{part}"/></encryption>'
        return epub({"a.xhtml": "<p>Words.</p>"}, **{"META-INF/encryption.xml": told})

    assert book.convert("a.epub", locked("OPS/font.otf")).text == "Words.\n"
    with pytest.raises(SourceError, match="is a book with copy protection"):
        book.convert("a.epub", locked("OPS/a.xhtml"))


ENTITIES = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
ENTITIES += f"<w:document {W}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
LAUGHS = '<!DOCTYPE w [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
LAUGHS += f"]><w:document {W}><w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>"
DEEP = f"<w:document {W}><w:body>{'<w:sdt><w:sdtContent>' * 200}{'</w:sdtContent></w:sdt>' * 200}</w:body></w:document>"
REFUSED: dict[str, tuple[Convert, bytes]] = {
    "is not a Word document (.docx), though": (word.convert, b"Words."),
    "is an old office document, or has a password": (word.convert, b"\xd0\xcf\x11\xe0\xa1\xb1"),
    "is damaged; save it anew": (word.convert, docx(paragraph("Words."))[:-30]),
    "is damaged (its part 'word/document.xml' is missing": (word.convert, packed({"x": "y"})),
    "is damaged (its part 'word/document.xml' is": (word.convert, docx(**{"word/document.xml": "<w:document>"})),
    "holds no words": (word.convert, docx(paragraph(" "))),
    "holds entities of its own": (word.convert, docx(**{"word/document.xml": ENTITIES})),
    "holds entities": (word.convert, docx(**{"word/document.xml": LAUGHS})),
    "nests its elements too deep": (word.convert, docx(**{"word/document.xml": DEEP})),
    "unpacks to more than": (word.convert, docx(**{"word/document.xml": " " * (packed_parts.MOST_UNPACKED + 1)})),
    "holds more than 20,000 parts": (word.convert, packed({str(n): "" for n in range(packed_parts.MOST_PARTS + 1)})),
    "is not an EPUB book, though": (book.convert, b"Words."),
    "is a book without words": (book.convert, epub({"a.xhtml": "<p><img src='a.png'/></p>"})),
    "is a damaged EPUB book": (book.convert, packed({"META-INF/container.xml": "<container/>"})),
}


@pytest.mark.parametrize("cause", REFUSED)
def test_what_cannot_be_read_is_refused_with_its_cause(cause: str) -> None:
    convert, data = REFUSED[cause]
    with pytest.raises(SourceError) as refused:
        convert("a.docx", data)
    assert refused.value.cause.startswith(cause)
    assert re.search(r"; \w+", refused.value.cause)


def test_nothing_that_a_document_links_to_is_opened() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9" '
        'TargetMode="External" Target="file:///etc/passwd" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/></Relationships>'
    )
    picture = (
        '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:link="r9"/>'
        "</w:drawing></w:r></w:p>"
    )
    data = docx(paragraph("Words."), picture, **{"word/_rels/document.xml.rels": relations})
    assert word.convert("a.docx", data).text == "Words.\n"
