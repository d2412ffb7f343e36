"""Writes small packed documents: Word documents of paragraphs in XML, and books of pages."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

__all__ = ["docx", "epub", "packed", "paragraph"]

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_STYLES = f"""<w:styles {_W}>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>
</w:styles>"""
_NUMBERING = f"""<w:numbering {_W}>
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>"""
_TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
_RELATIONS = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Target="word/document.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>"""
_CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>
<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """Return the bytes of an archive with these parts, deflated."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return data.getvalue()


def paragraph(text: str, style: str = "", number: tuple[int, int] | None = None, marks: str = "") -> str:
    """Return a paragraph in XML; ``number`` is the list and the level, ``marks`` those of its one run."""
    listed = f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>' if number else ""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    run = f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
    return f"<w:p><w:pPr>{styled}{listed}</w:pPr>{run}</w:p>"


def docx(*body: str, title: str = "", author: str = "", **parts: str) -> bytes:
    """Return a Word document with these paragraphs and tables in XML; ``parts`` replace or add to its own."""
    core = '<c xmlns:dc="http://purl.org/dc/elements/1.1/">'
    core += f"<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator></c>"
    own = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        "word/document.xml": f"<w:document {_W}><w:body>{''.join(body)}</w:body></w:document>",
        "word/styles.xml": _STYLES,
        "word/numbering.xml": _NUMBERING,
        "docProps/core.xml": core,
    }
    return packed(own | parts)


def epub(chapters: Mapping[str, str], metadata: str = "", **parts: str) -> bytes:
    """Return a book of chapters, each the body of a page, behind a table of contents; ``parts`` add to its own."""
    head = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>'
    pages = {f"OPS/{name}": f"{head}<body>{body}</body></html>" for name, body in chapters.items()}
    items = "".join(f'<item id="{n}" href="{n}" media-type="application/xhtml+xml"/>' for n in chapters)
    order = "".join(f'<itemref idref="{name}"/>' for name in chapters)
    contents = '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata>'
        f'<manifest>{contents}{items}</manifest><spine><itemref idref="nav"/>{order}</spine></package>'
    )
    nav = f"{head}<body><nav><ol><li>Contents of the book</li></ol></nav></body></html>"
    own = {"mimetype": "application/epub+zip", "META-INF/container.xml": _CONTAINER, "OPS/book.opf": package}
    return packed(own | {"OPS/nav.xhtml": nav} | pages | parts)
