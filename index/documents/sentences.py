"""Sentence splitting within a run of prose.

Every mark that may end a sentence is judged by the words before and after it within a bounded reach, so the time is
linear in the length of the text and the result does not depend on its surroundings. In doubt the sentence goes on: two
sentences quoted as one are still word for word, half of one misleads.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from index.text.language import DEFAULT
from index.text.lexicon import words
from index.text.pack import codes, pack
from index.text.patterns import has_pattern, pattern

__all__ = ["sentences"]

_BRACKET_REACH = 300
"""Characters within which a bracket must close to protect the marks in it."""

_NEXT_REACH = 200
"""Characters after a mark in which the next word is looked for."""

_SHORT = 4
"""Letters of the longest word without a vowel that is taken for an abbreviation."""

_WORD_REACH = 40
"""Characters before a mark in which the previous word is looked for."""

# A run of marks is entered only at its start, possessive quantifiers read nothing twice, and marks before a word in
# lower case fail at once: no text makes this slow.
_MARK = r"""(?<![.!?…‽؟।])(?P<mark>[.!?…‽؟।]++)(?P<close>(?:["'”’“»›)\]}*_]|[\xa0\u202f\x20]?»(?!\w)|\[\d{1,3}\])*+)
        (?:(?=\s|\Z)(?!\s++[a-z](?![A-Z]))|(?=(?P<glued>[A-Z][a-z]*+)\s))
    |(?P<wide>[。！？｡．]++[!?！？]*+[」』”’）】》〉〕｝"'）]*+)"""
# The places at which the pattern above is tried: nine times as fast as searching with it.
_CANDIDATE = r"""[.!?…‽؟।](?=[\s"'”’“»›)\]}*_\[A-Z.!?…‽؟।]|\Z)|[。！？｡．]"""
_NEXT = re.compile(
    r"""\s*+(?P<open>(?:["'“”‘’«‹„(\[{¿¡*_#~•–—-]{1,4}+\s?)?)(?P<word>[^\W_]+(?:['’][^\W_]+)?)?(?P<stop>\.)?"""
)
_WIDE_CLOSE = frozenset("」』”’）】》〉〕｝\"'")
_WIDE_GOES_ON = frozenset("、，,；")
_GOES_ON = frozenset(".,;:)]}%&/=+")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,3}")
_VOWEL = re.compile(
    "[aeiouyäöüáéíóúàèìòùâêîôûåæøœãõěůýőűąęıăāēīōū\u1ea0-\u1ef9аеёиоуыэюяіїєαεηιουωάέήίόύώ]", re.IGNORECASE
)
_ENUMERATOR = re.compile(r"[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[IVXLC]{1,6}|[ivxlc]{1,6})")
_PLAIN = 5
"""Lower-case letters before a full stop that make its word plain, unless an abbreviation ends in them."""

_BEFORE_NAMES, _BEFORE_NUMBERS = words("before_names"), words("before_numbers", "short_months")
_ABBREVIATIONS, _STARTERS = words("abbreviations"), words("sentence_starters")
_MONTHS, _BEFORE_NUMBER_ENDINGS = words("short_months"), tuple(words("before_number_endings"))
_DAYS = words("weekdays", "near_days")
_AFTER_TIMES = words("time_zones") | _DAYS
_NOT_ONLY_BEFORE_NAMES, _UNFINISHED = words("not_only_before_names"), words("unfinished")
_DAY_HALVES = words("day_halves")
_ENDINGS = frozenset(
    word[-_PLAIN:]
    for word in _ABBREVIATIONS | _BEFORE_NAMES | _BEFORE_NUMBERS
    if len(word) >= _PLAIN and word.isalpha()
)
_ROMAN = re.compile(r"[IVXLC]{1,6}")
_CAMEL = re.compile(r"[a-z][A-Z]")


def sentences(text: str, start: int, end: int, language: str = DEFAULT) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences of ``text[start:end]``, prose of a language, without white space around them."""
    begin = reached = _skip_space(text, start, end)
    mark, candidates = _compiled(language)
    for candidate in candidates.finditer(text, begin, end):
        match = mark.match(text, candidate.start(), end) if candidate.start() >= reached else None
        if match is None:
            continue
        reached = match.end()
        if reached < end and _ends(text, begin, match, end, language):
            yield begin, reached
            begin = reached = _skip_space(text, reached, end)
    while end > begin and text[end - 1].isspace():
        end -= 1
    if begin < end:
        yield begin, end


@cache
def _compiled(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of what may end a sentence in a language, which may have marks of its own."""
    marks = f".!?…‽؟।{pack(language).stops}"
    mark, candidate = (one.replace(".!?…‽؟।", marks) for one in (_MARK, _CANDIDATE))
    return re.compile(mark, re.VERBOSE), re.compile(candidate)


@cache
def _wide_speaker() -> re.Pattern[str]:
    """Return a pattern for who is quoted, behind a quotation in a language that is written without spaces."""
    unspaced = (code for code in codes() if pack(code).particles and has_pattern(code, "speaker"))
    return re.compile("|".join(pattern(code, "speaker").pattern for code in unspaced))


@cache
def _months_behind_days() -> frozenset[str]:
    """Return the months of the languages in which a day before them has a full stop: "5. Mai"."""
    return frozenset(month for code in codes() if pack(code).ordinals_end_in_stop for month in pack(code).calendar)


def _skip_space(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _ends(text: str, begin: int, match: re.Match[str], end: int, language: str) -> bool:
    """True if a mark ends the sentence that began at ``begin``."""
    if _in_bracket(text, begin, match.start(), end):
        return False
    if match["wide"]:
        goes_on = text[match.end()] in _WIDE_GOES_ON or _wide_speaker().match(text, match.end())
        return not (text[match.end() - 1] in _WIDE_CLOSE and goes_on)
    if _plainly_ends(text, match):
        return True
    following = _NEXT.match(text, match.end(), min(end, match.end() + _NEXT_REACH))
    if following is None or _goes_on(text, following):
        return False
    return _ends_before(text, begin, match, following, language)


def _ends_before(text: str, begin: int, match: re.Match[str], following: re.Match[str], language: str) -> bool:
    """True if a mark ends a sentence before what follows it, which may begin another one."""
    before = _word_before(text, begin, match.start())
    if match["glued"]:
        return before.isalpha() and before[-1].islower() and match["glued"].strip().lower() in _STARTERS
    if match["mark"] != ".":
        return not _interrupted(text, match, following)
    if _counts_items(text, begin, match.start(), before):
        return False
    after = (following["word"] or "").lower()
    is_initial = following["stop"] and len(after) == 1  # as the second letter of "J. A. Smith"
    starters = _STARTERS if language == DEFAULT else _STARTERS | pack(language).stop_words
    starts = (after in starters and not is_initial) or bool(match["close"] and following["open"].strip())
    stop = _FullStop(before, after, starts)
    if language == DEFAULT:
        return _full_stop_ends(stop)
    return not _goes_on_in(stop, language) and (_is_small_word(stop, language) or _full_stop_ends(stop))


def _goes_on_in(stop: "_FullStop", language: str) -> bool:
    """True if a full stop behind an abbreviation or an ordinal of a language stands within a sentence."""
    of = pack(language)
    if stop.word.replace("’", "'").rpartition("'")[2] in of.abbreviations:  # of "L'art." the last part
        return not stop.starts or not of.letter_case
    return not stop.starts and of.ordinals_end_in_stop and (stop.day or bool(_ROMAN.fullmatch(stop.before)))


def _is_small_word(stop: "_FullStop", language: str) -> bool:
    """True if the word before a full stop is one of the language, though it may be an abbreviation in English."""
    return len(stop.before) > 1 and stop.before in pack(language).stop_words


def _goes_on(text: str, following: re.Match[str]) -> bool:
    """True if what follows a mark cannot begin a sentence: a word in lower case, a comma, another mark."""
    word = following["word"]
    if word is None:
        return bool(following["stop"]) or text[following.end() : following.end() + 1] in _GOES_ON
    return bool(word[0].islower()) and not _CAMEL.match(word)


def _plainly_ends(text: str, match: re.Match[str]) -> bool:
    """True for a plain word, a full stop, a space and a capital: by far the most frequent case, decided cheaply."""
    tail = text[match.start() - _PLAIN : match.start()]
    plain = match.group() == "." and tail.isalpha() and tail.islower() and tail not in _ENDINGS
    return plain and text[match.end()].isspace() and text[match.end() + 1 : match.end() + 2].isupper()


def _interrupted(text: str, match: re.Match[str], following: re.Match[str]) -> bool:
    """True if "?", "!" or "…" stands within a sentence: in "[…]", or in a quotation that its speaker follows."""
    if match["mark"] in {"…", "..."} and text[match.start() - 1 : match.start()] in {"[", "("}:
        return True
    if not any(mark in match["close"] for mark in "\"'”’»"):
        return False
    behind = following.start("word") if following["word"] else match.end()
    return pattern(DEFAULT, "speaker").match(text, behind, match.end() + 120) is not None


def _in_bracket(text: str, begin: int, at: int, end: int) -> bool:
    """True if the mark at ``at`` stands in brackets that close within reach."""
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
    """Return the word before a mark, without opening marks and what a hyphen or a dash joins to it."""
    parts = text[max(begin, at - _WORD_REACH) : at].rsplit(None, 1)
    word = parts[-1].lstrip("\"'“‘«‹„([{¿¡*_") if parts else ""
    return re.split(r"[–—/-]", word)[-1]


def _counts_items(text: str, begin: int, at: int, before: str) -> bool:
    """True if the sentence so far is only a number or a letter that counts items."""
    return at - begin <= len(before) + 1 and bool(_ENUMERATOR.fullmatch(text, begin, at))


class _FullStop(NamedTuple):
    """A full stop between ``before`` and ``after``, which is in lower case; ``starts`` if that begins sentences."""

    before: str
    after: str
    starts: bool

    @property
    def word(self) -> str:
        return self.before.lower()

    @property
    def before_number(self) -> bool:
        return self.after[:1].isdigit()

    @property
    def day(self) -> bool:
        return self.before.isdigit() and len(self.before) <= len("31")

    @property
    def capitalised(self) -> bool:
        return self.before[:1].isupper() and not self.before.isupper()

    @property
    def abbreviated(self) -> bool:
        return self.word in _ABBREVIATIONS or (len(self.before) <= _SHORT and not _VOWEL.search(self.before))


def _never(_: _FullStop) -> bool:
    return False


def _if_starter_follows(stop: _FullStop) -> bool:
    return stop.starts


def _unless_number_follows(stop: _FullStop) -> bool:
    return not stop.before_number


def _unless_day_follows(stop: _FullStop) -> bool:
    return stop.starts or stop.after not in _DAYS


def _unless_time_goes_on(stop: _FullStop) -> bool:
    return not (stop.before_number or stop.after in _AFTER_TIMES or stop.after[:3] in _MONTHS)


_Condition = Callable[[_FullStop], bool]
_RULES: tuple[tuple[_Condition, _Condition], ...] = (  # the first that applies decides; else the sentence ends
    (lambda stop: stop.before_number and stop.word in _BEFORE_NUMBERS, _never),  # No. 5 · Jan. 5
    (lambda stop: stop.before_number and stop.word.endswith(_BEFORE_NUMBER_ENDINGS), _never),  # Gartenstr. 14
    (lambda stop: stop.day and stop.after in _months_behind_days(), _never),  # 5. Mai
    (lambda stop: stop.word in _NOT_ONLY_BEFORE_NAMES, _if_starter_follows),  # St. Mary · Main St. It
    (lambda stop: stop.word in _BEFORE_NAMES, _never),  # Dr. Jones
    (lambda stop: len(stop.before) == 1 and stop.before.isalpha(), _if_starter_follows),  # J. Smith · vitamin C. The
    (lambda stop: stop.word in _DAY_HALVES, _unless_time_goes_on),  # 5 p.m. Eastern
    (lambda stop: bool(_DOTTED.fullmatch(stop.before)), _if_starter_follows),  # U.S. Army
    (lambda stop: stop.capitalised and stop.word in _MONTHS, _unless_day_follows),  # Dec. Monday
    (lambda stop: stop.capitalised and stop.abbreviated, _if_starter_follows),  # Apple Inc. Chief
    (lambda stop: stop.word in _UNFINISHED, _unless_number_follows),  # etc. 5
)


def _full_stop_ends(stop: _FullStop) -> bool:
    """Apply the first rule that fits a full stop; without one, it ends the sentence."""
    return next((ends(stop) for applies, ends in _RULES if applies(stop)), True)
