"""How the words of a question relate to the words of a text: the same, of one root, a compound, or another word for it.

The weight of a question's term is its idf in the collection, so that rare words count most. A term of a text matches
it with a strength: 1.0 for the same term, less for what is only related.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from index.query.acronyms import abbreviated, is_acronym, spelled_out
from index.query.ordinals import FOLLOWING, ORDINALS, PRECEDING
from index.query.question import Question
from index.query.thesaurus import forms, synonyms
from index.retrieval.bm25 import idf
from index.retrieval.engine import Engine
from index.text.analyzer import Token, term, terms
from index.text.lexicon import FUNCTION_WORDS
from index.text.stemming import BEGINNING, root

__all__ = ["COMPOUND", "ROOT", "SYNONYM", "ExpandedQuery", "expand", "is_light"]

ROOT = 0.5
SYNONYM = 0.2
FORM = 0.5
COMPOUND = 1.0
FOCUS = 0.7
"""What a word that only names the kind of answer ("city" in "which city") keeps of its weight."""
LIGHT = 0.7
"""What a light word ("between", "many", "happen") keeps of its weight: such words say little of what is asked for."""
TAKEN = 0.3
"""What a word taken of the question before keeps of its weight, as ``tests/benchmarks/followups.py`` found best."""
UNKNOWN = 0.5
"""The weight of a word that no source has, as a share of the greatest idf."""
UNKNOWN_LIGHT = 0.1
"""The same for a light word: sources say what "takes place" in other words."""

EXAMPLES = 50
"""Passages in which an acronym that no source has is looked for in full."""

SHORTEST_PART = 3
LONGEST_WORD = 30
LONGEST_QUESTION = 4_000
"""Characters of a question in which long names are looked for."""
MOST_TERMS = 64
"""Terms of a question that are looked for, the first ones; what is longer is no question."""

_LIGHT_TERMS = frozenset(
    terms(
        " ".join(sorted(FUNCTION_WORDS))
        + " happen happened occur occurred take took taken place say said tell told name named call called stand stands"
        " mean means meant find found date day time year kind type sort thing things way use used make made made become"
        " became begin began start started know known main work give gave given go went come came get got put see seen"
        " part parts number amount able want wants need needs try tried old long far big think thought"
    )
)
Hits = tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class ExpandedQuery:
    """What to look for: a question's distinct terms with their weights, and what relates to each.

    ``related`` maps a term of a text to the places in ``terms`` that it matches, each with a strength from 0 to 1;
    ``pairs`` are two adjacent terms that together are one of them ("hot", "line" for "hotline").
    """

    terms: tuple[str, ...]
    weights: tuple[float, ...]
    known: frozenset[str]
    passages: int
    mean_length: float
    related: Mapping[str, Hits]
    pairs: Mapping[tuple[str, str], int]
    roots: Mapping[str, tuple[int, ...]]
    boosts: Mapping[str, float]
    _hits: dict[str, Hits] = field(default_factory=dict, repr=False)
    _met: set[str] = field(default_factory=set, repr=False)

    @property
    def unknown_share(self) -> float:
        """The share of the question's weight that lies on words that no source has, from 0 to 1."""
        unknown = (weight for one, weight in zip(self.terms, self.weights, strict=True) if one not in self.known)
        return sum(unknown) / self.total

    @property
    def total(self) -> float:
        """The weight of the whole question; above 0."""
        return sum(self.weights) or 1.0

    def hits(self, text_term: str) -> Hits:
        """The places in ``terms`` that a term of a text matches, each with its strength."""
        if text_term not in self._met:
            self.meet((text_term,))
        return self._hits.get(text_term, ())

    def count(self, text: Sequence[str]) -> dict[int, float]:
        """How often each wanted term occurs in a text; where it does not, the strength of the nearest related term."""
        self.meet(text)
        hits = self._hits
        found: dict[int, float] = {}
        for one in text:
            if one in hits:
                for at, strength in hits[one]:
                    held = found.get(at, 0.0)
                    if strength == 1.0:
                        found[at] = held + 1.0 if held >= 1.0 else 1.0
                    elif strength > held:
                        found[at] = strength
        for pair in pairwise(text) if self.pairs else ():
            if pair in self.pairs:
                found[self.pairs[pair]] = max(found.get(self.pairs[pair], 0.0), COMPOUND)
        return found

    def meet(self, text: Collection[str]) -> None:
        """Work out once for each term of a text what it matches; most match nothing."""
        if self._met.issuperset(text):
            return
        new = set(text) - self._met
        self._met.update(new)
        beginnings = {one[:BEGINNING] for one in self.roots}
        for one in new:
            found = self.related.get(one)
            if not found and one[:BEGINNING] in beginnings:
                found = tuple((at, ROOT) for at in self.roots.get(root(one), ()))
            if found:
                self._hits[one] = found

    def matches(self, found: Sequence[Token]) -> Iterator[Token]:
        """The tokens of a text that match, the two parts of a compound as one."""
        for token, following in zip_longest(found, found[1:]):
            if following and (token.term, following.term) in self.pairs:
                yield Token(token.term, token.start, following.end)
            elif self.hits(token.term):
                yield token


def is_light(one: str) -> bool:
    """Whether a term says little of what is asked for: "happen", "between", "many"."""
    return one in _LIGHT_TERMS


def expand(question: Question, engine: Engine) -> ExpandedQuery:
    """What to look for in a collection to answer a question."""
    spelled = _spelled(question)
    own = tuple(dict.fromkeys(spelled.values()))[:MOST_TERMS]
    joined: dict[str, tuple[str, ...]] = dict(_joined(question, spelled))
    split = {pair: one for one in own for pair in _split(one, question, spelled)}
    other = {word: (one, SYNONYM) for one in own for word in synonyms(one)}
    other |= {word: (one, FORM) for one in own for word in forms(one)}
    joined |= abbreviated(question.text[:LONGEST_QUESTION])
    asked = {*own, *joined, *other, *(part for pair in split for part in pair)}
    statistics = engine.statistics(asked)
    frequency = statistics.document_frequency
    weights = [_weight(one, question, frequency.get(one, 0), statistics.passages) for one in own]
    place = {one: at for at, one in enumerate(own)}
    related: dict[str, Hits] = {word: ((place[one], strength),) for word, (one, strength) in other.items()}
    related |= {word: tuple((place[one], COMPOUND) for one in ones if one in place) for word, ones in joined.items()}
    related |= {one: ((at, 1.0),) for one, at in place.items()}
    pairs = {pair: place[one] for pair, one in split.items() if all(frequency[part] for part in pair)}
    roots: dict[str, tuple[int, ...]] = {}
    for one, at in place.items():
        roots[root(one)] = (*roots.get(root(one), ()), at)
    reached = {at for word, hits in related.items() if frequency.get(word) for at, _ in hits} | set(pairs.values())
    boosts = {word: strength for word, (_, strength) in other.items() if frequency[word]}
    boosts |= {part: ROOT for pair in pairs for part in pair}
    boosts |= {word: SYNONYM for one in own if one in ORDINALS for word in FOLLOWING | PRECEDING}
    boosts |= {word: 1.0 for word in joined if frequency[word]}
    boosts |= {one: FOCUS if one in question.focus_terms else 1.0 for one in own if frequency[one]}
    unknown = [token for token, one in spelled.items() if one in place and not frequency[one]]
    pairs |= {pair: place[spelled[token]] for token, pair in _spelled_out(question, unknown, boosts, engine)}
    reached |= set(pairs.values())
    known = frozenset(one for one in own if frequency[one] or place[one] in reached)
    return ExpandedQuery(
        own, tuple(weights), known, statistics.passages, statistics.mean_length, related, pairs, roots, boosts
    )


def _spelled(question: Question) -> dict[Token, str]:
    """Each token of a question with the term to look for: that of the word it was taken for, where it was."""
    taken = dict(question.taken_for)
    found = {}
    for token in question.tokens:
        known = taken.get(question.text[token.start : token.end])
        found[token] = (terms(known) or (token.term,))[0] if known else token.term
    return found


def _joined(question: Question, spelled: Mapping[Token, str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Two adjacent words of a question as one: "hot line" as "hotline"."""
    for one, other in pairwise(spelled):
        between = question.text[one.end : other.start]
        if len(between) == 1 and len(question.text[one.start : other.end]) <= LONGEST_WORD:
            written = question.text[one.start : one.end] + question.text[other.start : other.end]
            yield term(written), (spelled[one], spelled[other])


def _split(one: str, question: Question, spelled: Mapping[Token, str]) -> Iterator[tuple[str, str]]:
    """The ways to part a word of a question in two: "hotline" as "hot" and "line"."""
    for token, found in spelled.items():
        word = question.text[token.start : token.end]
        if found == one and word.isalpha() and 2 * SHORTEST_PART <= len(word) <= LONGEST_WORD:
            for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
                first, second = term(word[:at].lower()), term(word[at:].lower())
                if first and second:
                    yield first, second


def _spelled_out(
    question: Question, unknown: Sequence[Token], boosts: Mapping[str, float], engine: Engine
) -> Iterator[tuple[Token, tuple[str, str]]]:
    """The acronyms that no source has, each with the first two terms of what the passages say in full."""
    acronyms = [token for token in unknown if is_acronym(question.text[token.start : token.end])]
    if not acronyms or not boosts:
        return
    texts = [one.passage.text for one in engine.candidates(boosts, EXAMPLES)]
    for token in acronyms:
        found = spelled_out(question.text[token.start : token.end], texts)
        if len(found) > 1:
            yield token, (found[0], found[1])


def _weight(one: str, question: Question, frequency: int, passages: int) -> float:
    """The idf of a term, less where the word says little of what is asked for, or was taken of the question before."""
    taken = TAKEN if one in question.taken else 1.0
    if not frequency:
        return taken * (UNKNOWN_LIGHT if is_light(one) else UNKNOWN) * idf(0, passages)
    light = taken * (FOCUS if one in question.focus_terms else 1.0) * (LIGHT if is_light(one) else 1.0)
    return light * idf(frequency, passages)
