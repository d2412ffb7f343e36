"""The noun phrases of a question, by its articles, names and the places of its verbs: what it speaks of."""

import re
from dataclasses import dataclass, replace

from index.annotation.entities import UPPER, names, persons
from index.conversation.verbs import VerbRun, is_adverb, verb
from index.query.phrases import Word, is_plural, split
from index.text.lexicon import FUNCTION_WORDS, NOUNS, words

__all__ = ["NounPhrase", "is_ordinal", "noun_phrases", "whole_words"]

_POSSESSIVES = frozenset(["its", "his", "her", "their", "our", "my", "your"])
_DETERMINERS = words("articles") | _POSSESSIVES | {"this", "these", "those", "both", "all"}
_ORDINALS, _TITLES = words("ordinals"), words("titles")
_DATES = words("months", "weekdays")
_PARTICLES = frozenset(["up", "out", "off", "down", "away", "back"])
_CAPITAL = re.compile(f"[{UPPER}]")
_NUMBERED = re.compile(r"\d{1,2}(?:st|nd|rd|th)")
_JOINING = frozenset([" ", "'s ", "’s ", "s ", "' ", "’ "])
# what joins two phrases to one, where the first is no name: "the second dialogue on cybercrime"
_LINKS = frozenset(["of", "for", "on", "between", "against", "to", "from", "in", "at"])
_SHORT = frozenset(["mr", "mrs", "ms", "dr", "st", "prof", "gen", "sen", "gov", "lt", "col", "jr", "sr"])
# how sure it must be, from 0 to 1, that a name is a person's
_LIKELY = 0.7


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun phrase of a text: its offsets in characters, end exclusive, and what it is.

    ``person`` says that it is likely somebody, ``definite`` that it begins with an article.
    """

    start: int
    end: int
    plural: bool = False
    name: bool = False
    person: bool = False
    definite: bool = False


def is_ordinal(word: str) -> bool:
    """Whether a word counts one of several: "second", "2nd", "last"."""
    return word in _ORDINALS or _NUMBERED.fullmatch(word) is not None


def whole_words(text: str) -> list[Word]:
    """The words of a question, those joined by hyphens or dots as one, with the dot that shortens: "co-chaired"."""
    joined: list[Word] = []
    for word in split(text):
        between = text[joined[-1].end : word.start] if joined else ""
        if between in {"-", "."}:
            first = joined.pop()
            joined.append(Word(f"{first.text}{between}{word.text}", first.start, word.end))
        else:
            joined.append(word)
    return [_with_dot(text, word) for word in joined]


def _with_dot(text: str, word: Word) -> Word:
    """A word with the dot behind it, where it is shortened and the text goes on: "U.S.", "Mr."."""
    short = word.text in _SHORT or len(word.text.rpartition(".")[2]) == 1
    return replace(word, end=word.end + 1) if short and text[word.end : word.end + 2] == ". " else word


def noun_phrases(text: str, found: list[Word]) -> list[NounPhrase]:
    """The noun phrases of a question, in order; names are phrases, "the plan for the hotline" is one.

    ``found`` are the words of the text, as ``whole_words`` gives them. Dates are no phrases.
    """
    phrases: list[NounPhrase] = []
    at = 0
    while at < len(found):
        if at and found[at - 1].text == "how":  # "how tall"
            at += 1
            continue
        begin = at + (found[at].text in _DETERMINERS)
        end = begin
        while end < len(found) and _continues(text, found, begin, end):
            end += 1
        if end > begin:
            phrases += _phrases(text, found, at, begin, end)
        at = max(end, at + 1)
    return _joined(text, phrases)


def _continues(text: str, found: list[Word], begin: int, end: int) -> bool:
    """Whether a word goes on with the run that begins at ``begin``."""
    word = found[end].text
    ends = (_is_function(text, found[end]) or word in _PARTICLES or is_adverb(word)) and not is_ordinal(word)
    opens = end == begin and begin > 0 and found[begin - 1].text in _DETERMINERS
    if ends and not (opens and (word in _PARTICLES or is_adverb(word))):
        return False
    return end == begin or text[found[end - 1].end : found[end].start] in _JOINING


def _is_function(text: str, word: Word) -> bool:
    """Whether a word is a function word; "US" is none."""
    written = text[word.start : word.end]
    return word.text in FUNCTION_WORDS and not (len(written) > 1 and written.isupper() and not text.isupper())


def _phrases(text: str, found: list[Word], at: int, begin: int, end: int) -> list[NounPhrase]:
    """What a run speaks of, before its verb and behind it."""
    closed = end == len(found) or text[found[end - 1].end : found[end].start].strip()
    run = VerbRun(
        [word.text for word in found[begin:end]],
        [word.start > 0 and _CAPITAL.match(text, word.start) is not None for word in found[begin:end]],
        determined=begin > at,
        earlier=[word.text for word in found[:at]],
        after="" if closed else found[end].text,
    )
    place = verb(run)
    parts = [(at, end)] if place is None else [(at, begin + place), (begin + place + 1, end)]
    return [_phrase(text, found[first:last]) for first, last in parts if last > first and _speaks(found[first:last])]


def _speaks(words_of: list[Word]) -> bool:
    """Whether words speak of a thing: not an article alone, not a date."""
    return any(word.text not in _DETERMINERS | _DATES and not word.text.isdigit() for word in words_of)


def _phrase(text: str, words_of: list[Word]) -> NounPhrase:
    start, end, last = words_of[0].start, words_of[-1].end, words_of[-1]
    definite = words_of[0].text in _DETERMINERS
    name = (start > 0 and _CAPITAL.match(text, last.start) is not None) or bool(names(text[start:end]))
    likely = not definite and any(
        one.start < end and start < one.end and one.strength >= _LIKELY for one in persons(text)
    )
    person = likely or last.text in NOUNS["person"] | _TITLES
    return NounPhrase(start, end, is_plural(last.text) and not likely, name, person, definite)


def _joined(text: str, phrases: list[NounPhrase]) -> list[NounPhrase]:
    """Phrases with "of" or "for" between them made one."""
    joined: list[NounPhrase] = []
    for phrase in phrases:
        link = text[joined[-1].end : phrase.start].strip().lower() if joined else ""
        idiom = joined and not joined[-1].definite and text.endswith("in ", 0, joined[-1].start)
        if link == "of" and idiom:  # "in charge of the garden"
            joined[-1] = phrase
        elif link == "of" or (link in _LINKS and not joined[-1].name and not joined[-1].person):
            joined.append(replace(joined.pop(), end=phrase.end))
        else:
            joined.append(phrase)
    return joined
