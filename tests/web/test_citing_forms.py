"""The forms to cite a quote in show its characters, whatever they are."""

import datetime as dt

from markdown_it import MarkdownIt

from bot.web.citing_forms import CitedWords

ADDRESS = "https://quotes.example.org/source/a%20b.md?at=3#L3"


def cited(
    words: str, title: str = "Fees & dues_2024", publisher: str | None = "A*B", name: str = "a b.md:3"
) -> CitedWords:
    return CitedWords(words, title, publisher, dt.date(2020, 3, 5), name, ADDRESS)


def test_a_text_is_one_line() -> None:
    text = cited("It costs\n320 euros.").forms()["text"]
    assert text == f"“It costs 320 euros.” – Fees & dues_2024, A*B, 5 March 2020, a b.md:3, {ADDRESS}"


def test_markdown_shows_the_words_as_they_are() -> None:
    words = "# It *costs* [320](x) <b>\n- `euros`\n1. and\n+ so"
    html = MarkdownIt().render(cited(words).forms()["markdown"])
    assert "<blockquote>" in html
    assert "# It *costs* [320](x) &lt;b&gt;\n- `euros`\n1. and\n+ so" in html
    assert f'<a href="{ADDRESS}">Fees &amp; dues_2024</a>, A*B, 5 March 2020' in html
    assert "<code>a b.md:3</code>" in html


def test_what_tex_takes_for_more_is_escaped() -> None:
    bibtex = cited("100% of {all} $5 \\ #1 ^~").forms()["bibtex"]
    assert bibtex.startswith("@misc{a-b-md-3,\n  title = {{Fees \\& dues\\_2024}},\n")
    assert r"100\% of \{all\} \$5 \textbackslash{} \#1 \textasciicircum{}\textasciitilde{}" in bibtex
    assert "  date = {2020-03-05},\n" in bibtex
    assert r"a\%20b.md?at=3\#L3" in bibtex


def test_what_is_not_known_is_left_out() -> None:
    forms = CitedWords("It rains.", "A", None, None, "a.txt:1", "https://a.example/").forms()
    assert forms["text"] == "“It rains.” – A, a.txt:1, https://a.example/"
    assert "publisher" not in forms["bibtex"]
    assert "date" not in forms["bibtex"]
