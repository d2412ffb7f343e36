"""Markdown as blocks: what each is, the headings above it, and what a reader sees of it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents.blocks import Kind
from index.documents.boilerplate import boilerplate
from index.documents.passages import split
from index.documents.reading import marks_within, plain
from index.documents.source import Source
from index.documents.structure import reading, structure

Seen = list[tuple[Kind, tuple[str, ...], str]]

PIECES = (
    *("# H\n", "## H *b*\n", "- a\n", "  - b\n", "    - c `x`\n", "1. one\n", "2. two:\n", "   ```sh\n   ls\n   ```\n"),
    *("```\ncode. x\n", "```\n", "| a | b |\n|---|---|\n| 1 | `x\\|y` |\n", "> q\n> [!NOTE]\n", "> [!TIP] T\n> text\n"),
    *(
        '!!! note "T"\n    in it. More.\n',
        '=== "A"\n\n    x\n',
        "::: tip\n",
        ":::\n",
        "</details>\n",
        "\n",
        "\n",
        "---\n",
    ),
    *("<details><summary>S *x*</summary>\n", "text **bold.** [l](http://a.b/c_d) and ![i](x)\n", "word\n:   def\n"),
    *("[^1]: foot *x*\n", "a[^1] b &amp; \\* c\n", "    indented\n", "<!-- c\n-->\n", "<div>x. <b>y</b></div>\n"),
    *("- [ ] t\n", "**Q: w?**\n", "**A:** x  \ny\n", "Title\n===\n", "a `b\nc` d\n", "\t- tab\n", "<br>", "\r\n"),
    *("line one\nline two. Three\n", "*a", "**", "`", "<", "[x]: http://y\n", "{#id}\n"),
)


def seen(text: str) -> Seen:
    source = Source("a.md", text, "")
    read = structure(source)
    spans = ((one, one.start, one.end) for one in read.blocks)
    return [
        (one.kind, one.path, plain(text[start:end], marks_within(read.marks, start, end), start))
        for one, start, end in spans
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# One\n\n## Two `x`\n\nWords.\n", (Kind.TEXT, ("Two x",), "Words.")),
        ("a **b** _c_ ~~d~~ `e` [f](g) ![h](i) <kbd>j</kbd>\n", (Kind.TEXT, (), "a b c d e f  j")),
        ("wrapped\n   at *a\n   width*\n", (Kind.TEXT, (), "wrapped at a width")),
        ("> quoted\n> text\n", (Kind.TEXT, (), "quoted text")),
        ("> [!WARNING]\n> Mind the *gap*.\n", (Kind.TEXT, ("Warning",), "Mind the gap.")),
        ('!!! note "Ice"\n    Do not go.\n', (Kind.TEXT, ("Ice",), "Do not go.")),
        ("??? tip\n    Go.\n", (Kind.TEXT, ("Tip",), "Go.")),
        (":::warning Ice\nDo not go.\n:::\n", (Kind.TEXT, ("Ice",), "Do not go.")),
        ('=== "Windows"\n\n    Run it.\n', (Kind.TEXT, ("Windows",), "Run it.")),
        ("<details>\n<summary>Why *so*?</summary>\n\nThus.\n\n</details>\n", (Kind.TEXT, ("Why *so*?",), "Thus.")),
        ("**Q: Is it free?**\n\n**A:** Yes.\n", (Kind.TEXT, ("Is it free?",), "A: Yes.")),
        ("**Is it free?**\nA: Yes.\n", (Kind.TEXT, ("Is it free?",), "A: Yes.")),
        ("Catch\n:   The *moment*.\n", (Kind.TEXT, ("Catch",), "The moment.")),
        ("Words.[^1]\n\n[^1]: A *note*.\n", (Kind.TEXT, (), "A note.")),
        ("- [x] done\n- [ ] not `yet`\n", (Kind.ITEM, (), "not yet")),
        ("1. one\n2. two\n", (Kind.STEP, (), "two")),
        ("1. one:\n\n    ```sh\n    ls  -l\n\n    cd\n    ```\n", (Kind.CODE, (), "ls  -l\n\ncd")),
        ("    indented\n      code\n", (Kind.CODE, (), "indented\n  code")),
        ("| A | B |\n|--|--|\n| `x \\| y` | *z* |\n", (Kind.ROW, (), "x | y\tz")),
        ("A | B\n--|--\nx | **z**\n", (Kind.ROW, (), "x\tz")),
        ("a\\*b &lt;c&gt; <http://a.example/>\n", (Kind.TEXT, (), "a*b <c> http://a.example/")),
        ("one<br>two\n", (Kind.TEXT, (), "one two")),
        ('<p align="center"><b>Ask</b> us.</p>\n', (Kind.TEXT, (), "Ask us.")),
        ("[a link][1] and [1]\n\n[1]: http://a.example/\n", (Kind.TEXT, (), "a link and 1")),
        ("Words.\n\nA title\n=======\n\nWords {#id}.\n", (Kind.TEXT, ("A title",), "Words.")),
    ],
)
def test_a_block_is_seen_as_a_reader_sees_it(text: str, expected: tuple[Kind, tuple[str, ...], str]) -> None:
    assert seen(text)[-1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "[![Build](https://ci.example/b.svg)](https://ci.example)\n",
        "![a picture](a.png)\n",
        "[1]: http://a.example/\n",
        "---\n\n***\n",
        "<!-- a comment\nover lines -->\n",
        "<style>\nb { color: red }\n</style>\n",
        "<script>alert(1)</script>\n",
        "```\n\n```\n",
    ],
)
def test_what_a_page_hides_is_no_block(text: str) -> None:
    assert seen(text) == []


def test_front_matter_is_left_out_and_lines_are_still_counted() -> None:
    source = Source("a.md", "---\ntitle: x\n---\n\nWords.\n", "")
    (block,) = structure(source, {1, 2, 3}).blocks
    assert source.place(block.start) == (5, 1)


def test_a_table_of_contents_heads_and_is_no_list() -> None:
    text = "- [One](#one)\n- [Two](#two)\n    - [Three](#three)\n\n# One\n\n- [a page](a.md)\n- words\n"
    kinds = [kind for kind, _, _ in seen(text)]
    assert kinds == [Kind.HEADING] * 4 + [Kind.ITEM] * 2


def test_a_whole_text_is_read_without_its_marks() -> None:
    source = Source("a.md", "# A *b*\n\n1. `c`\n2. [d](e)\n", "")
    assert reading(source).plain.split() == ["A", "b", "1.", "c", "2.", "d"]
    assert reading(Source("a.txt", "A *b* c.", "")).plain == "A *b* c."


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_blocks_and_marks_stand_apart_and_in_order(text: str) -> None:
    read = structure(Source("a.md", text, ""))
    for spans in (read.blocks, read.marks):
        assert all(one.start <= one.end for one in spans)
        assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(text[one.start : one.end] == text[one.start : one.end].strip() != "" for one in read.blocks)


@pytest.mark.parametrize("part", ["> ", "- ", "[", "*a ", "!!! a\n    ", "<details>", "`", "| ", "![", "\\", "::: a\n"])
def test_no_text_makes_it_slow_or_fail(part: str) -> None:
    structure(Source("a.md", part * 3_000, ""))


STEPS = """# Lamp

1. Switch it off.

<!-- editor: is this so? -->

2. See [the map][m].
![pic](x.png)

[m]: https://map.example
  "A map"
[m]: https://again.example

3. Wait.

[^1]: Yes.
"""


def test_nothing_that_a_page_hides_shows_between_the_parts_of_a_whole() -> None:
    source, shown = (
        Source("steps.md", STEPS, ""),
        ["Lamp", "1.", "Switch", "it", "off.", "2.", "See", "the", "map.", "3.", "Wait.", "[^1]:", "Yes."],
    )
    for marks in (reading(source).marks, structure(source, boilerplate(source)).marks):
        assert plain(STEPS, marks).split() == shown
    (first, *_) = [one for one in split(source) if one.text == "Switch it off."]
    assert "editor" in source.text[slice(*first.group)]
    assert "editor" not in plain(source.text[slice(*first.group)], marks_within(marks, *first.group), first.group[0])


def test_what_the_settings_keep_of_front_matter_is_shown() -> None:
    source = Source("a.md", "---\nnote: Bring boots.\n---\n\nMore.\n", "")
    assert "boots" not in reading(source).plain
    assert plain(source.text, structure(source, [1, 3]).marks).split() == ["note:", "Bring", "boots.", "More."]
