"""HTML pages: the main content as Markdown, and the metadata that a page declares."""

from dataclasses import replace

from index.documents.formats.conversion import Conversion, bounded
from index.documents.formats.html_content import content
from index.documents.formats.html_metadata import declared
from index.documents.formats.html_tree import parse, without_hidden
from index.documents.formats.markdown_writer import markdown
from index.documents.formats.marked_words import Element, flat
from index.documents.source import Markup

__all__ = ["convert"]

_EMPTY = "is a page without words of its own, such as one that a script fills; save it as it is shown in the browser"


def convert(name: str, data: bytes) -> Conversion:
    """Return the main content of a page as Markdown; raises SourceError if it cannot be read or holds no words.

    The title that stands above the content stays, unless the content has one that the page goes by.
    """
    root = parse(name, data)
    metadata = declared(root)
    root = without_hidden(root)
    above = _heading(root, "h1")
    chosen = content(root)
    text, own = markdown(chosen), _heading(chosen, "h1", "h2")
    if own and metadata.title and metadata.title.casefold().startswith(own.casefold()):
        metadata = replace(metadata, title=own)
    elif text and above and next(chosen.iter("h1"), None) is None:
        text = f"# {above}\n\n{text}"
    return Conversion(bounded(name, text, _EMPTY), Markup.MARKDOWN, metadata)


def _heading(root: Element, *tags: str) -> str | None:
    """Return the words of the first heading of some levels that has any."""
    return next((words for one in root.iter(*tags) if (words := flat(one, emphasis=False))), None)
