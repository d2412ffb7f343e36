"""Word documents (.docx): headings, paragraphs, lists, tables and notes as Markdown.

mammoth tells the structure; it is given a copy that holds the words alone, without what is deleted or hidden.
"""

import zipfile
from io import BytesIO

import mammoth
from lxml import etree, html

from index.documents.formats.conversion import Conversion, bounded
from index.documents.formats.html_metadata import one_line
from index.documents.formats.html_tree import DEEPEST, MOST_ELEMENTS, deeper
from index.documents.formats.markdown_writer import markdown
from index.documents.formats.marked_words import Element
from index.documents.formats.packed_parts import PackedParts, unpacked
from index.documents.metadata import Metadata
from index.documents.source import Markup
from index.errors import SourceError

__all__ = ["convert"]

MAIN = "word/document.xml"
_KEPT = ("word/styles.xml", "word/numbering.xml", "word/footnotes.xml", "word/endnotes.xml")
_RELATIONS = "word/_rels/document.xml.rels"
_CONTENT_TYPES = "[Content_Types].xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_EMPTY = "holds no words; put text in it or remove it"
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
comment-reference => !
"""


def convert(name: str, data: bytes) -> Conversion:
    """Return a Word document as Markdown; raises SourceError if it is none, damaged or beyond the bounds."""
    with unpacked(name, data, "a Word document (.docx)") as parts:
        copy = _copy(name, parts)
        metadata = _metadata(parts)
    root = html.fragment_fromstring(_as_html(copy), create_parent="div")
    return Conversion(bounded(name, markdown(root), _EMPTY), Markup.MARKDOWN, metadata)


def _as_html(copy: bytes) -> str:
    made = mammoth.convert_to_html(
        BytesIO(copy),
        style_map=_STYLES,
        convert_image=mammoth.images.img_element(lambda _: {}),
        include_embedded_style_map=False,
        external_file_access=False,
    )
    return str(made.value) or "<p></p>"


def _copy(name: str, parts: PackedParts) -> bytes:
    """Return the document with its words alone, packed anew; pictures and whatever is linked are left out."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for part in (MAIN, *_KEPT):
            if part == MAIN or part in parts.names:
                archive.writestr(part, _written(_shown(name, parts.xml(part))))
        for part in (_RELATIONS, _CONTENT_TYPES, "_rels/.rels"):
            if part in parts.names:
                archive.writestr(part, _written(_inner(parts.xml(part))))
    return packed.getvalue()


def _shown(name: str, root: Element) -> Element:
    """Remove the runs and paragraphs that a reader does not see."""
    if deeper(root, DEEPEST):
        raise SourceError(name, f"nests its elements more than {DEEPEST} deep; save it as plain text")
    if sum(1 for _ in root.iter()) > 5 * MOST_ELEMENTS:
        raise SourceError(name, f"has more than {5 * MOST_ELEMENTS:,} elements; part it into several files")
    for mark in list(root.iter(f"{_W}vanish", f"{_W}webHidden")):
        run = mark.getparent().getparent()
        if mark.get(f"{_W}val") not in {"0", "false", "off"} and run is not None and run.tag == f"{_W}r":
            run.getparent().remove(run)
    return root


def _inner(root: Element) -> Element:
    """Remove the relations that lead out of the document."""
    for relation in list(root.iter(_RELATION)):
        kind = relation.get("Type") or ""
        if relation.get("TargetMode") == "External" and not kind.endswith("/hyperlink"):
            root.remove(relation)
    return root


def _written(root: Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _metadata(parts: PackedParts) -> Metadata:
    if "docProps/core.xml" not in parts.names:
        return Metadata()
    core = parts.xml("docProps/core.xml")
    return Metadata(one_line(core.findtext(f"{_DC}title")), one_line(core.findtext(f"{_DC}creator")))
