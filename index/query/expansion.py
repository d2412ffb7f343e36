"""Query expansion: the terms of a question, their weights, and the terms of texts that match them.

The weight of a term is its idf in the collection, so that rare words count most. A term of a text matches with a
strength from 0 to 1: 1.0 if it is the same, less if it is an inflection, a synonym or a word of the same root.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, compress, pairwise, zip_longest
from operator import itemgetter

from index.query.answer_type import AnswerType
from index.query.compounds import compounds, splits
from index.query.other_languages import stems_elsewhere
from index.query.question import Question
from index.query.term_weights import FOCUS, term_weights
from index.query.thesaurus import inflections, is_acronym, long_form, opposites, synonyms
from index.retrieval.engine import Engine
from index.text.analyzer import Located, Token
from index.text.language import DEFAULT
from index.text.pack import pack
from index.text.stemming import BEGINNING, is_compound_with, root_in

__all__ = ["ROOT", "ExpandedQuery", "Hits", "expand"]

EXACT, COMPOUND, INFLECTION, ROOT, SYNONYM = 1.0, 1.0, 0.5, 0.5, 0.2
"""The strength of a match, by relation."""

APART = {ROOT: 0.35, SYNONYM: 0.3}
"""The same (of INFLECTION as of ROOT) in languages of ``forms_apart``, where both halves of the questions find more."""

EXAMPLES = 50  # passages in which the long form of an acronym that no source has is sought
MOST_TERMS = 64  # terms of a question that are looked for, the first ones; a longer text is no question

_BEGINNING = itemgetter(slice(BEGINNING))
Hits = tuple[tuple[int, float], ...]
"""Places in the terms of a query, each with the strength of the match."""


@dataclass(frozen=True)
class ExpandedQuery:
    """The distinct terms of a question with their weights, and the terms of texts that match them.

    ``known`` are the terms that the collection holds in some form, ``mean_length`` is that of its passages, in terms.
    ``related`` maps a term of a text to the places in ``terms`` that it matches, ``pairs`` two adjacent terms that form
    one of ``terms`` ("hot", "line" for "hotline") to its place, and ``roots`` a root to the places of its words.
    ``boosts`` maps the terms by which an engine proposes candidates to what each counts.
    """

    terms: tuple[str, ...]
    weights: tuple[float, ...]
    known: frozenset[str]
    mean_length: float
    related: Mapping[str, Hits]
    pairs: Mapping[tuple[str, str], int]
    roots: Mapping[str, tuple[int, ...]]
    boosts: Mapping[str, float]
    language: str = DEFAULT
    _hits: dict[str, Hits] = field(default_factory=dict, repr=False)
    _met: set[str] = field(default_factory=lambda: {""}, repr=False)

    @property
    def unknown_share(self) -> float:
        """The share of the question's weight that lies on words that no source has, from 0 to 1."""
        weights = zip(self.terms, self.weights, strict=True)
        return sum(weight for own, weight in weights if own not in self.known) / self.total

    @property
    def total(self) -> float:
        """The weight of the whole question; above 0."""
        return sum(self.weights) or 1.0

    def hits(self, text_term: str) -> Hits:
        """Return the places in ``terms`` that a term of a text matches, each with its strength."""
        if text_term not in self._met:
            self.meet((text_term,))
        return self._hits.get(text_term, ())

    def hits_of(self, text: Collection[str]) -> Mapping[str, Hits]:
        """Return the places that the terms of a text match, by term, and those of other texts that were met before."""
        self.meet(text)
        return self._hits

    def count(self, text: Sequence[str]) -> dict[int, float]:
        """Map each place in ``terms`` to its number of exact matches in a text, or else to its strongest match."""
        return {at: strength for at, strength in enumerate(self.counts([text])) if strength} if text else {}

    def counts(self, texts: Sequence[Sequence[str]]) -> list[float]:
        """Return the ``count`` of each of some texts for all places in ``terms``, 0.0 where there is no match.

        They stand in one list, text by text: a list for each takes long to make.
        """
        hits, width = self.hits_of(frozenset().union(*texts)), len(self.terms)
        found = [0.0] * (len(texts) * width)
        for number, text in enumerate(texts):
            for text_term in filter(hits.__contains__, text):
                for at, strength in hits[text_term]:
                    place = number * width + at
                    if strength == EXACT:
                        found[place] = found[place] + 1.0 if found[place] >= 1.0 else 1.0
                    elif strength > found[place]:
                        found[place] = strength
        if self.pairs:
            self._count_pairs(found, texts)
        return found

    def _count_pairs(self, found: list[float], texts: Sequence[Sequence[str]]) -> None:
        firsts = frozenset(first for first, _ in self.pairs)
        for number, text in enumerate(texts):
            if not firsts.isdisjoint(text):  # which most are; the rest is slow
                for pair in filter(self.pairs.__contains__, pairwise(text)):
                    place = number * len(self.terms) + self.pairs[pair]
                    found[place] = max(found[place], COMPOUND)

    def meet(self, text: Collection[str]) -> None:
        """Work out once for each term of a text what it matches; most match nothing."""
        if self._met.issuperset(text):
            return
        new = frozenset(text) - self._met
        self._met.update(new)
        self._hits.update((one, hits) for one, hits in self.related.items() if one in new)
        foreign = self.language != DEFAULT
        for text_term in new if foreign else self._alike(new):
            if text_term not in self._hits and (hits := self._distant(text_term, foreign=foreign)):
                self._hits[text_term] = hits

    def _alike(self, text: Collection[str]) -> Iterator[str]:
        """The terms of a text in English that may have a root of the query, which is cheaper told than the root."""
        beginnings = {own[:BEGINNING] for own in self.roots}
        stems = tuple(own[:-1] for own in self.roots)  # the last letter of a root may be another one in its words
        begun = compress(text, map(beginnings.__contains__, map(_BEGINNING, text)))
        return (one for one in begun if one.startswith(stems))

    def _distant(self, text_term: str, *, foreign: bool) -> Hits:
        """The places that a term matches by its root, or else in another language as a part of a compound."""
        places = self.roots.get(root_in(self.language, text_term), ())
        if not places and foreign and pack(self.language).compounds:
            places = tuple(at for at, own in enumerate(self.terms) if is_compound_with(own, text_term))
        return tuple((at, _strength(ROOT, self.language)) for at in places) if places else ()

    def matches(self, text: Located) -> list[tuple[int, int]]:
        """Return the spans of the words of a text that match, the two parts of a compound as one."""
        terms, starts, ends = text
        hits = self.hits_of(terms)
        if self.pairs:
            return [*self._paired(text, [at for at, term in enumerate(terms) if term])]
        return [*compress(zip(starts, ends, strict=True), map(hits.__contains__, terms))]

    def _paired(self, text: Located, places: Sequence[int]) -> Iterator[tuple[int, int]]:
        for at, following in zip_longest(places, places[1:]):
            term = text.terms[at]
            if following and (term, text.terms[following]) in self.pairs:
                yield text.starts[at], text.ends[following]
            elif term in self._hits:
                yield text.starts[at], text.ends[at]


def _strength(usual: float, language: str) -> float:
    """Return the strength of a relation in a language."""
    return APART[usual] if pack(language).forms_apart else usual


def expand(question: Question, engine: Engine) -> ExpandedQuery:
    """Expand a question's terms with those that may stand for them in the texts of a collection."""
    spelled = _spelled(question)
    places = {own: at for at, own in enumerate([*dict.fromkeys(spelled.values())][:MOST_TERMS])}
    related = _related(question, spelled, places, engine.languages)
    halves = {pair: places[own] for pair, own in splits(question, spelled) if own in places}
    statistics = engine.statistics({*related, *chain.from_iterable(halves)})
    frequency = statistics.document_frequency
    pairs = {pair: at for pair, at in halves.items() if all(frequency[part] for part in pair)}
    boosts = _boosts(related, question.focus_terms & places.keys(), pairs, frequency)
    unknown = [token for token, own in spelled.items() if own in places and not frequency[own]]
    pairs |= {pair: places[spelled[token]] for token, pair in _long_forms(question, unknown, boosts, engine)}
    reached = {at for word, hits in related.items() if frequency[word] for at, _ in hits} | set(pairs.values())
    return ExpandedQuery(
        terms=tuple(places),
        weights=term_weights(question, places, frequency, statistics.passages),
        known=frozenset(own for own, at in places.items() if at in reached),
        mean_length=statistics.mean_length,
        related=related,
        pairs=pairs,
        roots=_roots(places, question.read_in),
        boosts=boosts,
        language=question.read_in,
    )


def _spelled(question: Question) -> dict[Token, str]:
    """Map each token of a question to the term to look for, which is that of its correction if it has one."""
    corrections = dict(question.corrections)
    spelled = {}
    for token in question.tokens:
        known = corrections.get(question.text[token.start : token.end])
        spelled[token] = (question.analyzer.terms(known) or (token.term,))[0] if known else token.term
    return spelled


def _related(
    question: Question, spelled: Mapping[Token, str], places: dict[str, int], languages: Sequence[str]
) -> dict[str, Hits]:
    """Map each term that a text may hold to the places in the query that it matches, by the first relation that holds.

    If two terms of a question share an inflection or a synonym, it matches the later one.
    """
    last_first, language = [*reversed(places)], question.read_in
    relations: tuple[tuple[float, Iterable[tuple[str, tuple[str, ...]]]], ...] = (
        (EXACT, ((own, (own,)) for own in places)),
        (COMPOUND, reversed([*compounds(question, spelled)])),
        (EXACT, reversed([*_elsewhere(question, spelled, languages)])),
        (
            _strength(INFLECTION, language),
            ((word, (own,)) for own in last_first for word in inflections(own, language)),
        ),
        (_strength(SYNONYM, language), ((word, (own,)) for own in last_first for word in synonyms(own, language))),
        (_strength(SYNONYM, language), ((word, (own,)) for own in last_first for word in _denials(own, question))),
    )
    related: dict[str, Hits] = {}
    for strength, words in relations:
        for word, matched in words:
            hits = tuple((places[own], strength) for own in matched if own in places)
            if hits:
                related.setdefault(word, hits)
    return related


def _denials(own: str, question: Question) -> Iterable[str]:
    """The terms that answer "no" where a term would answer "yes": "Dogs are forbidden" for "Are dogs allowed?"."""
    return opposites(own, question.read_in) if question.answer_type is AnswerType.YES_NO else ()


def _elsewhere(
    question: Question, spelled: Mapping[Token, str], languages: Sequence[str]
) -> Iterator[tuple[str, tuple[str]]]:
    """Yield the terms that words of a question have in other languages of a mixed folder, each with its own term."""
    for token, own in spelled.items() if len(languages) > 1 else ():
        word = question.text[token.start : token.end]
        yield from ((other, (own,)) for other in stems_elsewhere(word, own, question.read_in, languages))


def _boosts(
    related: Mapping[str, Hits], focus: Iterable[str], pairs: Iterable[tuple[str, str]], frequency: Mapping[str, int]
) -> dict[str, float]:
    """Map each term that an engine is to look for to what it counts: the strength of its relation, FOCUS or ROOT."""
    boosts = {word: hits[0][1] for word, hits in related.items() if frequency[word]}
    boosts |= {own: FOCUS for own in focus if frequency[own]}
    for part in chain.from_iterable(pairs):
        boosts[part] = max(boosts.get(part, 0.0), ROOT)
    return boosts


def _roots(places: Mapping[str, int], language: str) -> dict[str, tuple[int, ...]]:
    """Map each root to the places of the terms that have it."""
    roots: dict[str, tuple[int, ...]] = {}
    for own, at in places.items():
        root = root_in(language, own)
        roots[root] = (*roots.get(root, ()), at)
    return roots


def _long_forms(
    question: Question, unknown: Sequence[Token], boosts: Mapping[str, float], engine: Engine
) -> Iterator[tuple[Token, tuple[str, str]]]:
    """Find the acronyms that no source has, each with the first two terms of its long form in the best passages."""
    acronyms = [token for token in unknown if is_acronym(question.text[token.start : token.end])]
    if not acronyms or not boosts:
        return
    texts = [candidate.passage.plain for candidate in engine.candidates(boosts, EXAMPLES)]
    for token in acronyms:
        words = long_form(question.text[token.start : token.end], texts)
        if len(words) > 1:
            yield token, (words[0], words[1])
