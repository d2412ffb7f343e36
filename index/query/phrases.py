"""Parsing of a question: its words without the opening, its question word, and the noun phrases behind that."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.text.language import DEFAULT
from index.text.lexicon import FUNCTION_WORDS, words
from index.text.pack import pack
from index.text.patterns import pattern

__all__ = [
    "BEING",
    "Word",
    "after_opening",
    "head",
    "is_choice",
    "is_plural",
    "is_verb",
    "phrase",
    "question_word",
    "slips",
    "split",
]

_LONGEST = 4_000  # characters; a question asks in its first words, and what follows is pasted text
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[%$€£]")
_QUESTION_WORDS, _AUXILIARIES, _PREPOSITIONS = words("question_words"), words("auxiliaries"), words("prepositions")
_PLURALS, _SINGULARS, _LEADING = words("plurals"), words("singulars"), words("prepositions", "articles")
_VERBS, _CLAUSE_OPENINGS = words("verbs"), words("clause_openings")
_RELATIVE, _NEVER_RELATIVE = words("relative"), words("never_relative")
BEING = words("being")
_ENDING = (FUNCTION_WORDS | words("naming")) - words("requests", "within_phrases")
_LONGEST_PHRASE = 6  # words; a longer run is a clause and no noun phrase
_LONGEST_OPENING = 40  # words
_SHORT = 3  # letters of a word that is another one without any of them


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a question in lower case and its span: offsets in characters, end exclusive."""

    text: str
    start: int
    end: int


def slips(known: Iterable[str]) -> dict[str, str]:
    """Map misspellings to the word meant: two letters swapped, or one left out after the first.

    English words ("here", "hat", "form") are no misspellings. Of two words that share one, the earlier counts.
    """
    known = list(known)
    meant: dict[str, str] = {}
    for word in known:
        swapped = [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)]
        lacking = [word[:at] + word[at + 1 :] for at in range(1, len(word))] if len(word) > _SHORT else []
        for slip in swapped + lacking:
            meant.setdefault(slip, word)
    return {slip: word for slip, word in meant.items() if slip not in _REAL and slip not in known}


_REAL = words("real_words")
_SPELLINGS = {form: word for word, forms in pack(DEFAULT).asking_spellings.items() for form in forms}
_ASKING_SLIPS = slips([*words("personal"), *sorted(_QUESTION_WORDS)]) | _SPELLINGS
_AMOUNTS, _DEGREE = words("amounts"), words("degree")
_AMOUNT_SLIPS, _DEGREE_SLIPS = slips(_AMOUNTS), slips(_DEGREE)


def split(text: str) -> list[Word]:
    """Return the words of a question (of its first 4,000 characters): "what's" as two, a name without its "'s"."""
    found: list[Word] = []
    for match in _WORD.finditer(text, 0, _LONGEST):
        start, end = match.span()
        word = match.group().lower().replace("’", "'")
        stem, _, tail = word.partition("'")
        if stem in _QUESTION_WORDS and tail:
            found += [
                Word(stem, start, start + len(stem)),
                Word(_SPELLINGS.get(f"'{tail}", tail), start + len(stem), end),
            ]
        elif tail == "s":
            found.append(Word(stem, start, start + len(stem)))
        else:
            found.append(Word(word, start, end))
    texts = _corrected([word.text for word in found])
    return [Word(text, word.start, word.end) for text, word in zip(texts, found, strict=True)]


def _corrected(texts: list[str]) -> list[str]:
    """Correct misspelt question words if none is spelt right, and "how mny"."""
    corrected = texts if _QUESTION_WORDS.intersection(texts) else [_ASKING_SLIPS.get(text, text) for text in texts]
    for at, (text, following) in enumerate(pairwise(texts)):
        degree, amount = _DEGREE_SLIPS.get(text, text), _AMOUNT_SLIPS.get(following, following)
        if degree in _DEGREE and amount in _AMOUNTS:
            corrected[at : at + 2] = [degree, amount]
    return corrected


def after_opening(everything: list[Word]) -> list[Word]:
    """Return the words behind an opening such as "Can you tell me"; all words if nothing follows it."""
    opening = pattern(DEFAULT, "opening").match(" ".join(word.text for word in everything[:_LONGEST_OPENING]) + " ")
    rest = everything[opening.group().count(" ") :] if opening else everything
    return rest or everything


def question_word(rest: Sequence[Word], text: str) -> int | None:
    """Return the index of the word that asks, or None.

    It is the first question word that is no relative pronoun by its place, or else the last question word.
    """
    places = [at for at, word in enumerate(rest) if word.text in _QUESTION_WORDS]

    def behind_comma(at: int) -> bool:
        return at > 0 and "," in text[rest[at - 1].end : rest[at].start]

    if rest[0].text in _CLAUSE_OPENINGS:  # "When many are arrested, what is usual?"
        places = [at for at in places[1:] if behind_comma(at)] or places
    for at in places:
        word, before = rest[at].text, rest[at - 1].text if at else ""
        opens = at == 0 or (at == 1 and before in _LEADING)
        after_preposition = word in _RELATIVE and before in _PREPOSITIONS | _AUXILIARIES
        if opens or word in _NEVER_RELATIVE or after_preposition or behind_comma(at):
            return at
    return places[-1] if places else None


def is_choice(rest: Sequence[Word]) -> bool:
    """True if a question offers a choice ("high or low"), which "yes" does not answer; "or not" is none."""
    return pattern(DEFAULT, "choice").search(" ".join(word.text for word in rest)) is not None


def phrase(rest: Sequence[Word], at: int) -> Sequence[Word]:
    """Return the noun phrase from index ``at`` on, up to a word that ends one."""
    end = at
    while end < len(rest) and end - at < _LONGEST_PHRASE and rest[end].text not in _ENDING:
        end += 1
    return rest[at:end]


def is_plural(word: str) -> bool:
    """True if a noun is likely a plural, by its ending."""
    return word in _PLURALS or (word not in _SINGULARS and bool(pattern(DEFAULT, "plural_form").fullmatch(word)))


def is_verb(word: str) -> bool:
    """True if a word is likely a verb: a common one, or one that ends like a participle."""
    return word in _VERBS or bool(pattern(DEFAULT, "verb_form").fullmatch(word))


def head(run: Sequence[Word]) -> Word | None:
    """Return the head noun of a phrase: its first plural, or else its last word; None for an empty one."""
    return next((word for word in run if is_plural(word.text)), run[-1] if run else None)
