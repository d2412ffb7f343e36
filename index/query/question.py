"""Parsing of questions: content words, named entities and answer type."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index.annotation import quantities
from index.annotation.entities import names
from index.query import phrases
from index.query.answer_type import AnswerType, classify
from index.query.characters import characters_in_pairs, without_chance_pairs
from index.query.foreign_types import ForeignType, classify_foreign
from index.query.interrogatives import without_asking, without_foreign_asking, without_particles
from index.query.other_languages import known_elsewhere
from index.query.spelling import correct
from index.retrieval.engine import Engine
from index.text.analyzer import Analyzer, Token, analyzer, terms, tokens
from index.text.language import DEFAULT, language_of_question
from index.text.lexicon import words as listed
from index.text.patterns import pattern
from index.text.word_patterns import alternatives

__all__ = ["Question", "grounded", "paired", "parse", "understand"]

_ORDINAL = re.compile(rf"\d{{1,2}}(?:{alternatives(listed('ordinal_endings'))})")
_QUESTION_WORDS = listed("question_words")
_ORDINALS = listed("ordinals")
_PRESENT, _PAST = listed("present"), listed("past")
_DEGREE, _AFTER_DEGREE, _LENGTHS = listed("degree"), listed("behind_degree"), listed("lengths")
_MEANING = listed("meaning")
_LONGEST = 4_000  # characters in which names and dates are sought; the words of a longer text still count


@dataclass(frozen=True, slots=True)
class Question:
    """A parsed question.

    ``tokens`` are its content words, with their offsets in ``text``. ``names`` are its named entities as written.
    ``corrections`` pairs a misspelt word with the known word it was taken for; ``unknown`` are the words, as written,
    that no source has and that resemble no known one.

    ``focus`` is the noun that says what is wanted ("city" in "In which city"), as written, or None; ``focus_terms`` are
    its terms if it only names the answer type, so that an answer need not hold them. ``unit`` are the terms of what is
    counted ("How many square miles": those of "square miles"). ``member_type`` is the answer type of a list's members.
    ``ordinals`` are words such as "first" and "2nd", and ``dates`` the dates, as written. ``inherited`` are the terms
    that a follow-up takes from earlier questions, which count less than its own; so do those of ``faint``, characters
    that stand in a pair too. ``of_now`` is True if it asks how
    things stand now ("How much does it cost?"), so that a newer article counts for more than an older one.
    ``language`` is the code of the language that it is asked in, ``read_in`` that of the sources' languages by which it
    is analysed: the same if any source is in it. Else ``in_other_language`` is True, and ``tokens`` are those that the
    sources share with it, such as names and numbers.
    """

    text: str
    answer_type: AnswerType = AnswerType.OTHER
    tokens: tuple[Token, ...] = ()
    names: tuple[str, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()
    focus: str | None = None
    focus_terms: frozenset[str] = frozenset()
    unit: tuple[str, ...] = ()
    member_type: AnswerType = AnswerType.OTHER
    ordinals: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    inherited: frozenset[str] = frozenset()
    faint: frozenset[str] = frozenset()
    of_now: bool = False
    language: str = DEFAULT
    read_in: str = DEFAULT
    in_other_language: bool = False

    @property
    def analyzer(self) -> Analyzer:
        """The analyzer by which its words became terms."""
        return analyzer(self.read_in)

    @property
    def is_typed(self) -> bool:
        """True if it has no capital letter, as what is typed into a search box."""
        return self.text.islower()

    @property
    def in_english(self) -> bool:
        """True if the rules for English hold for it."""
        return self.read_in == DEFAULT


def parse(text: str, languages: Sequence[str] = (DEFAULT,)) -> Question:
    """Parse a question without a collection: no word is unknown and none is corrected.

    ``languages`` are those of the sources, that of most sources first.
    """
    language = language_of_question(text, languages)
    read_in = language if language in languages else next((one for one in languages if one == DEFAULT), languages[0])
    if read_in != DEFAULT:
        return _parse_foreign(text, language, read_in)
    classification = classify(text)
    head = text[:_LONGEST]
    focus = text[classification.focus.start : classification.focus.end] if classification.focus else None
    words = phrases.split(text)
    spelled = [word.text for word in words]
    content = tokens(text, question=True)
    framing = _framing(text, words, classification.answer_type)
    framed = [token for token in content if token.start not in framing]
    dates = tuple(head[span.start : span.end] for span in quantities.dates(head))
    return Question(
        text,
        classification.answer_type,
        without_foreign_asking(text, framed or content),
        names=_names(head),
        focus=focus,
        focus_terms=frozenset(terms(focus)) if focus and classification.names_type else frozenset(),
        unit=terms(focus) if focus and classification.unit else (),
        member_type=classification.member_type,
        ordinals=tuple(word for word in spelled if word in _ORDINALS or _ORDINAL.fullmatch(word)),
        dates=dates,
        of_now=not dates and not _PAST.intersection(spelled) and bool(_PRESENT.intersection(spelled)),
        language=language,
        in_other_language=language not in languages,
    )


def _parse_foreign(text: str, language: str, read_in: str) -> Question:
    """Parse a question over sources in another language than English, in which it need not be asked itself."""
    head = text[:_LONGEST]
    told = classify_foreign(text, language) if language != DEFAULT else ForeignType(classify(text).answer_type)
    every = analyzer(read_in).tokens(text)
    asked = [one for one in every if told.asked[0] <= one.start < told.asked[1]]
    content = without_asking(text, asked or every, {read_in, language})
    same = told if language == read_in else ForeignType()
    return Question(
        text,
        told.answer_type,
        content,
        names=_names(head),
        focus_terms=same.focus_terms,
        unit=same.unit,
        language=language,
        read_in=read_in,
        in_other_language=language != read_in,
    )


def _framing(text: str, words: list[phrases.Word], answer_type: AnswerType) -> set[int]:
    """Return the offsets of words that only frame a question: "I want to know", "how many", "what does … mean"."""
    rest = phrases.after_opening(words)
    framing = {word.start for word in words[: len(words) - len(rest)]}
    framing |= {word.start for word in rest if word.text in _QUESTION_WORDS}
    after_how = _AFTER_DEGREE | _LENGTHS if answer_type is AnswerType.DURATION else _AFTER_DEGREE
    framing |= {word.start for how, word in pairwise(words) if how.text in _DEGREE and word.text in after_how}
    if source := pattern(DEFAULT, "of_sources", re.IGNORECASE).search(text, 0, _LONGEST):
        framing |= {word.start for word in rest if source.start() <= word.start < source.end()}
    if answer_type is AnswerType.DEFINITION:
        framing |= {word.start for word in rest if word.text in _MEANING}
    return framing


def understand(text: str, engine: Engine) -> Question:
    """Parse a question and correct it by the vocabulary of a collection."""
    return grounded(parse(text, engine.languages), engine)


def grounded(question: Question, engine: Engine) -> Question:
    """Sort the words of a parsed question by the vocabulary of a collection: known, misspelt, unknown."""
    text = question.text
    found = known_elsewhere(text, question.tokens, question.read_in, engine)
    known = engine.statistics({token.term for token in found}).document_frequency
    question = paired(replace(question, tokens=without_particles(text, found, known)), known)
    if question.in_other_language:
        return _shared(question, known)
    corrected = correct(text, question.tokens, engine, question.read_in)
    unknown = tuple(word for word in corrected.unknown if question.analyzer.term(word) not in question.focus_terms)
    return replace(question, tokens=corrected.tokens, corrections=corrected.corrections, unknown=unknown)


def _shared(question: Question, known: Mapping[str, int]) -> Question:
    """Keep of a question in another language than the sources the words that these have; all, if they have none."""
    kept = tuple(one for one in question.tokens if known.get(one.term))
    unknown = (question.text[one.start : one.end] for one in question.tokens if one not in kept)
    return replace(question, tokens=kept or question.tokens, unknown=tuple(dict.fromkeys(unknown)))


def paired(question: Question, known: Mapping[str, int]) -> Question:
    """Drop of a question in another language than English what only asks and no source has ("hoch" in "wie hoch").

    Of a script without spaces, it is told what likely are words. ``known`` maps each term to its document frequency.
    """
    if question.in_english:
        return question
    likely = without_chance_pairs(question.tokens, known)
    kept = tuple(one for one in likely if known.get(one.term) or one.term not in question.focus_terms)
    return replace(question, tokens=kept or question.tokens, faint=characters_in_pairs(kept, known))


def _names(text: str) -> tuple[str, ...]:
    """Return the named entities of a question; none if it is all in capitals."""
    if text.isupper() and len(text.split()) > 1:
        return ()
    return tuple(dict.fromkeys(name.text for name in names(text)))
