"""Parts of a sentence that have no form of their own but stand behind a cue: reasons, manners, definitions, lists."""

import re

from index.annotation.quantities import Span, compiled

__all__ = ["definitions", "lists", "locations", "manners", "names", "reasons"]

# a clause ends at punctuation or a bracket; a comma ends it only after some words
_CLAUSE = r"[^;:()\[\]—.!?\n]{1,300}"
_REASON = (
    r"\b(?:([Bb]ecause of|[Bb]ecause|[Dd]ue to|[Oo]wing to|[Tt]hanks to|[Ii]n order (?:to|that)|[Ss]o (?:as to|that)"
    r"|[Aa]s a result of|(?:caused|prompted|motivated|driven|triggered) by|[Oo]n (?:the )?grounds (?:of|that)"
    r"|[Aa]imed at|[Ii]n response to|[Oo]n account of|[Ff]or fear of|attributed to|resulting from|resulted from)"
    r"|([Ss]ince|[Aa]s|[Ff]or|to|[Aa]fter|by|led|meant|allow(?:s|ed|ing)?|made|causing)) "
)
_MANNER = (
    r"\b(?:([Bb]y (?:\w+ing|means of|the use of|way of)|[Tt]hrough|[Uu]sing|[Vv]ia)|([Bb]y|[Ww]ith|[Aa]s|in))"
    r"(?= )"
)
_DEFINITION = (
    r"(?:\b(?:is|are|was|were) (?=(?:an?|the|one|any|some|used|defined)\b)"
    r"|\b(?:means?|refers? to|stands? for|denotes?) |\bdefined as |, (?=(?:an?|the) )|, (?:known|also called|or) )"
)
_WEAK_DEFINITION = r"(?:\b(?:is|are|was|were) |\((?=\w))"
_END = re.compile(r"[;:()\[\]—!?\n]|\.(?!\w)|, (?=(?:which|who|but|and|while|where|although)\b)")
_AND = re.compile(r",? (?:and|or|as well as) ")
_BREAK = re.compile(r"[;:()]")
# an item of an enumeration: its longest length in characters, and its words less one
_ITEM, _WORDS = 60, 4
_ITEM_WORD = (
    r"(?!(?:the|an?|of|in|on|at|to|for|by|with|from|is|are|was|were|and|or|as|that|which|who|like|includ(?:e[sd]?|ing))\b)"
    r"[^\s,;:()]++"
)
_FIRST = rf"(?<![^\s\"“])(?:(?:the |a |an )?{_ITEM_WORD}(?: {_ITEM_WORD}){{0,3}})$"
_LAST = rf"(?:the |a |an )?{_ITEM_WORD}(?: {_ITEM_WORD}){{0,3}}"
_LOCATION = (
    r"\b(?:in|at|near|within|on|inside|from|to|into|across|outside|under|over|behind|between) "
    r"((?:the |a |an |its |their )?(?!\d)[^\s,;:().]++"
    r"(?: (?!(?:and|or|to|in|on|at|by|is|are|was|were|that|which|who|but|with|as|for|from)\b)[^\s,;:().]++){0,4})"
)
_CALLED = (
    r"\b(?:called|known as|named|termed|dubbed|nicknamed|titled|entitled|referred to as|designated) (?:as )?"
    r"(?:the |an? )?[\"“'‘]?((?:(?!(?:which|who|and|in|on|at|by|is|was|after|for|from)\b)[^\s,;:().\"”]++ ?){1,6})"
)
_QUOTED = re.compile(r"[\"“]([^\"“”]{2,60})[\"”]")
_LONGEST = 300


def _behind(sentence: str, start: int) -> int:
    """Where the clause that begins at ``start`` ends."""
    end = _END.search(sentence, start, start + _LONGEST)
    return end.start() if end else min(len(sentence), start + _LONGEST)


def _clauses(pattern: str, sentence: str, weak: float) -> list[Span]:
    """The clauses behind a cue; a cue of the pattern's second group has the strength ``weak``."""
    found = []
    for match in compiled(pattern).finditer(sentence):
        end = _behind(sentence, match.end())
        start = match.start() if pattern is _MANNER else match.end()
        if end > start:
            found.append(Span(start, end, 1.0 if match.group(1) else weak))
    return found


def reasons(sentence: str) -> list[Span]:
    """What stands behind "because", "due to", "in order to"; behind "as", "for", "to" only perhaps."""
    return _clauses(_REASON, sentence, 0.4)


def manners(sentence: str) -> list[Span]:
    """What begins with "by doing", "through", "using"; with "by", "with", "as" only perhaps."""
    return _clauses(_MANNER, sentence, 0.4)


def definitions(sentence: str) -> list[Span]:
    """What stands behind "is a", "means", ", the"; behind a bare "is" or in brackets only perhaps."""
    strong = [Span(match.end(), _behind(sentence, match.end())) for match in compiled(_DEFINITION).finditer(sentence)]
    weak = [
        Span(match.end(), _behind(sentence, match.end()), 0.5)
        for match in compiled(_WEAK_DEFINITION).finditer(sentence)
    ]
    begun = {span.start for span in strong}
    return [span for span in [*strong, *(one for one in weak if one.start not in begun)] if span.end > span.start]


def lists(sentence: str) -> list[Span]:
    """Enumerations ("one, two and three"), of items of at most five words; a pair is a weak one."""
    found = []
    for match in _AND.finditer(sentence):
        begin, items = match.start(), 1
        while (comma := sentence.rfind(", ", max(0, begin - _ITEM), begin)) >= 0:
            item = sentence[comma + 2 : begin]
            if item.count(" ") > _WORDS or _BREAK.search(item):
                break
            begin, items = comma, items + 1
        first = compiled(_FIRST).search(sentence, max(0, begin - _ITEM), begin)
        last = compiled(_LAST).match(sentence, match.end())
        if first and last:
            named = sentence[first.start()].isupper() and sentence[match.end()].isupper()
            found.append(Span(first.start(), last.end(), 1.0 if items > 1 else 0.7 if named else 0.3))
    return found


def names(sentence: str) -> list[Span]:
    """What something is called: behind "called" and "known as", or in quotation marks."""
    behind = [Span(match.start(1), match.end(1)) for match in compiled(_CALLED).finditer(sentence)]
    quoted = [Span(match.start(1), match.end(1), 0.5) for match in _QUOTED.finditer(sentence)]
    begun = {span.start for span in behind}
    return [*behind, *(one for one in quoted if one.start not in begun)]


def locations(sentence: str) -> list[Span]:
    """Where something may be without a name: "in nursing homes", "near the border"."""
    return [Span(match.start(1), match.end(), 0.4) for match in compiled(_LOCATION).finditer(sentence)]
