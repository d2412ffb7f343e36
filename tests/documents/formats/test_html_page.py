"""Pages: what a reader of the page sees of its content is in the text, and nothing else."""

import datetime as dt

import pytest

from index.documents.formats.html_page import convert
from index.documents.formats.html_tree import DEEPEST, MOST_ELEMENTS
from index.documents.metadata import Metadata
from index.documents.source import Markup
from index.errors import SourceError

ARTICLE = (
    "<p>The harbour of Oslo opened a new ferry line to Kiel on Monday, and many people came to see it off.</p>"
    "<p>The first ship left at seven in the morning with four hundred guests on board, said the harbour master.</p>"
    "<p>It takes twenty hours to Kiel, and there is a restaurant, a shop and a cinema for the way across.</p>"
)
MARKED = (
    "The harbour of Oslo opened a new ferry line to Kiel on Monday, and many people came to see it off.\n\n"
    "The first ship left at seven in the morning with four hundred guests on board, said the harbour master.\n\n"
    "It takes twenty hours to Kiel, and there is a restaurant, a shop and a cinema for the way across.\n"
)
NEWS = f"""<!doctype html><html><head><meta charset="utf-8"><title>A new ferry | Harbour News</title>
<meta property="og:site_name" content="Harbour News"><meta name="author" content="Ann Lee">
<meta property="article:published_time" content="2021-05-03T07:00:00Z">
<link rel="canonical" href="https://example.org/ferry"></head><body>
<header class="site"><a href="/">SECRET home</a> SECRET slogan of the site</header>
<nav><ul><li><a href="/a">SECRET menu</a></ul></nav>
<div id="cookie-consent">SECRET We use cookies. <button>SECRET accept</button></div>
<div class="layout"><div class="main-column"><h1>A new ferry</h1>
<div class="share-buttons"><a href="https://x.example/share">SECRET share</a></div>{ARTICLE}
<div class="related-articles"><h3>SECRET More</h3><ul><li><a href="/1">SECRET one</a><li><a href="/2">SECRET two</a>
</ul></div></div><aside class="sidebar"><p>SECRET Subscribe to the letter.</p></aside></div>
<div id="comments"><p>SECRET first!</p></div>
<footer><p>SECRET All rights reserved by the harbour.</p></footer>
<script>var a = "SECRET script";</script><noscript>SECRET no script</noscript></body></html>"""
HIDDEN = [
    "<p hidden>SECRET</p>",
    "<p style='color: red; DISPLAY : none'>SECRET</p>",
    "<p style='visibility:hidden'>SECRET</p>",
    "<p aria-hidden='true'>SECRET</p>",
    "<span class='sr-only visually-hidden'>SECRET</span>",
    "<!-- SECRET -->",
    "<template><p>SECRET</p></template>",
    "<script type='text/template'><p>SECRET</p></script>",
    "<style>.gone, #off { display: none }</style><p class='x gone'>SECRET</p><p id=off>SECRET</p>",
    "<select><option>SECRET</select><textarea>SECRET</textarea><button>SECRET</button>",
    "<svg><text>SECRET</text></svg><iframe>SECRET</iframe><object>SECRET</object>",
    "<dialog open>SECRET</dialog><div role=dialog>SECRET</div>",
    "<form><input value=SECRET placeholder=SECRET></form><img alt=SECRET title=SECRET>",
    "<p title=SECRET data-x=SECRET></p><a href='#SECRET'>¶</a><ruby><rt>SECRET</rt></ruby>",
]
FAQ = """<html><head><title>Questions</title></head><body><header><a href=/>Home</a></header><main><h1>Questions</h1>
<details><summary>When does it leave?</summary><p>At seven.</p></details>
<details open><summary>May I bring a dog?</summary><p>Yes, on a lead.</p></details>
<dl><dt>Quay</dt><dd>A wall for ships.</dd></dl></main></body></html>"""
WIKI = """<html><head><title>Oslo - Wiki</title></head><body><div id=content><h1>Oslo</h1>
<table class=infobox><tr><th>Country<td>Norway<tr><th>People<td>700,000</table>
<p><b>Oslo</b> is a town<sup class=reference><a href="#n1">[1]</a></sup> at the sea.
<h2>Districts<a class=headerlink href="#districts">¶</a></h2>
<ul><li>Frogner<ul><li>Majorstuen</ul><li>Sagene</ul>
<pre><code class=language-sh>ferry --to oslo</code></pre></div>
<div id=sidebar><a href=/x>SECRET tools</a></div></body></html>"""


def text(page: str | bytes) -> str:
    return convert("a.html", page.encode() if isinstance(page, str) else page).text


def test_an_article_is_read_without_the_page_around_it() -> None:
    made = convert("a.html", NEWS.encode())
    assert made.text == "# A new ferry\n\n" + MARKED
    assert made.markup is Markup.MARKDOWN
    assert made.metadata == Metadata("A new ferry", "Harbour News", dt.date(2021, 5, 3), "https://example.org/ferry")


@pytest.mark.parametrize("hidden", HIDDEN)
def test_nothing_that_a_page_hides_is_in_its_text(hidden: str) -> None:
    assert text(f"<html><body>{ARTICLE}{hidden}</body></html>") == MARKED


def test_what_a_sheet_for_print_hides_is_shown() -> None:
    page = "<style>@media print { p { display:none } .a { display: none } }</style><p class=a>Words of a page."
    assert text(f"<html><body>{page}") == "Words of a page.\n"


def test_questions_in_details_and_terms_in_lists_are_content() -> None:
    assert text(FAQ) == (
        "# Questions\n\n**When does it leave?**\n\nAt seven.\n\n**May I bring a dog?**\n\nYes, on a lead.\n\n"
        "**Quay**\n\nA wall for ships.\n"
    )


def test_what_a_reader_opens_by_a_button_is_content() -> None:
    page = (
        "<main><h1>Questions</h1><h3><button aria-expanded=false aria-controls=a>When does it leave?</button></h3>"
        "<div id=a hidden style='display:none'><p>At seven.</p></div>"
        "<button aria-expanded=false aria-controls=b>May I bring a dog?</button><div id=b aria-hidden=true>Yes.</div>"
        "<button aria-expanded=false aria-haspopup=true aria-controls=c>SECRET</button><div id=c hidden>SECRET</div>"
    )
    assert text(page) == ("# Questions\n\n### When does it leave?\n\nAt seven.\n\n**May I bring a dog?**\n\nYes.\n")


def test_what_only_a_narrow_screen_hides_is_shown() -> None:
    page = (
        "<p class='hidden md:block'>One.<p class='d-none d-md-block'>Two.<p class=hidden>SECRET<p class=d-none>SECRET"
    )
    assert text(page) == "One.\n\nTwo.\n"


def test_a_page_of_tables_lists_and_code_keeps_them() -> None:
    assert text(WIKI) == (
        "# Oslo\n\n|  |  |\n| --- | --- |\n| Country | Norway |\n| People | 700,000 |\n\n"
        "**Oslo** is a town at the sea.\n\n## Districts\n\n- Frogner\n  - Majorstuen\n- Sagene\n\n"
        "```sh\nferry --to oslo\n```\n"
    )


def test_a_title_above_the_content_stays() -> None:
    page = f"<html><body><header><h1>A new ferry</h1></header><article>{ARTICLE}</article></body></html>"
    assert text(page) == "# A new ferry\n\n" + MARKED


@pytest.mark.parametrize(
    "data",
    [
        "<meta charset=utf-8><p>Zoë – 会".encode(),
        "\ufeff<p>Zoë – 会".encode(),
        "<p>Zoë – 会".encode("utf-16"),
        "<meta charset='gb18030'><p>Zoë – 会".encode("gb18030"),
        '<?xml version="1.0" encoding="gb18030"?><html><p>Zoë – 会</p></html>'.encode("gb18030"),
    ],
)
def test_a_page_is_decoded_as_it_says(data: bytes) -> None:
    assert text(data) == "Zoë – 会\n"


def test_an_old_page_that_does_not_say_is_taken_as_browsers_do() -> None:
    assert text("<p>“Zoë” – café".encode("cp1252")) == "“Zoë” – café\n"
    assert text("<meta charset=iso-8859-1><p>“Zoë”".encode("cp1252")) == "“Zoë”\n"
    assert text(b"<meta charset=nonsense><p>caf\xe9") == "café\n"


def test_a_page_that_names_no_body_has_one() -> None:
    assert text("<title>T</title><style>p {}</style><nav>SECRET</nav><main><h1>A</h1><p>Words.</main>More.") == (
        "# A\n\nWords.\n\nMore.\n"
    )
    assert text("<title>T</title><section><p>First.</section><p>Second.</p>Last.") == "First.\n\nSecond.\n\nLast.\n"


def test_nothing_outside_the_page_is_read() -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>Words &x; of a page.'
    assert "root" not in text(page)


DATA = '{"@graph": [{"headline": "From data", "datePublished": "2020-02-29", "publisher": {"name": "A paper"}}]}'
DECLARED = {
    f'<script type="application/ld+json">{DATA}</script>': Metadata("From data", "A paper", dt.date(2020, 2, 29)),
    '<script type="application/ld+json">{broken</script><title>T</title>': Metadata("T"),
    "<title> A \n title </title><meta name=author content='Ann Lee'>": Metadata("A title", "Ann Lee"),
    "<meta name=author content='https://example.org/ann'>": Metadata(),
    "<meta name=date content='soon'><link rel=canonical href='/relative'>": Metadata(),
    "<meta name=date content='2021-13-45'><meta property=og:url content='https://example.org/a'>": Metadata(
        url="https://example.org/a"
    ),
}


@pytest.mark.parametrize("head", DECLARED)
def test_only_what_a_page_declares_is_its_metadata(head: str) -> None:
    page = f"<html><head>{head}</head><body><p>By Bo Berg on 3 May 1999. Some words.</p></body></html>"
    assert convert("a.html", page.encode()).metadata == DECLARED[head]


REFUSED = {
    "": "is no HTML, though its name says so",
    "%PDF-1.7 words": "is no HTML, though its name says so",
    "<html><body><div id=root></div><script>draw()</script>": "is a page without words of its own",
    "<p>" + "<i>" * (DEEPEST + 1) + "x": "nests its elements more than",
    "<div>" * 100_000 + "x": "nests its elements more than",
    "<p>x" + "<br>" * MOST_ELEMENTS: "has more than 400,000 elements; part it",
    "<p>\0\0binary": "is binary, not HTML",
}


@pytest.mark.parametrize("page", REFUSED, ids=range(len(REFUSED)))
def test_what_cannot_be_read_is_refused_with_its_cause(page: str) -> None:
    with pytest.raises(SourceError) as refused:
        text(page)
    assert refused.value.cause.startswith(REFUSED[page])
    assert ";" in refused.value.cause


@pytest.mark.parametrize(
    "page",
    [
        "<p>" + "word <script>x</script>" * 100_000,
        "<p class='" + "- " * 200_000 + "'>word",
        "<style>" + "@a{" * 100_000 + "</style><p>word",
        "<table>" + "<tr><td rowspan=9999 colspan=9999>word" * 5_000,
        "<ul><li>word" * (DEEPEST // 2 - 2),
        "<blockquote>word" * (DEEPEST - 5),
    ],
    ids=["scripts", "class", "sheet", "spans", "lists", "quotations"],
)
@pytest.mark.timeout(30)
def test_a_hostile_page_takes_no_longer_than_its_size(page: str) -> None:
    assert "word" in text(f"<html><body>{page}")
