"""Words of a question in the other languages of a mixed folder: names, and all that several languages write alike.

A passage is analysed in the language of its source, so that one name may have several terms: one by each stemmer.
"""

from collections.abc import Iterator, Sequence

from index.retrieval.engine import Engine
from index.text.analyzer import Token, analyzer

__all__ = ["known_elsewhere", "stems_elsewhere"]

MOST = 8
"""Languages of a collection that are looked at, those of most sources; set by hand."""


def stems_elsewhere(word: str, own: str, read_in: str, languages: Sequence[str]) -> Iterator[str]:
    """Yield the terms of a word in other languages than the one it is read in, where they differ from its ``own``."""
    for code in languages[:MOST]:
        if code != read_in and (other := analyzer(code).term(word)) and other != own:
            yield other


def known_elsewhere(text: str, found: Sequence[Token], read_in: str, engine: Engine) -> tuple[Token, ...]:
    """Return the words of a question, those that no source has as they are read with a term of another language."""
    languages = engine.languages
    if len(languages) == 1:
        return tuple(found)
    stems = {one: [*stems_elsewhere(text[one.start : one.end], one.term, read_in, languages)] for one in found}
    asked = {one.term for one in found}.union(*stems.values())
    frequency = engine.statistics(asked).document_frequency

    def known(one: Token) -> Token:
        terms = (one.term, *stems[one])
        return one._replace(term=next((term for term in terms if frequency[term]), one.term))

    return tuple(map(known, found))
