"""Links to the page of a citation: written once, read for years, and hostile ones read as far as they go."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.page_link import PageLink, page_base, page_url, with_citations
from bot.settings.model import Settings
from index.citations.citation import Citation
from index.library.scope import Scope

BASE = "https://quotes.example.org"
WORDS = "Said “so”. "
HASH = sha256(WORDS.encode()).hexdigest()
FILE = "0123456789abcdef" * 4
NAMES = [
    "a.txt",
    "b/with space.md",
    "a:1:2-3.txt",
    "中文/#1?.txt",
    "100%25&at=7.md",
    "x/source/y.md",
    "+(_*~)\"'<b>.txt",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("place", ["6", "6-8", "6:10-45", "6:10-7:20"])
def test_a_link_is_read_as_it_was_written(name: str, place: str) -> None:
    url = page_url(BASE, f"{name}:{place}", FILE, WORDS)
    assert url is not None
    link = PageLink(Citation.parse(f"{name}:{place}"), name, FILE[:16], len(WORDS), HASH[:16])
    assert PageLink.parse(url) == PageLink.parse(url, BASE) == PageLink.parse(url.removeprefix(BASE)) == link


def test_a_link_is_written_like_this_for_ever() -> None:
    url = page_url(f"{BASE}/law/", "b/with space.md:6:10-45", FILE, WORDS)
    words = f"{len(WORDS)}-{HASH[:16]}"
    assert url == f"{BASE}/law/source/b/with%20space.md?at=6:10-45&sha=0123456789abcdef&words={words}#L6"


def test_a_link_holds_nothing_that_ends_it_in_markdown_or_in_a_terminal() -> None:
    url = page_url(BASE, "\x1b\\ (a) [b] <c> | 'd' \"e\".md:6", FILE, WORDS) or ""
    assert url.isascii()
    assert url.isprintable()
    assert not set(url) & set(" ()[]<>|'\"\\`*")


def test_a_link_says_what_it_knows() -> None:
    assert page_url(BASE, "a.txt:6") == f"{BASE}/source/a.txt?at=6#L6"
    assert PageLink.parse("/source/a.txt") == PageLink(None, "a.txt")
    assert PageLink.parse("/source/a.txt#L6-L8") == PageLink(Citation("a.txt", 6, end_line=8), "a.txt")
    assert PageLink.parse("/source/a.txt?at=2#L6") == PageLink(Citation("a.txt", 2), "a.txt")


def test_there_is_no_link_without_an_address_or_a_citation() -> None:
    assert page_url(None, "a.txt:6", FILE, WORDS) is None
    assert page_url(BASE, "a.txt") is None


@pytest.mark.parametrize(
    "query",
    [
        "at=0&sha=x&words=x",
        "at=7-6&sha=0123456789ABCDEF&words=0-0123456789abcdef",
        "at=b.txt:7&sha=0123456789abcdef0&words=9999999999-0123456789abcdef",
        "at=6:1-2:3:4&sha=%00&words=%F0%28",
        "at=%D9%A6&sha=&words=",
        "&".join(f"at={number}" for number in range(30)),
    ],
)
def test_a_part_that_is_written_otherwise_is_missing(query: str) -> None:
    assert PageLink.parse(f"/source/a.txt?{query}") == PageLink(None, "a.txt")


@pytest.mark.parametrize("address", ["", "/", "/source/", "https://elsewhere/source/a.txt", f"{BASE}/x/source/a.txt"])
def test_what_leads_elsewhere_is_no_link(address: str) -> None:
    assert PageLink.parse(address, BASE) is None
    assert PageLink.parse(f"/source/{'a' * 20_000}") is None


@given(st.text() | st.text(alphabet="/source?#at=&%-:L019\ud800\x00\n;"))
def test_no_text_is_too_hostile_to_be_read(text: str) -> None:
    PageLink.parse(text)
    for place in ("", "?", "?at=", "?sha=", "?words=", "#"):
        PageLink.parse(f"/source/a{place}{text}")
    PageLink.of(text, {"at": text, "sha": text, "words": text})


@given(st.text(min_size=1), st.text())
def test_any_name_and_any_words_come_back(name: str, words: str) -> None:
    link = PageLink.parse(page_url(BASE, f"{name}:6:10-7:20", FILE, words) or "", BASE)
    assert link is not None
    assert link.source.encode("utf-8", "replace") == name.encode("utf-8", "replace") or not name.isprintable()
    assert link.has(words) is bool(words)


def test_a_link_knows_its_file_and_its_words() -> None:
    link = PageLink.parse(page_url(BASE, "a.txt:6", FILE, WORDS) or "")
    assert link is not None
    assert (link.is_of(FILE), link.is_of(FILE[::-1])) == (True, False)
    assert (link.has(WORDS), link.has(WORDS.upper()), link.has("")) == (True, False, False)
    unknown = PageLink(None, "a.txt")
    assert (unknown.is_of(FILE), unknown.has(WORDS), unknown.has("")) == (True, False, False)


def settings(**web: object) -> Settings:
    parts = {"law": {"in": ["law/"]}, "news": {"in": ["news/"]}, "same": {"in": ["law/"]}}
    return Settings.model_validate({"scopes": parts, "web": web})


LAW, NEWS = Scope(("law/",)), Scope(("news/",))


@pytest.mark.parametrize("name", NAMES)
def test_a_link_in_a_text_stands_for_its_citation(name: str) -> None:
    link, citation = page_url(BASE, f"{name}:6:10-45", FILE, WORDS), f"{name}:6:10-45"
    assert with_citations(f"See {link}.", lambda _: False) == f"See {citation}@{FILE[:16]}."
    assert with_citations(f"[`{citation}`](<{link}>)", lambda _: False) == f"[`{citation}`]"


def test_an_address_elsewhere_stays_and_one_without_hashes_is_known_by_its_source() -> None:
    text = "https://example.org/source/a.txt?at=6 and https://example.org/a.txt and https://example.org/source/a.txt"
    assert with_citations(text, lambda _: False) == text
    assert with_citations(text, lambda name: name == "a.txt") == text.replace(
        "https://example.org/source/a.txt?at=6", "a.txt:6"
    )


def test_without_a_public_address_nothing_is_linked() -> None:
    assert page_base(settings()) is None
    assert page_base(settings(scopes={"/": "law"}), LAW) is None


def test_a_website_of_everything_has_the_pages_of_every_part() -> None:
    everything = settings(public_address=BASE)
    assert page_base(everything) == page_base(everything, LAW) == page_base(everything, Scope()) == BASE


def test_a_part_is_linked_where_it_is_served_and_never_to_another() -> None:
    parts = settings(public_address=f"{BASE}/p/", scopes={"/": "news", "/law": "same"})
    assert page_base(parts, NEWS) == f"{BASE}/p"
    assert page_base(parts, LAW) == f"{BASE}/p/law"
    assert page_base(parts) is None
    assert page_base(parts, Scope(("other/",))) is None
    both = settings(public_address=BASE, scopes={"/": "law", "/all": ""})
    assert (page_base(both), page_base(both, LAW), page_base(both, NEWS)) == (f"{BASE}/all", BASE, f"{BASE}/all")
