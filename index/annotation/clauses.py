"""Clauses found by the cue word in front of them: reasons, manners, definitions, lists, locations."""

import re

from index.annotation.quantities import Span, compiled

__all__ = ["definitions", "lists", "locations", "manners", "names", "reasons"]

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
# a comma ends a clause only in front of these words
_END = re.compile(r"[;:()\[\]—!?\n]|\.(?!\w)|, (?=(?:which|who|but|and|while|where|although)\b)")
_AND = re.compile(r",? (?:and|or|as well as) ")
_BREAK = re.compile(r"[;:()]")
# the longest item of an enumeration, in characters and in the spaces between its words
_ITEM_LENGTH, _ITEM_SPACES = 60, 4
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
_LONGEST_CLAUSE = 300  # characters
_WEAK = 0.4  # the strength of a clause whose cue often introduces something else


def _clause_end(sentence: str, start: int) -> int:
    """Return the offset at which the clause that begins at ``start`` ends."""
    end = _END.search(sentence, start, start + _LONGEST_CLAUSE)
    return end.start() if end else min(len(sentence), start + _LONGEST_CLAUSE)


def _clauses(pattern: str, sentence: str, *, with_cue: bool = False) -> list[Span]:
    """Return the clauses that follow a cue, weak ones for a cue of the pattern's second group."""
    spans = []
    for match in compiled(pattern).finditer(sentence):
        end = _clause_end(sentence, match.end())
        start = match.start() if with_cue else match.end()
        if end > start:
            spans.append(Span(start, end, 1.0 if match.group(1) else _WEAK))
    return spans


def _with_weak(strong: list[Span], weak: list[Span]) -> list[Span]:
    """Return the strong spans, then the weak ones that begin at none of their starts."""
    starts = {span.start for span in strong}
    return [*strong, *(span for span in weak if span.start not in starts)]


def reasons(sentence: str) -> list[Span]:
    """Return the clauses that follow "because", "due to", "in order to"; weak ones follow "as", "for", "to"."""
    return _clauses(_REASON, sentence)


def manners(sentence: str) -> list[Span]:
    """Return the clauses that begin with "by doing", "through", "using"; weak ones begin with "by", "with", "as"."""
    return _clauses(_MANNER, sentence, with_cue=True)


def definitions(sentence: str) -> list[Span]:
    """Return the clauses that follow "is a", "means", ", the"; weak ones follow a bare "is" or stand in brackets."""
    strong = [
        Span(match.end(), _clause_end(sentence, match.end())) for match in compiled(_DEFINITION).finditer(sentence)
    ]
    weak = [
        Span(match.end(), _clause_end(sentence, match.end()), 0.5)
        for match in compiled(_WEAK_DEFINITION).finditer(sentence)
    ]
    return [span for span in _with_weak(strong, weak) if span.end > span.start]


def lists(sentence: str) -> list[Span]:
    """Return the enumerations ("one, two and three") of items of at most five words; a pair is a weak one."""
    spans = []
    for match in _AND.finditer(sentence):
        begin, items = match.start(), 1
        while (comma := sentence.rfind(", ", max(0, begin - _ITEM_LENGTH), begin)) >= 0:
            item = sentence[comma + 2 : begin]
            if item.count(" ") > _ITEM_SPACES or _BREAK.search(item):
                break
            begin, items = comma, items + 1
        first = compiled(_FIRST).search(sentence, max(0, begin - _ITEM_LENGTH), begin)
        last = compiled(_LAST).match(sentence, match.end())
        if first and last:
            named = sentence[first.start()].isupper() and sentence[match.end()].isupper()
            spans.append(Span(first.start(), last.end(), 1.0 if items > 1 else 0.7 if named else 0.3))
    return spans


def names(sentence: str) -> list[Span]:
    """Return the names that follow "called" or "known as"; weak ones are anything in quotation marks."""
    called = [Span(match.start(1), match.end(1)) for match in compiled(_CALLED).finditer(sentence)]
    quoted = [Span(match.start(1), match.end(1), 0.5) for match in _QUOTED.finditer(sentence)]
    return _with_weak(called, quoted)


def locations(sentence: str) -> list[Span]:
    """Return the likely locations without a name: "in nursing homes", "near the border"."""
    return [Span(match.start(1), match.end(), _WEAK) for match in compiled(_LOCATION).finditer(sentence)]
