"""Subjects of questions in their own words, to tell a person what a follow-up inherits."""

import re
from collections.abc import Iterator, Sequence

from index.annotation.entities import UPPER, names
from index.query.phrases import BEING, Word, after_opening, is_verb, split
from index.text.lexicon import FUNCTION_WORDS, words

__all__ = ["subject"]

MOST_PHRASES = 3
"""Noun phrases of a subject at most."""

_DETERMINERS = words("articles", "possessives", "demonstratives")
_ORDINALS, _DATES, _ACTIONS = words("ordinals"), words("months", "weekdays"), words("actions")
_ENDING = (FUNCTION_WORDS - words("requests") - _ORDINALS) | words("adverbs")
_DOING, _ASKING = words("doing"), words("partial")
_CAUSAL = words("causal")
_VERBAL = _ACTIONS | words("auxiliaries")
_CAPITAL = re.compile(f"[{UPPER}]")
_TAIL = re.compile(r"(?:-\w+)+")
# the text between two words of one phrase
_JOINING = frozenset([" ", "-", ".", "'s ", "’s ", "s ", "' ", "’ ", ". "])


def subject(questions: Sequence[str]) -> str:
    """Return the noun phrases of questions that have an article or a name, or else the others, joined by "…".

    The focus ("How many people") is left out. If there is no noun phrase, the first question is returned.
    """
    phrases = [(question, phrase) for question in questions for phrase in _phrases(question)]
    definite = [(question, phrase) for question, phrase in phrases if _is_definite(question, phrase)]
    written = dict.fromkeys(_written(question, phrase) for question, phrase in (definite or phrases))
    return " … ".join([*written][:MOST_PHRASES]) or questions[0].strip(" \t?!.")


def _is_definite(question: str, phrase: Sequence[Word]) -> bool:
    return phrase[0].text in _DETERMINERS or _is_capital(question, phrase[-1])


def _written(question: str, phrase: Sequence[Word]) -> str:
    """Return a phrase as written, up to the end of its last word or name: "the U.S."."""
    end = phrase[-1].end
    end = max([end, *(name.end for name in names(question) if name.start < end < name.end)])
    tail = _TAIL.match(question, end)
    return question[phrase[0].start : tail.end() if tail else end]


def _phrases(question: str) -> Iterator[list[Word]]:
    """Yield the noun phrases of a question, in order; those joined by "of", and names joined by "and", as one."""
    open_phrase: list[Word] = []
    for run in _runs(question):
        link = question[open_phrase[-1].end : run[0].start].lower() if open_phrase else ""
        pair = link == " and " and _is_capital(question, open_phrase[-1]) and _is_capital(question, run[0])
        if link == " of " or pair:
            open_phrase += run
            continue
        if open_phrase:
            yield open_phrase
        open_phrase = run
    if open_phrase:
        yield open_phrase


def _runs(question: str) -> Iterator[list[Word]]:
    """Yield the runs of nouns and their modifiers, each with its determiner, without the focus."""
    found = after_opening(split(question))
    at = 0
    while at < len(found):
        begin = at
        at += found[at].text in _DETERMINERS
        first = at
        while at < len(found) and _goes_on(question, found, first, at):
            at += 1
        last = at - (at - first > 1 and _ends_in_verb(question, found, begin, at))
        is_focus = begin > 0 and found[begin - 1].text in _ASKING
        if not is_focus and any(word.text not in _DATES and not word.text.isdigit() for word in found[first:last]):
            yield found[begin:last]
        at = max(at, begin + 1)


def _goes_on(question: str, found: Sequence[Word], first: int, at: int) -> bool:
    """True if the word at ``at`` continues the run that begins at ``first``: it is no function word and no verb."""
    word, opens = found[at], at == first
    link = "" if opens else question[found[at - 1].end : word.start]
    if link in {"-", "&"}:  # "the plugs-out test", "the V&A"
        return True
    capital = _is_capital(question, word)
    if word.text in _ENDING and not (capital and question[word.start : word.end].isupper() and word.text != "i"):
        return False
    determined = first > 0 and found[first - 1].text in _DETERMINERS | _ASKING
    if not opens and link not in _JOINING:
        return False
    if capital or word.text.isdigit() or word.text in _ORDINALS or (opens and determined):
        return True
    behind_name = not opens and not determined and link == " " and _is_capital(question, found[at - 1])
    return not behind_name and not is_verb(word.text) and word.text not in _ACTIONS


def _ends_in_verb(question: str, found: Sequence[Word], begin: int, end: int) -> bool:
    """True if the last word of a run is its predicate: "did the army march", "is the museum open"."""
    before, last = found[begin - 1].text if begin else "", found[end - 1]
    says = before in BEING and (begin == 1 or found[begin - 2].text in _CAUSAL) and end == len(found)
    verb_follows = any(is_verb(word.text) or word.text in _VERBAL for word in found[end:])
    whole = last.text.isdigit() or _is_capital(question, last) or question.startswith(" of ", last.end)
    return (before in _DOING or says) and not verb_follows and not whole


def _is_capital(question: str, word: Word) -> bool:
    return word.start > 0 and _CAPITAL.match(question, word.start) is not None
