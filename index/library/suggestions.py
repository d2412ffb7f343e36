"""Suggestions: titles, names and likely questions that complete what was typed so far."""

import re
from collections.abc import Iterator, Sequence

from index.annotation.entities import names, persons
from index.documents.article import Candidate
from index.retrieval.engine import Engine
from index.text.analyzer import analyzer

__all__ = ["ACRONYM", "LONGEST", "SURE", "suggest"]

LONGEST = 100
"""Characters of a suggestion at most: what Discord's autocomplete shows."""

POOL = 30
"""Passages that are searched for names; set by hand."""

COMPLETED = 5
"""Known terms that are tried for a word that is still being typed; set by hand."""

BEGUN = 3
"""Letters that a word needs to be completed; set by hand."""

SURE = 0.9
"""The strength from which on a span is surely a person, so that "Who is …?" is suggested; set by hand."""

UNFINISHED = 0.5
"""The boost of a term that the last word may become, where a typed one has 1.0; set by hand."""

_WORDS = re.compile(r"\w+")
ACRONYM = re.compile(r"\(([A-Z][A-Z.&]{1,9})\)")


def suggest(engine: Engine, typed: str, limit: int) -> Sequence[str]:
    """Suggest at most ``limit`` texts of at most 100 characters, those with most of the typed words first.

    Each is something that the sources have: an article's title, a person ("Who is Guo Shengkun?"), an abbreviation
    that they explain ("What is CPLA?"), another name, or what was typed with its last word completed. If nothing was
    typed, they are the first titles.
    """
    begun = [word.casefold() for word in _WORDS.findall(typed)]
    if not begun:
        titles = (record.title for record in engine.records(limit * 2))
        return [title for title in dict.fromkeys(titles) if len(title) <= LONGEST][:limit]
    found = engine.candidates(_boosts(engine, typed, begun[-1]), POOL)
    texts = [candidate.passage.plain for candidate in found]
    offered = dict.fromkeys(_titles(engine, found))
    offered |= dict.fromkeys(one for text in texts for one in _names_and_questions(text))
    offered |= dict.fromkeys(one for text in texts for one in _completed(text, typed))
    folded = {one.casefold(): (one, _typed_words(one, begun)) for one in reversed(offered) if len(one) <= LONGEST}
    fitting = [(one, words) for one, words in reversed(folded.values()) if words]
    return [one for one, _ in sorted(fitting, key=lambda pair: -pair[1])][:limit]


def _boosts(engine: Engine, typed: str, last: str) -> dict[str, float]:
    """Boosts for the terms typed so far, and for those that the last word may become."""
    boosts: dict[str, float] = {}
    for own in map(analyzer, engine.languages):
        boosts |= dict.fromkeys(engine.completions(own.term(last) or last, COMPLETED), UNFINISHED)
    return boosts | {one.term: 1.0 for code in engine.languages for one in analyzer(code).tokens(typed, question=True)}


def _titles(engine: Engine, found: Sequence[Candidate]) -> Iterator[str]:
    for name in dict.fromkeys(candidate.passage.source for candidate in found):
        if record := engine.record(name):
            yield record.title


def _names_and_questions(text: str) -> Iterator[str]:
    """The names in a passage, a person's and an abbreviation as questions."""
    people = {span.end: text[span.start : span.end] for span in persons(text) if span.strength >= SURE}
    for name in names(text):
        if " " in name.text:
            yield f"Who is {people[name.end]}?" if name.end in people else name.text
    for match in ACRONYM.finditer(text):
        yield f"What is {match[1]}?"


def _completed(text: str, typed: str) -> Iterator[str]:
    """The typed text with its last word completed to words of a passage."""
    last = _WORDS.findall(typed)[-1]
    if len(last) < BEGUN or not typed.endswith(last):
        return
    for match in _WORDS.finditer(text):
        if match.group().casefold().startswith(last.casefold()) and len(match.group()) > len(last):
            yield typed + match.group()[len(last) :]


def _typed_words(suggestion: str, begun: Sequence[str]) -> int:
    """The number of typed words that begin a word of a suggestion; 0 if the last one does not."""
    words = [word.casefold() for word in _WORDS.findall(suggestion)]
    begins = [any(word.startswith(typed) for word in words) for typed in begun]
    return sum(begins) if begins[-1] else 0
