"""reStructuredText, by docutils, as Markdown; what it says to include or to pass through raw is left out."""

import re
import threading
from typing import Any

from docutils import core, nodes
from docutils.parsers.rst import Directive, directives, roles
from docutils.parsers.rst.languages import en
from lxml import html

from index.documents.formats.conversion import Conversion, bounded
from index.documents.formats.decoding import decode
from index.documents.formats.html_metadata import one_line
from index.documents.formats.html_tree import without_hidden
from index.documents.formats.markdown_writer import markdown
from index.documents.formats.marked_words import Element, flat
from index.documents.metadata import Metadata
from index.documents.source import Markup
from index.errors import SourceError

__all__ = ["convert"]

MOST_BYTES = 4 * 1024 * 1024
"""Bytes of the largest file that is read: docutils takes about a second for 200,000."""

_SETTINGS = {
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "_disable_config": True,
    "report_level": 5,
    "halt_level": 5,
    "traceback": True,
    "input_encoding": "unicode",
    "output_encoding": "unicode",
    "embed_stylesheet": False,
    "stylesheet_path": "",
    "math_output": "LaTeX",
    "line_length_limit": 1_000_000,
    "syntax_highlight": "none",
    "doctitle_xform": False,
    "initial_header_level": 1,
    "smart_quotes": False,
    "toc_backlinks": False,
}
_TARGET = re.compile(r"\s*<[^>]*>\Z")
_DIRECTIVE = re.compile(r"\.\. (?:\|[^|\n]*\| )?([\w:.+-]+?) ?::(?=\s|$)", re.MULTILINE)
_ROLE = re.compile(r"(?:^|(?<=\W)):((?!_)[\w:+.-]+):`|`:((?!_)[\w:+.-]+):")
_SIGNATURES = frozenset("function class method data attribute exception module option confval envvar".split())  # noqa: SIM905 - reads better
_DROPPED = frozenset(
    "toctree index automodule autoclass autofunction automethod autosummary literalinclude highlight currentmodule "  # noqa: SIM905 - reads better
    "tabularcolumns include raw contents sectionauthor codeauthor date".split()
)
"""What shows nothing, or what is elsewhere; a date would be another one every day."""

_ALONE = threading.Lock()
"""docutils knows directives and roles for all documents at once."""


class _Transparent(Directive):  # type: ignore[misc] # docutils has no types
    """A directive that docutils does not know, of which the words are kept: its arguments, and what it holds."""

    optional_arguments = 100
    final_argument_whitespace = True
    has_content = True
    option_spec = None

    def run(self) -> list[nodes.Node]:
        """Return what it holds."""
        made: list[nodes.Node] = []
        if self.arguments:
            text = " ".join(self.arguments)
            literal = self.name.rpartition(":")[2] in _SIGNATURES
            made.append(nodes.paragraph("", "", nodes.literal(text, text) if literal else nodes.Text(text)))
        holder = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, holder)
        return [*made, *holder.children]


class _Dropped(_Transparent):
    """A directive of which nothing is shown on its own page."""

    def run(self) -> list[nodes.Node]:
        """Return nothing."""
        return []


def convert(name: str, data: bytes) -> Conversion:
    """Return a document as Markdown; raises SourceError if it cannot be read or is too large."""
    text = decode(name, data)
    if len(data) > MOST_BYTES:
        raise SourceError(name, f"is larger than {MOST_BYTES:,} bytes; part it into several files")
    with _ALONE:
        _register(text)
        made = core.publish_parts(text, writer="html5", settings_overrides=dict(_SETTINGS))["html_body"]
    root = without_hidden(_plainly_marked(html.fragment_fromstring(made, create_parent="div")))
    title = next((flat(one, emphasis=False) for one in root.iter("h1")), None)
    empty = "holds nothing that is shown; put text in it or remove it"
    return Conversion(bounded(name, markdown(root), empty), Markup.MARKDOWN, Metadata(one_line(title)))


def _plainly_marked(root: Element) -> Element:
    """Give the marks of docutils that are but classes elements of their own."""
    for element in root.iter("span", "p"):
        names = (element.get("class") or "").split()
        element.tag = "code" if "literal" in names else "summary" if "admonition-title" in names else element.tag
    return root


def _register(text: str) -> None:
    """Teach docutils the directives and roles of a text that it does not know, as far as their words are concerned."""
    for name in {found.lower() for found in _DIRECTIVE.findall(text)} | _DROPPED | {"class"}:
        if name in _DROPPED:
            directives.register_directive(name, _Dropped)
        elif name == "class" or name not in en.directives:
            directives.register_directive(name, _Transparent)
    for name in {(before or behind).lower() for before, behind in _ROLE.findall(text)} - set(en.roles):
        roles.register_local_role(name, _role)
    roles.register_local_role("raw", _nothing)


def _role(_name: str, raw: str, text: str, *_: Any, **__: Any) -> tuple[list[nodes.Node], list[nodes.Node]]:  # noqa: ANN401 - as docutils calls it
    """Return the words of a reference, without its target."""
    words = _TARGET.sub("", text).lstrip("~!") or text
    return [nodes.inline(raw, words)], []


def _nothing(*_: Any, **__: Any) -> tuple[list[nodes.Node], list[nodes.Node]]:  # noqa: ANN401 - as docutils calls it
    """Return nothing for what was to be passed through raw."""
    return [], []


_nothing.options = {"format": directives.unchanged}  # type: ignore[attr-defined] # as docutils marks a role's options
