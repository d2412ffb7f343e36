"""Sentences: where each one begins and ends within a run of prose.

Every mark that may end a sentence is judged by the word before it and the word after it alone, with a bounded look
around, so that the time is proportional to the length of the text and the result is the same wherever the text came
from. Where a mark is in doubt, the sentence goes on: two sentences quoted as one are still word for word, half of
one misleads.
"""

import re
from collections.abc import Iterator

from index.text.abbreviations import ABBREVIATIONS, BEFORE_NAMES, BEFORE_NUMBERS, GERMAN_MONTHS, MONTHS, STARTERS, ZONES

__all__ = ["sentences"]

_BRACKET_REACH = 300
"""Characters within which a bracket must close for the marks in it not to count."""

_NEXT_REACH = 200
"""Characters after a mark within which the next word is looked for."""

_SHORT = 4
"""Letters of the longest word that is taken as short for another where it has no vowel."""

_WORD_REACH = 40
"""Characters before a mark that its word is looked for in."""

# The quantifiers are possessive and a run of marks is entered only at its start: no text makes this slow.
# A run of marks is entered only at its start, nothing is read twice (the quantifiers are possessive), and marks
# before a word in lower case are passed over here: no text makes this slow.
_MARK = re.compile(
    r"""(?<![.!?…‽؟।])(?P<mark>[.!?…‽؟।]++)(?P<close>(?:["'”’»›)\]}*_]|\[\d{1,3}\])*+)
        (?:(?=\s|\Z)(?!\s++[a-z](?![A-Z]))|(?=(?P<glued>[A-Z][a-z]*+)\s))
    |(?P<wide>[。！？｡．]++[!?！？]*+[」』”’）】》〉〕｝"'）]*+)""",
    re.VERBOSE,
)
# Finds the places at which the pattern above is tried; nine times as fast as to let that one search.
_CANDIDATE = re.compile(r"""[.!?…‽؟।](?=[\s"'”’»›)\]}*_\[A-Z.!?…‽؟।]|\Z)|[。！？｡．]""")
_NEXT = re.compile(
    r"""\s*+(?P<open>(?:["'“”‘’«‹„(\[{¿¡*_#~•–—-]{1,4}+\s?)?)(?P<word>[^\W_]+(?:['’][^\W_]+)?)?(?P<stop>\.)?"""
)
_WIDE_CLOSE = frozenset("」』”’）】》〉〕｝\"'")
_WIDE_GOES_ON = frozenset("とっ、，,；")
_GOES_ON = frozenset(".,;:)]}%&/=+")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,3}")
_VOWEL = re.compile(r"[aeiouyäöüáéíóúàèìòùâêîôûåæøœ]", re.IGNORECASE)
_ENUMERATOR = re.compile(r"[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[IVXLC]{1,6}|[ivxlc]{1,6})")
_PLAIN = 5
"""Letters in lower case that make a word plain, unless an abbreviation ends in them."""

_ENDINGS = frozenset(
    word[-_PLAIN:] for word in ABBREVIATIONS | BEFORE_NAMES | BEFORE_NUMBERS if len(word) >= _PLAIN and word.isalpha()
)
_STREET = "str"
"""What a German street is short for, before its number: "Gartenstr. 14"."""

_SPEAKER = re.compile(
    r"(?:[A-Z][\w.’'-]*\s+){1,4}(?:said|says|asked|asks|replied|added|cried|shouted|told|wrote|answered)\b"
)
_CAMEL = re.compile(r"[a-z][A-Z]")


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of the sentences of ``text[start:end]``, a run of prose, without the white space around them."""
    begin = reached = _skip_space(text, start, end)
    for candidate in _CANDIDATE.finditer(text, begin, end):
        match = _MARK.match(text, candidate.start(), end) if candidate.start() >= reached else None
        if match is None:
            continue
        reached = match.end()
        if reached < end and _ends(text, begin, match, end):
            yield begin, reached
            begin = reached = _skip_space(text, reached, end)
    while end > begin and text[end - 1].isspace():
        end -= 1
    if begin < end:
        yield begin, end


def _skip_space(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _ends(text: str, begin: int, match: re.Match[str], end: int) -> bool:  # noqa: PLR0911 - one return a rule
    """Whether a mark ends the sentence that began at ``begin``."""
    if _in_bracket(text, begin, match.start(), end):
        return False
    if match["wide"]:
        return not (text[match.end() - 1] in _WIDE_CLOSE and text[match.end()] in _WIDE_GOES_ON)
    if _plainly_ends(text, match):
        return True
    following = _NEXT.match(text, match.end(), min(end, match.end() + _NEXT_REACH))
    if following is None or _goes_on(text, following):
        return False
    before = _word_before(text, begin, match.start())
    if match["glued"]:
        return before.isalpha() and before[-1].islower() and match["glued"].strip().lower() in STARTERS
    if match["mark"] != ".":
        return not _interrupted(text, match, following)
    after = (following["word"] or "").lower()
    # A letter with a stop of its own is an initial: "J. A. Smith".
    starts = after in STARTERS and not (following["stop"] and len(after) == 1)
    if _counts_items(text, begin, match.start(), before):
        return False
    return _full_stop(before, after, starts=starts or bool(match["close"] and following["open"].strip()))


def _goes_on(text: str, following: re.Match[str]) -> bool:
    """Whether what follows a mark cannot begin a sentence: a word in lower case, a comma, another mark."""
    word = following["word"]
    if word is None:
        return bool(following["stop"]) or text[following.end() : following.end() + 1] in _GOES_ON
    return bool(word[0].islower()) and not _CAMEL.match(word)


def _plainly_ends(text: str, match: re.Match[str]) -> bool:
    """Whether a plain word, a stop, a space and a capital stand here: by far the most frequent case, told cheaply."""
    tail = text[match.start() - _PLAIN : match.start()]
    plain = match.group() == "." and tail.isalpha() and tail.islower() and tail not in _ENDINGS
    return plain and text[match.end()].isspace() and text[match.end() + 1 : match.end() + 2].isupper()


def _interrupted(text: str, match: re.Match[str], following: re.Match[str]) -> bool:
    """Whether "?", "!" or "…" stands within a sentence: left out words, or a quotation whose speaker follows."""
    if match["mark"] in {"…", "..."} and text[match.start() - 1 : match.start()] in {"[", "("}:
        return True
    return any(mark in match["close"] for mark in "\"'”’»") and bool(
        _SPEAKER.match(text, following.start("word") if following["word"] else match.end(), match.end() + 120)
    )


def _in_bracket(text: str, begin: int, at: int, end: int) -> bool:
    low, high = max(begin, at - _BRACKET_REACH), min(end, at + _BRACKET_REACH)
    for opening, closing in ("()", "[]", "（）"):
        opened = text.rfind(opening, low, at)
        if opened >= 0 and text.rfind(closing, opened, at) < 0:
            closed = text.find(closing, at, high)
            # A mark right before the bracket closes may end it and the sentence: "(It was late.) They slept."
            if closed > at + 1 or (closed == at + 1 and opened > begin):
                return True
    return False


def _word_before(text: str, begin: int, at: int) -> str:
    """The word that a mark follows, without opening marks and what a hyphen or a dash joins to it."""
    words = text[max(begin, at - _WORD_REACH) : at].rsplit(None, 1)
    word = words[-1].lstrip("\"'“‘«‹„([{¿¡*_") if words else ""
    return re.split(r"[–—/-]", word)[-1]


def _counts_items(text: str, begin: int, at: int, before: str) -> bool:
    """Whether the word before a mark is all of the sentence so far, and a number or letter that counts items."""
    return at - begin <= len(before) + 1 and bool(_ENUMERATOR.fullmatch(text, begin, at))


def _full_stop(before: str, after: str, *, starts: bool) -> bool:  # noqa: PLR0911 - one return a rule
    """Whether a full stop between two words ends the sentence; ``starts``: the second one begins sentences."""
    lower = before.lower()
    number = after[:1].isdigit()
    if number and (lower in BEFORE_NUMBERS or lower in MONTHS or lower.endswith(_STREET)):
        return False
    if after in GERMAN_MONTHS and before.isdigit() and len(before) <= 2:  # noqa: PLR2004 - a day of the month
        return False
    if lower in BEFORE_NAMES:
        return lower in {"st", "ft", "al", "mt"} and starts
    if len(before) == 1 and before.isalpha():
        return starts
    if _DOTTED.fullmatch(before):
        if lower in {"a.m", "p.m"}:
            return not number and after not in ZONES and after[:3] not in MONTHS and not _is_day(after)
        return starts
    doubtful = lower in ABBREVIATIONS or lower in MONTHS or (len(before) <= _SHORT and not _VOWEL.search(before))
    if before[:1].isupper() and doubtful and not before.isupper():
        return starts or (lower in MONTHS and not _is_day(after))
    if lower in ABBREVIATIONS and lower in {"etc", "usw"}:
        return not number
    return True


def _is_day(word: str) -> bool:
    return word in {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "tomorrow"}
