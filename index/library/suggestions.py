"""Suggestions: titles, names and likely questions that fit what someone has typed so far."""

import re
from collections.abc import Iterator, Sequence

from index.annotation.entities import names, persons
from index.documents.article import Candidate
from index.retrieval.engine import Engine
from index.text.analyzer import term, tokens

__all__ = ["LONGEST", "suggest"]

LONGEST = 100
"""Characters of a suggestion at most: what Discord's autocomplete shows."""
LOOKED_AT = 30
"""Passages that are looked through for names."""
COMPLETED = 5
"""Known terms that are tried for a word that is still being typed."""
BEGUN = 3
"""Letters of a word that are typed before it is completed."""
SURE = 0.9
"""How sure it must be, from 0 to 1, that a name is a person's before someone is offered to ask who that is."""
_WORDS = re.compile(r"\w+")
_ACRONYM = re.compile(r"\(([A-Z][A-Z.&]{1,9})\)")


def suggest(engine: Engine, typed: str, limit: int) -> Sequence[str]:
    """At most ``limit`` suggestions of at most 100 characters, the ones that hold most of the typed words first.

    Each is something that the sources have: an article's title, a person ("Who is Guo Shengkun?"), an abbreviation
    they explain ("What is CPLA?"), another name, or what was typed with its last word completed. Without anything
    typed they are the first titles.
    """
    begun = [word.casefold() for word in _WORDS.findall(typed)]
    if not begun:
        titles = (record.title for record in engine.records()[: limit * 2])
        return [title for title in dict.fromkeys(titles) if len(title) <= LONGEST][:limit]
    found = engine.candidates(_boosts(engine, typed, begun[-1]), LOOKED_AT)
    offered = dict.fromkeys(_titles(engine, found))
    offered |= dict.fromkeys(one for candidate in found for one in _likely(candidate.passage.text))
    offered |= dict.fromkeys(one for candidate in found for one in _completed(candidate.passage.text, typed))
    held = {one.casefold(): (one, _held(one, begun)) for one in reversed(offered) if len(one) <= LONGEST}
    fitting = [(one, words) for one, words in reversed(held.values()) if words]
    return [one for one, _ in sorted(fitting, key=lambda pair: -pair[1])][:limit]


def _boosts(engine: Engine, typed: str, last: str) -> dict[str, float]:
    """The terms typed so far, and those that the last word may become."""
    boosts = dict.fromkeys(engine.completions(term(last) or last, COMPLETED), 0.5)
    return boosts | {token.term: 1.0 for token in tokens(typed, question=True)}


def _titles(engine: Engine, found: Sequence[Candidate]) -> Iterator[str]:
    for name in dict.fromkeys(candidate.passage.source for candidate in found):
        if record := engine.record(name):
            yield record.title


def _likely(text: str) -> Iterator[str]:
    """Questions and names that a passage offers."""
    people = {span.end: text[span.start : span.end] for span in persons(text) if span.strength >= SURE}
    for name in names(text):
        if " " in name.text:
            yield f"Who is {people[name.end]}?" if name.end in people else name.text
    for match in _ACRONYM.finditer(text):
        yield f"What is {match[1]}?"


def _completed(text: str, typed: str) -> Iterator[str]:
    """What was typed, with its last word made one of a passage's words."""
    last = _WORDS.findall(typed)[-1]
    if len(last) < BEGUN or not typed.endswith(last):
        return
    for match in _WORDS.finditer(text):
        if match.group().casefold().startswith(last.casefold()) and len(match.group()) > len(last):
            yield typed + match.group()[len(last) :]


def _held(suggestion: str, begun: Sequence[str]) -> int:
    """How many of the typed words some word of a suggestion begins with; 0 where none begins with the last."""
    words = [word.casefold() for word in _WORDS.findall(suggestion)]
    held = [any(word.startswith(one) for word in words) for one in begun]
    return sum(held) if held[-1] else 0
