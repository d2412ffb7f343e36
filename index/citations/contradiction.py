"""Contradictions: differences between a quote and its source that turn the meaning round.

They are a negation, a number, a date or a name that differs, by the words alone; that two other words mean the
opposite is not known here.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from index.citations.alignment import Difference
from index.text.lexicon import words
from index.text.pack import codes, pack
from index.text.word_patterns import UNSPACED

__all__ = ["contradicts", "negates"]

ASIDE = 4
"""The most words that a quote leaves out with a negation among them that count as the negation alone."""

AROUND = 200_000
"""Characters of a source in which a word is looked for in lower case, to tell a name from a first word."""

_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "non-", "mis")
_OPPOSED = (
    frozenset({"yesterday", "today", "tomorrow"}),
    frozenset({"last", "next", "this"}),
    frozenset({"before", "after"}),
    frozenset({"allowed", "forbidden"}),
    frozenset({"permitted", "prohibited"}),
    frozenset({"legal", "illegal"}),
    frozenset({"more", "less", "fewer"}),
    frozenset({"always", "sometimes", "never"}),
    frozenset({"all", "some", "none"}),
)
_CARDINALS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES = {name: str(value) for value, name in enumerate(f"{_CARDINALS} seventeen eighteen nineteen".split())}
_VALUES |= {name: str(10 * value) for value, name in enumerate(_TENS.split(), start=2)}
_ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_VALUES |= {name: f"{value}." for value, name in enumerate(_ORDINALS.split())}
_SCALES = r"(?:hundred|thousand|million|billion|trillion|dozen)s?"
_NUMBER = re.compile(
    rf"(?<![^\W_])(?:[$€£¥]\s?)?(?:\d+(?:[.,:]\d+)*[^\W\d_]{{0,4}}|{'|'.join(_VALUES)})(?:[\s-]{_SCALES})?(?![^\W_])"
    rf"|(?<![^\W_]){_SCALES}(?![^\W_])|[$€£¥]\s?\d+(?:[.,:]\d+)*",
    re.IGNORECASE,
)
_CJK_NUMBER = re.compile(r"[〇零一二三四五六七八九十百千万萬亿億两兩日]+")
_DAYS = words("months", "weekdays")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_STARTS = re.compile(r"(?:\A|[.!?:;。！？\n“\"„«‘(>#*|-])\s*\Z")
_GERMAN = re.compile(r"(?<![^\W_])(?:der|die|das|und|ist|von)(?![^\W_])")
_ENGLISH = re.compile(r"(?<![^\W_])(?:the|and|of|is)(?![^\W_])")


def negates(text: str) -> bool:
    """True if a text holds a word that negates, in any language that has a pack."""
    return bool(_negation().search(text))


@cache
def _negation() -> re.Pattern[str]:
    listed = sorted(frozenset().union(*(pack(code).negations for code in codes())))
    spaced = "|".join(word for word in listed if not UNSPACED.match(word))
    unspaced = "|".join(word for word in listed if UNSPACED.match(word))
    clipped = r"n['’]t(?![^\W_])|(?<![^\W_])['’]t(?![^\W_])|n['’](?=[aeiouyéêh])"
    return re.compile(rf"(?<![^\W_])(?:{spaced})(?![^\W_])|{clipped}|{unspaced}", re.IGNORECASE)


def contradicts(quote: str, shown: str, differences: Sequence[Difference], text: str) -> bool:
    """True if a quote that is nearly ``shown`` in a source differs from it in a negation, number, date or name.

    ``differences`` are those of the quote's words from ``shown``, and ``text`` is that of the source.
    """
    changed = [one for one in differences if one[0] in {"replaced", "missing", "added"}]
    if any(_turned(*one) for one in changed):
        return True
    if not _follows(list(_numbers(quote)), _numbers(shown)) or not _follows(list(_days(quote)), _days(shown)):
        return True
    replaced = [one for one in changed if one[0] == "replaced"]
    if not replaced or _is_german(text):
        return False
    return any(_renamed(ours, theirs, quote, shown, text) for _, ours, theirs in replaced)


def _is_german(text: str) -> bool:
    """True for a text in which every noun is written as names are."""
    return len(_GERMAN.findall(text, 0, AROUND)) > len(_ENGLISH.findall(text, 0, AROUND))


def _turned(kind: str, ours: str, theirs: str) -> bool:
    """True if a difference negates, or swaps words or numbers that exclude each other."""
    if kind == "missing":
        return len(_WORD.findall(theirs)) <= ASIDE and negates(theirs)
    if kind == "added":
        return negates(ours)
    if negates(ours) != negates(theirs):
        return True
    mine, other = (_WORD.findall(part.lower()) for part in (ours, theirs))
    pairs = list(zip(mine, other, strict=False)) if len(mine) == len(other) else []
    if any(one != two and (_prefixed(one, two) or _opposed(one, two)) for one, two in pairs):
        return True
    counts = list(_numbers(ours, single=True)), list(_numbers(theirs, single=True))
    return (all(counts) and counts[0] != counts[1]) or bool(
        _CJK_NUMBER.fullmatch(ours) and _CJK_NUMBER.fullmatch(theirs)
    )


def _prefixed(one: str, other: str) -> bool:
    return any(one == prefix + other or other == prefix + one for prefix in _PREFIXES)


def _opposed(one: str, other: str) -> bool:
    return any(one in group and other in group for group in _OPPOSED)


def _numbers(text: str, *, single: bool = False) -> Iterator[str]:
    """Yield the numbers of a text in one form; "one" only if ``single``, as it mostly is no number."""
    for match in _NUMBER.finditer(text):
        form = match[0].lower()
        if form in {"one", "first", "second"} and not single:
            continue
        parts = re.split(r"[\s-]+", form)
        head = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", _VALUES.get(parts[0], parts[0]))
        yield " ".join([re.sub(r"(?<=\d)(?:st|nd|rd|th)$", ".", head), *(part.rstrip("s") for part in parts[1:])])


def _days(text: str) -> Iterator[str]:
    """Yield the months and weekdays of a text by their first three letters."""
    for match in _WORD.finditer(text):
        if match[0][0].isupper() and match[0].lower() in _DAYS:
            yield match[0][:3].lower()


def _follows(wanted: Sequence[str], found: Iterable[str]) -> bool:
    """True if all wanted ones occur among those found, in their order."""
    rest = iter(found)
    return all(one in rest for one in wanted)


def _renamed(ours: str, theirs: str, quote: str, shown: str, text: str) -> bool:
    """True if a name stands for another."""
    mine = set(_names(ours, quote, text))
    other = set(_names(theirs, shown, text))
    return bool(mine and other and mine.isdisjoint(other)) and not (_initials(ours, theirs) or _initials(theirs, ours))


def _names(part: str, whole: str, text: str) -> Iterator[str]:
    """Yield the names of a part of a text, without the ending of a genitive."""
    at = max(whole.find(part), 0)
    for match in _WORD.finditer(part):
        word = match[0]
        starts = _STARTS.search(whole, 0, at + match.start())
        if word[0].isupper() and word != "I" and not (starts and _common(word, text)):
            yield re.sub(r"['’]s?$", "", word).casefold()


def _common(word: str, text: str) -> bool:
    """True for a word that is written in lower case elsewhere in a source, or nowhere else in upper case."""
    lower = re.compile(rf"(?<![^\W_]){re.escape(word.lower())}(?![^\W_])")
    within = re.compile(rf"(?<=[^\W_] ){re.escape(word)}(?![^\W_])")
    return bool(lower.search(text, 0, AROUND)) or not within.search(text, 0, AROUND)


def _initials(short: str, long: str) -> bool:
    """True if one name is the initials of another."""
    letters = "".join(word[0] for word in _WORD.findall(long) if word[0].isupper())
    return short.replace(".", "").strip().upper() == letters.upper() and len(letters) > 1
