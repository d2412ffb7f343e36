"""Texts in Markdown, and quotes of them as the library makes them."""

from typing import Any

from hypothesis import strategies as st

from index.documents.reading import Mark
from index.documents.source import Source
from index.documents.structure import structure
from index.library.answer import Quote

PIECES = (
    "word", "two words", "**bold**", "*it*", "_it_", "__b__", "***both***", "~~gone~~", "`code`", "``a`b``",
    "``` c ```", "[a link](https://example.org/a(b))", "[*l*](x.md 'title')", "<https://example.org>", "![alt](i.png)",
    "\\*", "\\_", "&amp;", "<kbd>Enter</kbd>", "<br>", "*", "**", "_", "`", "[", "](", "~~", "|", "@everyone", "<@1>",
    "# a", "> q", "-", "1.", "||s||", ":x:", "discord.gg/abc", "\x1b[2J", "\u202e", "é", "漢字", "  ",
)  # fmt: skip
WORDS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map(" ".join)
GLUED = st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join)
LINES = st.one_of(
    WORDS,
    GLUED,
    st.tuples(st.sampled_from(("- ", "1. ", "  - ", "- [x] ", "> ", "## ", "    ", "* ")), WORDS).map("".join),
    st.lists(st.sampled_from(("x = 1", "ls *a*", "", "  y", "`` ` ``", "~~~")), min_size=1, max_size=4).map(
        lambda code: "\n```sh\n" + "\n".join(code) + "\n```\n"
    ),
    st.lists(WORDS, min_size=2, max_size=2).map(
        lambda cells: "\n| Name | What |\n|---|---|\n| " + " | ".join(one.replace("|", "") for one in cells) + " |\n"
    ),
    st.just(""),
)
MARKDOWN = st.lists(LINES, min_size=1, max_size=8).map("\n".join).filter(lambda text: any(map(str.isalnum, text)))


def marks_of(text: str) -> tuple[Mark, ...]:
    """The marks of a text in Markdown."""
    return structure(Source("a.md", text, "0" * 64)).marks


def marked(text: str, **more: Any) -> Quote:
    """The quote of a whole text in Markdown."""
    given = {"marks": marks_of(text), "title": "Guide", "publisher": None, "date": None, "url": None} | more
    lines = text.split("\n")
    return Quote(
        rank=1, quoted=True, score=1.0, citation=f"a.md:1-{len(lines)}", source="a.md", start=0, end=len(text), line=1,
        column=1, end_line=len(lines), end_column=len(lines[-1]), sha256="0" * 64, text=text, **given,
    )  # fmt: skip
