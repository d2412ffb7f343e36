"""The noun phrases of a question, by its articles, names and auxiliaries: what it speaks of."""

import re
from dataclasses import dataclass

from index.entities import UPPER, names
from index.lexicon import FUNCTION_WORDS, words
from index.phrases import Word, is_plural, is_verb

__all__ = ["NounPhrase", "noun_phrases"]

_ARTICLES = words("articles") | {"its", "his", "her", "their", "our", "this", "these", "those", "both", "all"}
_AUXILIARIES, _ORDINALS = words("auxiliaries"), words("ordinals")
_ENDING = words("question_words", "auxiliaries", "prepositions", "articles", "particles")
_DOING = {"do", "does", "did", "will", "would", "can", "could", "should", "may", "might", "must"}
_BEING = {"is", "are", "was", "were", "be", "been", "has", "have", "had"}
_CAPITAL = re.compile(f"[{UPPER}]")


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun phrase of a text: its offsets in characters, end exclusive, and what it is."""

    start: int
    end: int
    plural: bool = False
    name: bool = False


def noun_phrases(text: str, found: list[Word]) -> list[NounPhrase]:
    """The noun phrases of a question, in order; names are phrases, "the plan for the hotline" is one."""
    phrases: list[NounPhrase] = []
    at = 0
    while at < len(found):
        end = _end(text, found, at)
        if end > at:
            phrases.append(_phrase(text, found, at, end))
        asked_verb = end > at > 0 and found[at - 1].text in _DOING  # "did the two sides approve"
        at = max(end + asked_verb, at + 1)
    return _joined(text, phrases)


def _end(text: str, found: list[Word], at: int) -> int:
    """The index behind the phrase that begins at a word; the word's own where none does."""
    begin = at + (found[at].text in _ARTICLES)
    end = begin
    while end < len(found) and _continues(text, found, begin, end):
        end += 1
    if end == begin:
        return at
    after = found[at - 1].text if at else ""
    last = found[end - 1]
    capitalised = _CAPITAL.match(text, last.start)
    if (
        end - begin > 1 and after in _AUXILIARIES and not capitalised
    ):  # "did the two sides agree", "was the hotline set up"
        end -= after not in _BEING or is_verb(last.text)
    return end if not all(is_verb(word.text) for word in found[begin:end]) or begin > at else at


def _continues(text: str, found: list[Word], begin: int, end: int) -> bool:
    word = found[end].text
    parted = end > begin and text[found[end - 1].end : found[end].start] not in {" ", "-", "'s ", "’s ", "s "}
    return (
        (word not in _ENDING or word in _ORDINALS)
        and word not in FUNCTION_WORDS - _ORDINALS
        and not parted
        and not (
            end > begin
            and is_verb(word)
            and found[end - 1].text not in _ORDINALS
            and not _CAPITAL.match(text, found[end].start)
        )
    )


def _phrase(text: str, found: list[Word], at: int, end: int) -> NounPhrase:
    start, stop = found[at].start, found[end - 1].end
    capital = _CAPITAL.match(text, found[end - 1].start) is not None and at > 0
    return NounPhrase(
        start, stop, is_plural(found[end - 1].text), capital or any(True for _ in names(text[start:stop]))
    )


def _joined(text: str, phrases: list[NounPhrase]) -> list[NounPhrase]:
    """Phrases with "of" or "for" between them made one."""
    joined: list[NounPhrase] = []
    for phrase in phrases:
        if joined and text[joined[-1].end : phrase.start].strip().lower() in {"of", "for"}:
            first = joined.pop()
            joined.append(NounPhrase(first.start, phrase.end, first.plural, first.name))
        else:
            joined.append(phrase)
    return joined
