"""What a sentence says of somebody beside the name: the office before it, what a comma or "is" joins behind it."""

import re
from itertools import islice

from index.annotation.clauses import definitions
from index.annotation.entities import Name, names, office
from index.annotation.quantities import Span
from index.text.lexicon import NOUNS, words

__all__ = ["described", "descriptions"]

_WHO = re.compile(r"\W*who(?:['’]s| is| was| are| were)\s+(.{1,80}?)\W*$", re.IGNORECASE)
_ROLES = words("titles") | NOUNS["person"] | {"member", "members", "head", "deputy", "one"}
_BESIDE = words("titles", "offices", "nations") | NOUNS["person"]
_BEHIND = re.compile(r"(?: \([^()]{1,60}\))?(?:(, )|,? (?:is|was|are|were|became|serves as|served as) )(?=\w)")
_END = re.compile(r"[,;:()\[\]—!?\n]|\.(?!\w)| (?:who|which|that|is|was|are|were|has|had|said|says|told|met)\b")
_DETERMINED = re.compile(r"(?:an?|the|one|his|her|its|their) ")
_WORD = re.compile(r"[\w.'’-]+")
# how many words an office may stand behind the comma that opens it, how often a name is looked for, and the longest
_ROLE, _OFTEN, _LONGEST = 4, 5, 300


def described(question: str) -> str | None:
    """The name in "Who is Guo Shengkun?", or None where a question asks for anything else."""
    match = _WHO.match(question)
    return match.group(1) if match else None


def descriptions(sentence: str, name: str) -> list[Span]:
    """What is said of a name where it stands; where the sentence lacks it, weakly what it says of anything.

    The name is looked for as a whole, and then by its words with a capital.
    """
    found = _places(sentence, name)
    if not found:
        return [Span(one.start, one.end, 0.5) for one in definitions(sentence)]
    runs = names(sentence)
    sides = [_before(sentence, start, runs) for start, _ in found] + [_behind(sentence, end) for _, end in found]
    return [one for one in sides if one]


def _places(sentence: str, name: str) -> list[tuple[int, int]]:
    """Where a name stands: offsets, end exclusive."""
    words_of = name.split()
    whole = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words_of)) + r"(?!\w)", re.IGNORECASE)
    found = [match.span() for match in islice(whole.finditer(sentence), _OFTEN)]
    if found:
        return found
    parts = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(word.capitalize()) for word in words_of) + r")(?!\w)")
    return [match.span() for match in islice(parts.finditer(sentence), _OFTEN)]


def _before(sentence: str, start: int, runs: list[Name]) -> Span | None:
    """The office before a name: "State Councilor and Minister of Public Security" before "Guo Shengkun"."""
    begin = next((run.start for run in runs if run.start < start < run.end), start)
    held = sentence[begin:start].split()
    if held and not office([word.lower().rstrip(".") for word in held]):
        return None
    for run in reversed([one for one in runs if one.end < begin]):
        joined = held and sentence[run.end : begin] in {" and ", ", ", ", and "}
        if not joined or office(run.words) < len(run.words):
            break
        begin = run.start
    for word in reversed(list(_WORD.finditer(sentence, max(0, begin - _LONGEST), begin))):
        if word.group().lower() not in _BESIDE or sentence[word.end() : begin] != " ":
            break
        begin = word.start()
    return Span(begin, start - 1) if begin < start - 1 else None


def _behind(sentence: str, end: int) -> Span | None:
    """What stands behind a name and a comma, or "is": an office, or what has an article; behind "is" weakly more."""
    match = _BEHIND.match(sentence, end)
    if match is None:
        return None
    start = match.end()
    close = _END.search(sentence, start, start + _LONGEST)
    stop = close.start() if close else min(len(sentence), start + _LONGEST)
    stop = start + len(sentence[start:stop].rstrip())
    opening = [word.lower() for word in sentence[start:stop].split()[:_ROLE]]
    role = bool(_ROLES.intersection(opening)) and not _is_another(sentence[start:stop])
    if role or _DETERMINED.match(sentence, start):
        return Span(start, stop)
    return Span(start, stop, 0.5) if not match.group(1) and stop > start else None


def _is_another(said: str) -> bool:
    """Whether what follows a comma is the next one of a list of people: "Attorney General Loretta Lynch"."""
    first = next(iter(names(said)), None)
    return first is not None and first.start == 0 and 0 < office(first.words) < len(first.words)
