"""What the library says of sources is said in the voice of who reads it."""

import pytest

from bot.wording.of_sources import of_sources
from bot.wording.speaking import shipped
from bot.wording.template_file import LANGUAGES
from index.citations.citation import Citation, resolve
from index.conversation.small_talk import Talk, small_talk
from index.documents.boilerplate_rules import REASONS
from index.documents.source import Source
from index.errors import CitationError
from index.library.freshness import Behind, Hindrance

OTHERS = tuple(code for code in LANGUAGES if code != "en")
CITATIONS = ("a.txt:9", "a.txt:1:90-95", "a.txt:2", "a.txt:0", "a.txt:3-1", "no citation")


def said_of(citation: str) -> str:
    with pytest.raises(CitationError) as raised:
        resolve(Citation.parse(citation), Source("a.txt", "Words.\n\nMore words.\n", ""))
    return str(raised.value)


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("citation", CITATIONS)
def test_a_wrong_citation_is_told_in_every_language(code: str, citation: str) -> None:
    told = of_sources(said_of(citation), shipped(code))
    assert told != said_of(citation)
    assert citation in told


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("reason", Hindrance)
def test_what_is_behind_is_told_in_every_language(code: str, reason: Hindrance) -> None:
    for behind in (Behind(reason, {"a": 1}), Behind(reason, {"a": 1, "b": 1}, removed=2), Behind(reason)):
        told = of_sources(behind.note or "", shipped(code))
        assert not {"files", "file", "since"}.intersection(told.split())


@pytest.mark.parametrize("code", OTHERS)
def test_every_kind_of_furniture_has_a_name_in_every_language(code: str) -> None:
    assert [reason for reason in REASONS if of_sources(reason, shipped(code)) == reason] == []


def test_what_is_not_known_and_what_is_english_stays() -> None:
    assert of_sources("something else and more", shipped("de")) == "something else and more"
    assert of_sources("a share link", shipped("en")) == "a share link"


def test_a_suggestion_in_another_language_can_be_asked() -> None:
    for code in LANGUAGES:
        said = small_talk(of_sources("Summarise “Ferry”", shipped(code)))
        assert said is not None
        assert (said.talk, said.about.strip("«»„“” ")) == (Talk.SUMMARY, "Ferry")
