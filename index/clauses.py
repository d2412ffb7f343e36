"""Parts of a sentence that have no form of their own but stand behind a cue: reasons, manners, definitions, lists."""

import re

from index.forms import Span

__all__ = ["definitions", "lists", "manners", "reasons"]

# a clause ends at punctuation or a bracket; a comma ends it only after some words
_CLAUSE = r"[^;:()\[\]—.!?\n]{1,300}"
_REASON = re.compile(
    r"\b(?:([Bb]ecause of|[Bb]ecause|[Dd]ue to|[Oo]wing to|[Tt]hanks to|[Ii]n order (?:to|that)|[Ss]o (?:as to|that)"
    r"|[Aa]s a result of|(?:caused|prompted|motivated|driven|triggered) by|[Oo]n (?:the )?grounds (?:of|that)"
    r"|[Aa]imed at|[Ii]n response to|[Oo]n account of|[Ff]or fear of|attributed to|resulting from|resulted from)"
    r"|([Ss]ince|[Aa]s|[Ff]or|to|[Aa]fter|by|led|meant|allow(?:s|ed|ing)?|made|causing)) "
)
_MANNER = re.compile(
    r"\b(?:([Bb]y (?:\w+ing|means of|the use of|way of)|[Tt]hrough|[Uu]sing|[Vv]ia)|([Bb]y|[Ww]ith|[Aa]s|in))"
    r"(?= )"
)
_DEFINITION = re.compile(
    r"(?:\b(?:is|are|was|were) (?=(?:an?|the|one|any|some|used|defined)\b)"
    r"|\b(?:means?|refers? to|stands? for|denotes?) |\bdefined as |, (?=(?:an?|the) )|, (?:known|also called|or) )"
)
_WEAK_DEFINITION = re.compile(r"(?:\b(?:is|are|was|were) |\((?=\w))")
_END = re.compile(r"[;:()\[\]—!?\n]|\.(?!\w)|, (?=(?:which|who|but|and|while|where|although)\b)")
_ITEM = r"(?:[^\s,;:()]++ ){0,4}[^\s,;:()]++"
_LIST = re.compile(rf"{_ITEM}(?:, {_ITEM}){{1,20}}?,? (?:and|or|as well as) {_ITEM}")
_PAIR = re.compile(r"[^\s,;:()]++ (?:and|or) [^\s,;:().]++")
_LONGEST = 300


def _behind(sentence: str, start: int) -> int:
    """Where the clause that begins at ``start`` ends."""
    end = _END.search(sentence, start, start + _LONGEST)
    return end.start() if end else min(len(sentence), start + _LONGEST)


def _clauses(pattern: re.Pattern[str], sentence: str, weak: float) -> list[Span]:
    """The clauses behind a cue; a cue of the pattern's second group has the strength ``weak``."""
    found = []
    for match in pattern.finditer(sentence):
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
    strong = [Span(match.end(), _behind(sentence, match.end())) for match in _DEFINITION.finditer(sentence)]
    weak = [Span(match.end(), _behind(sentence, match.end()), 0.5) for match in _WEAK_DEFINITION.finditer(sentence)]
    begun = {span.start for span in strong}
    return [span for span in [*strong, *(one for one in weak if one.start not in begun)] if span.end > span.start]


def lists(sentence: str) -> list[Span]:
    """Enumerations ("one, two and three"); a pair is a weak one."""
    full = [Span(*match.span()) for match in _LIST.finditer(sentence)]
    pairs = [Span(*match.span(), 0.5) for match in _PAIR.finditer(sentence)] if not full else []
    return full or pairs
