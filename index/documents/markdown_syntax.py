"""The parser of Markdown: CommonMark with tables, definition lists, and the titled blocks of documentation pages.

A titled block is ``!!! note "Title"`` or ``??? note`` or ``=== "Tab"`` with what is indented below it, and what stands
between ``::: note Title`` and ``:::``. Its tokens are ``titled_open``, with the title as content, and ``titled_close``.
"""

import re
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

__all__ = ["parse"]

INDENT = 4
"""Characters by which what a titled block holds is indented."""

DEEPEST = 40
"""Levels of nesting below which a block is read as one paragraph."""

_INDENTED = re.compile(r"(?:(?:!!!|\?\?\?\+?)[ \t]+(?P<kind>[\w-]+)(?:[ \t]+[\w -]+?)?|===[+!]{0,2})"
                       r"(?:[ \t]+\"(?P<title>[^\"]*)\")?[ \t]*\Z")  # fmt: skip
_COLONS = re.compile(r":{3,}[ \t]*(?:\{?(?P<kind>[\w-]+)\}?)?[ \t]*(?P<title>[^{]*)(?:\{.*\})?\Z")
_INTERRUPTS: "RuleOptionsType" = {"alt": ["paragraph", "reference", "blockquote", "list"]}


def parse(lines: list[str]) -> "tuple[list[Token], list[int]]":
    """Return the tokens of a text's lines, each with the lines (from 0) that it is mapped to, and those of definitions.

    A definition gives the address of a link elsewhere; a page shows nothing of it, and no token stands for it.
    """
    found: dict[str, Any] = {}
    tokens = _parser().parse("\n".join(lines), found)
    named = [*found.get("references", {}).items(), *((one["label"], one) for one in found.get("duplicate_refs", ()))]
    lines_of = (one["map"] for name, one in named if not name.startswith("^"))  # which is a footnote of one word
    return tokens, [line for span in lines_of for line in range(*span)]


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - a folder of plain text needs none of it
    from mdit_py_plugins.deflist import deflist_plugin  # noqa: PLC0415 - likewise

    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    parser.core.ruler.disable("text_join")  # which loses what an escape or an entity was written as
    parser.use(deflist_plugin)
    parser.block.ruler.before("fence", "titled", _indented, _INTERRUPTS)
    parser.block.ruler.before("fence", "colons", _colons, _INTERRUPTS)
    return parser


def _line(state: "StateBlock", number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _indented(state: "StateBlock", first: int, last: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's form
    """Read a titled block that holds what is indented below its title."""
    text = _line(state, first)
    match = _INDENTED.match(text) if text[:3] in {"!!!", "???", "==="} else None
    if match is None or (text.startswith("=") and match["title"] is None) or state.is_code_block(first):
        return False
    if silent:
        return True
    indent = state.sCount[first] + INDENT
    end = first + 1
    while end < last and (state.isEmpty(end) or state.sCount[end] >= indent):
        end += 1
    _open(state, first, match["title"] if match["title"] is not None else (match["kind"] or "").capitalize())
    before = state.blkIndent, state.lineMax, state.parentType
    state.blkIndent, state.lineMax, state.parentType = indent, end, "titled"
    state.md.block.tokenize(state, first + 1, end)
    state.blkIndent, state.lineMax, state.parentType = before
    state.push("titled_close", "", -1)
    state.line = end
    return True


def _colons(state: "StateBlock", first: int, last: int, silent: bool) -> bool:  # noqa: ARG001, FBT001 - the parser's form
    """Read a line of colons, which opens a titled block or, without a word, closes one."""
    text = _line(state, first)
    match = _COLONS.match(text) if text.startswith(":::") else None
    if match is None or state.is_code_block(first):
        return False
    if not silent:
        if match["kind"]:
            _open(state, first, match["title"].strip() or match["kind"].capitalize(), nesting=0)
        else:
            state.push("titled_close", "", 0)
        state.line = first + 1
    return True


def _open(state: "StateBlock", line: int, title: str, nesting: int = 1) -> None:
    token = state.push("titled_open", "", nesting)  # type: ignore[arg-type]  # -1, 0 or 1
    token.content, token.map = title, [line, line + 1]
