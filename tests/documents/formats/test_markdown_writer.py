"""From the elements of a page to Markdown: what it means there, it means here, read by a reader of Markdown."""

import html as entities
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from index.documents.formats.markdown_writer import markdown

WORDS = st.text(st.sampled_from("ab 1.#*_`~<>&[]()!|\\+-=:\n"), min_size=1, max_size=30)
BLOCKS = {
    "<p>One <b>bold</b> and <i>slanted</i> word.": "One **bold** and *slanted* word.",
    "<p>One<b> bold </b>word, <b>no<i>sl</i></b>ant": "One **bold** word, no*sl*ant",
    "<p>A <code>x_y * `z`</code> and <kbd>Ctrl</kbd>": "A `` x_y * `z` `` and `Ctrl`",
    "<p>10<sup>6</sup> H<sub>2</sub>O the 1<sup>st</sup>": "10⁶ H₂O the 1st",
    "<p>first<br>second<br><br>third": "first  \nsecond  \nthird",
    "loose <div>inner</div> ends": "loose\n\ninner\n\nends",
    "<h2>A <em>title</em></h2><h3> </h3>": "## A title",
    "<ul><li>a<li>b<ul><li>c</ul><li><p>d<p>e</ul>": "- a\n- b\n  - c\n- d\n\n  e",
    "<ol start=9><li>a<li value=12>b</ol>": "9. a\n12. b",
    "<ul><li>a</li><ul><li>b</ul></ul>": "- a\n  - b",
    "<blockquote><p>a<blockquote>b</blockquote></blockquote>": "> a\n>\n> > b",
    "<pre>a  b\n\n  c ``` d</pre>": "````\na  b\n\n  c ``` d\n````",
    '<pre class="language-sql"><code>SELECT 1</code></pre>': "```sql\nSELECT 1\n```",
    "<dl><dt>Term</dt><dd>Its meaning.</dd><dd>Another.</dd></dl>": "**Term**\n\nIts meaning.\n\nAnother.",
    "<details><summary>More?</summary>Words.</details>": "**More?**\n\nWords.",
    "<figure><img alt=x><figcaption>A caption.</figcaption></figure><hr>": "A caption.",
    "<p>1986. A good year.<p>- no item<p>#1 or # 2<p># no heading": (
        "1986\\. A good year.\n\n\\- no item\n\n#1 or # 2\n\n\\# no heading"
    ),
    "<p>snake_case, _so_, 2 * 3, a*b*, &lt;b&gt;, &amp;amp;, [a](b), C:\\dir": (
        "snake_case, \\_so\\_, 2 * 3, a\\*b\\*, \\<b>, \\&amp;, [a\\](b), C:\\dir"
    ),
    "<p>soft\u00adly\u200b\u00a0said": "softly said",
}
TABLES = {
    "<tr><th>a<th>b<tr><td>1|2<td><p>x<p>y": "| a | b |\n| --- | --- |\n| 1\\|2 | x y |",
    "<tr><th>Born<td>1850<tr><th>Died<td>1900": "|  |  |\n| --- | --- |\n| Born | 1850 |\n| Died | 1900 |",
    "<tr><td>Route<td>Fare<td>Time<tr><td>Kiel<td>300<td>2 h": (
        "| Route | Fare | Time |\n| --- | --- | --- |\n| Kiel | 300 | 2 h |"
    ),
    "<thead><tr><th rowspan=2>Port<th colspan=2>Ships<tr><th>in<th>out<tbody><tr><td>Oslo<td>1<td>2": (
        "| Port | Ships in | Ships out |\n| --- | --- | --- |\n| Oslo | 1 | 2 |"
    ),
    "<tr><th>a<th>b<tr><td rowspan=2>x<td>1<tr><td>2<tr><td colspan=2>y": (
        "| a | b |\n| --- | --- |\n| x | 1 |\n| x | 2 |\n| y |  |"
    ),
    "<caption>Fares</caption><tr><th>a<th>b<tr><td>1<td>2": "Fares\n\n| a | b |\n| --- | --- |\n| 1 | 2 |",
    "<tr><td><h1>Menu</h1><p>One.<td><p>Two.<p>Three.": "# Menu\n\nOne.\n\nTwo.\n\nThree.",
}


def written(page: str) -> str:
    return markdown(html.fragment_fromstring(page, create_parent="div"))


@pytest.mark.parametrize("page", BLOCKS)
def test_a_block_is_marked_as_it_was(page: str) -> None:
    assert written(page) == BLOCKS[page] + "\n"


@pytest.mark.parametrize("rows", TABLES)
def test_a_table_has_its_head_and_its_cells(rows: str) -> None:
    assert written(f"<table>{rows}</table>") == TABLES[rows] + "\n"


def test_a_long_cell_is_not_repeated_in_each_row_that_it_spans() -> None:
    text = written(f"<table><tr><th>a<th>b<tr><td rowspan=90>{'long ' * 50}<td>1{'<tr><td>2' * 80}</table>")
    assert text.count("long") == 50


@given(st.lists(WORDS, min_size=1, max_size=4))
def test_what_is_no_markup_is_read_as_the_words_that_it_is(words: list[str]) -> None:
    page = "".join(f"<p>{entities.escape(one)}</p>" for one in words)
    shown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(written(page))
    paragraphs = [entities.unescape(one) for one in re.findall(r"<p>(.*?)</p>", shown, re.DOTALL)]
    assert paragraphs == [" ".join(one.split()) for one in words if one.strip()]
    assert set(re.findall(r"<(\w+)", shown)) <= {"p"}
