"""Small talk: what people say to a bot that is no question to its sources, such as a greeting or a wish for help."""

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import takewhile
from pathlib import Path

__all__ = ["SmallTalk", "Talk", "small_talk"]

LONGEST = 80
"""Characters of small talk at most."""

_APOSTROPHES = str.maketrans("’‘", "''")
_WORD = re.compile(r"[\w';-]+")


class Talk(StrEnum):
    """What is said to the bot."""

    GREETING = "greeting"
    THANKS = "thanks"
    HELP = "help"  # what can be asked
    OVERVIEW = "overview"  # what the sources are about
    SUMMARY = "summary"  # of the article that is named


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """What is said, and ``about`` which words of it name what is to be summarised, "" for everything."""

    talk: Talk
    about: str = ""


def small_talk(text: str) -> SmallTalk | None:
    """Return what a text says to the bot, or None if it is a question to the sources."""
    if len(text) > LONGEST:
        return None
    words = _WORD.findall(text.casefold().translate(_APOSTROPHES))
    if talk := _phrases().get(" ".join(words)) or _among_fillers(words):
        return SmallTalk(talk)
    return _summary(text, words)


def _among_fillers(words: list[str]) -> Talk | None:
    """Return what is said by the words that are left without fillers at either end."""
    before, behind = (sum(1 for _ in takewhile(_fillers().__contains__, some)) for some in (words, reversed(words)))
    for first in range(min(before + 1, len(words))):
        for last in range(len(words), max(first, len(words) - behind - 1), -1):
            if talk := _phrases().get(" ".join(words[first:last])):
                return talk
    return None


def _summary(text: str, words: list[str]) -> SmallTalk | None:
    """Return the wish for a summary that begins a text, with the words behind it."""
    for length in range(min(len(words), _longest_opening()), 0, -1):
        if " ".join(words[:length]) in _openings():
            if set(words[length:]) <= _everything():
                return SmallTalk(Talk.OVERVIEW)
            at = list(_WORD.finditer(text))[length].start()
            return SmallTalk(Talk.SUMMARY, text[at:].strip(" ?!.“”\"'‘’"))
    return None


@cache
def _lists() -> dict[str, str | list[str]]:
    return tomllib.loads(Path(__file__).parents[1].joinpath("data", "small_talk.toml").read_text(encoding="utf-8"))


@cache
def _phrases() -> dict[str, Talk]:
    return {phrase: talk for talk in Talk if talk is not Talk.SUMMARY for phrase in _lists()[talk.value]}


@cache
def _openings() -> frozenset[str]:
    return frozenset(_lists()["summary"])


@cache
def _longest_opening() -> int:
    return max(len(_WORD.findall(one)) for one in _openings())


@cache
def _fillers() -> frozenset[str]:
    return frozenset(str(_lists()["fillers"]).split())


@cache
def _everything() -> frozenset[str]:
    return frozenset(str(_lists()["everything"]).split())
