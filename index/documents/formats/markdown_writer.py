"""Markdown, from the elements of a page: headings, paragraphs, lists, tables, code and quotations."""

import re

from index.documents.formats.markdown_table import is_layout, pipe_table
from index.documents.formats.marked_words import Element, escaped, flat, marked, tidy

__all__ = ["BLOCKS", "markdown"]

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "  # noqa: SIM905 - reads better
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main nav ol p pre section summary table tbody td tfoot "
    "th thead tr ul".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LANGUAGE = re.compile(r"(?:language|lang|highlight-source|brush:)[-\s]?([\w+#-]{1,20})")
_NUMBER = re.compile(r"\d{1,9}")


def markdown(root: Element) -> str:
    """Return the Markdown of an element and all that it holds, with a line end, or "" where it has no words."""
    blocks = _PageWriter(root).blocks(root)
    return "\n\n".join(blocks) + "\n" if blocks else ""


class _PageWriter:
    """Writes the blocks of a tree; ``_holders`` are the elements with a block somewhere within."""

    def __init__(self, root: Element) -> None:
        self._holders = _holders(root)
        self._by_tag = {
            "ul": self._list,
            "ol": self._list,
            "dt": self._bold,
            "summary": self._bold,
            "legend": self._bold,
            "table": self._table,
            "pre": _fenced,
            "blockquote": self._quotation,
            "hr": lambda _: [],
            **dict.fromkeys(_HEADINGS, _heading),
        }

    def blocks(self, element: Element) -> list[str]:
        """Return the blocks within an element, in order."""
        found: list[str] = []
        words = [escaped(element.text)]
        for child in element:
            if isinstance(child.tag, str) and (child.tag in BLOCKS or child in self._holders):
                found += [*_paragraph(words), *self._by_tag.get(child.tag, self.blocks)(child)]
                words = []
            elif isinstance(child.tag, str):
                words.append(marked(child))
            words.append(escaped(child.tail))
        return found + _paragraph(words)

    def _list(self, element: Element) -> list[str]:
        """Return a list as one block; what stands in it outside of an item is an item too."""
        number = int(element.get("start")) if _NUMBER.fullmatch(element.get("start") or "") else 1
        items: list[str] = []
        for child in element:
            if not isinstance(child.tag, str):
                continue
            if child.tag in {"ul", "ol"} and items:
                items[-1] += "\n" + _indented("\n".join(self._list(child)), 2 if element.tag == "ul" else 3)
                continue
            number = int(child.get("value")) if _NUMBER.fullmatch(child.get("value") or "") else number
            mark = f"{number}. " if element.tag == "ol" else "- "
            blocks = self.blocks(child)
            if blocks:
                items.append(mark + _indented(_item(blocks), len(mark)).lstrip(" "))
                number += 1
        return ["\n".join(items)] if items else []

    def _bold(self, element: Element) -> list[str]:
        if any(True for _ in element.iter(*_HEADINGS)):
            return self.blocks(element)
        words = flat(element, emphasis=False)
        return [words if "*" in words else f"**{words}**"] if words else []

    def _table(self, element: Element) -> list[str]:
        if is_layout(element):
            return self.blocks(element)
        captions = [words for one in element.iterchildren("caption") if (words := flat(one))]
        table = pipe_table(element)
        return captions + [table] * bool(table)

    def _quotation(self, element: Element) -> list[str]:
        lines = "\n\n".join(self.blocks(element)).split("\n")
        return ["\n".join(f"> {line}".rstrip() for line in lines)] if any(lines) else []


def _holders(root: Element) -> set[Element]:
    found: set[Element] = set()
    for block in root.iter(*BLOCKS):
        for ancestor in block.iterancestors():
            if ancestor in found:
                break
            found.add(ancestor)
    return found


def _paragraph(words: list[str]) -> list[str]:
    text = tidy("".join(words))
    return [text] if text else []


def _heading(element: Element) -> list[str]:
    words = flat(element, emphasis=False)
    return [f"{'#' * _HEADINGS[element.tag]} {words}"] if words else []


def _fenced(element: Element) -> list[str]:
    """Return code as it is, between fences longer than any within."""
    for line_break in element.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    code = "".join(element.itertext()).replace("\r\n", "\n").replace("\r", "\n").strip("\n").rstrip()
    if not code.strip():
        return []
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", code)), default=0))
    named = (one.get("class") or "" for one in (element, *element.iter("code")))
    language = next((match[1] for match in map(_LANGUAGE.search, named) if match), "")
    return [f"{fence}{language}\n{code}\n{fence}"]


def _item(blocks: list[str]) -> str:
    """Join the blocks of an item: a list right below its words, other blocks apart."""
    text = blocks[0]
    for block in blocks[1:]:
        text += ("\n" if _starts_list(block) else "\n\n") + block
    return text


def _starts_list(block: str) -> bool:
    return bool(re.match(r"- |\d{1,9}\. ", block))


def _indented(text: str, width: int) -> str:
    return "\n".join(" " * width + line if line else "" for line in text.split("\n"))
