"""Every language says all that English says, in a form that its own rules ask for."""

import datetime as dt
import re
from collections.abc import Iterator
from string import Template

import pytest

from bot.wording.speaking import shipped
from bot.wording.template_file import ENGLISH, LANGUAGES, OUTCOMES, Lines
from bot.wording.voice import PLURALS
from index.citations.cited_places import citations_in

OTHERS = [code for code in LANGUAGES if code != ENGLISH]
BUTTON, TITLE, PLACEHOLDER = 80, 45, 100


def forms(lines: Lines) -> tuple[str, ...]:
    return tuple(f"_{one}" for one in PLURALS[lines["language"]["plural"]][0])


def base(section: str, key: str, lines: Lines) -> str:
    """The key without the ending of a form."""
    stem = next((key.removesuffix(end) for end in ("_one", *forms(lines)) if key.endswith(end)), key)
    return stem if stem in lines[section] and section not in OUTCOMES else key


def faults(code: str) -> Iterator[str]:
    """What a language lacks, has too much, or fills in otherwise than English."""
    english, lines = shipped().lines, shipped(code).lines
    for section in english.keys() ^ lines.keys():
        yield f"[{section}] is in one of {ENGLISH} and {code} alone"
    for section in english.keys() & lines.keys():
        wanted = {base(section, key, english) for key in english[section]}
        counted = {base(section, key, english) for key in english[section] if key != base(section, key, english)}
        for key in wanted - lines[section].keys():
            yield f"[{section}] {key} is missing in {code}"
        for key in (one + end for one in counted for end in forms(lines) if one + end not in lines[section]):
            yield f"[{section}] {key} is missing in {code}: its plural rule has that form"
        for key, text in lines[section].items():
            stem = base(section, key, lines)
            if stem not in wanted:
                yield f"[{section}] {key} of {code} is unknown"
            elif key == stem or "count" in Template(english[section][stem]).get_identifiers():
                held, wants = (set(Template(one).get_identifiers()) for one in (text, english[section][stem]))
                if held != wants and (key == stem or held | {"count"} != wants):
                    yield f"[{section}] {key} of {code} holds other values than English"


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_is_complete_and_holds_the_same_values(code: str) -> None:
    assert list(faults(code)) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_text_of_a_language_can_be_filled_in(code: str) -> None:
    for section in shipped(code).lines.values():
        for text in section.values():
            assert Template(text).is_valid(), text


@pytest.mark.parametrize("code", LANGUAGES)
def test_labels_and_titles_are_within_the_limits_of_discord(code: str) -> None:
    voice = shipped(code)
    for key, text in voice.lines["button"].items():
        assert 0 < len(voice.say(f"button.{key}", count=10_000)) <= BUTTON, text
    for key in ("follow", "answer_title", "question", "answer_words"):
        assert len(voice.say(f"button.{key}")) <= TITLE
    for key in ("question_help", "question_example", "menu"):
        assert len(voice.say(f"button.{key}")) <= PLACEHOLDER
    for key in ("private_off", "private_on", "threads_off", "threads_on", "reset"):
        assert 0 < len(voice.say(f"setup.{key}")) <= BUTTON


@pytest.mark.parametrize(
    ("code", "count", "written", "sources"),
    [
        ("en", 1, "1", "1 source"),
        ("en", 1234567, "1,234,567", "1,234,567 sources"),
        ("de", 1, "1", "1 Quelle"),
        ("de", 1234, "1.234", "1.234 Quellen"),
        ("es", 1234, "1234", "1234 fuentes"),
        ("es", 12345, "12.345", "12.345 fuentes"),
        ("fr", 0, "0", "0 source"),
        ("fr", 12345, "12\u202f345", "12\u202f345 sources"),
        ("zh", 1, "1", "1 份资料"),
        ("zh", 12345, "12,345", "12,345 份资料"),
    ],
)
def test_numbers_are_written_and_counted_as_the_language_does(
    code: str, count: int, written: str, sources: str
) -> None:
    voice = shipped(code)
    assert voice.number(count) == written
    assert voice.say("counts.source", count=count) == sources


@pytest.mark.parametrize(
    ("code", "date", "names"),
    [
        ("en", "4 March 2020", "a, b and c"),
        ("de", "4. März 2020", "a, b und c"),
        ("es", "4 de marzo de 2020", "a, b y c"),
        ("fr", "4 mars 2020", "a, b et c"),
        ("zh", "2020年3月4日", "a、b和c"),
    ],
)
def test_dates_and_lists_are_written_as_the_language_does(code: str, date: str, names: str) -> None:
    voice = shipped(code)
    assert voice.date(dt.date(2020, 3, 4)) == date
    assert voice.listed(["a", "b", "c"]) == names
    assert voice.listed(["a"]) == "a"
    assert len(voice.lines["language"]["months"].split()) == 12
    assert len(voice.lines["language"]["numbers"].split()) == 13


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_stands_before_a_further_place_is_known_to_a_check_of_what_was_copied(code: str) -> None:
    voice = shipped(code)
    for line in (f"{voice.say('terminal.also_at')} a.txt:3", voice.say("card.also", places="a.txt:3")):
        (second,) = list(citations_in(f"“x y z”\na.txt:1\n{line}", {"a.txt"}.__contains__))[1:]
        assert second.also
    (cited,) = citations_in(f"{voice.say('terminal.for_context')} a.txt:3", {"a.txt"}.__contains__)
    assert cited.start == 0


@pytest.mark.parametrize(
    ("code", "one", "several"),
    [("de", "1 weiteres", "2 weitere"), ("fr", "1 autre", "2 autres"), ("en", "1 more", "2 more")],
)
def test_what_is_left_out_of_a_list_is_counted_as_the_language_does(code: str, one: str, several: str) -> None:
    spoken = shipped(code)
    assert (spoken.say("talk.and_more", count=1), spoken.say("talk.and_more", count=2)) == (one, several)


def test_french_is_written_with_its_apostrophe() -> None:
    values = [line for lines in shipped("fr").lines.values() for line in lines.values()]
    assert not [line for line in values if re.search(r"[^\W\d_]'[^\W\d_]", line)]
