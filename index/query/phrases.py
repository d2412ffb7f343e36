"""Parsing of a question: its words without the opening, its question word, and the noun phrases behind that."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.text.lexicon import FUNCTION_WORDS, words

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
_VERBS = words("verbs")
BEING = words("being")
_ENDING = (
    (FUNCTION_WORDS | words("naming"))
    - words("requests")
    - {"one", "other", "own", "same", "many", "few", "more", "most"}
)
_CLIPPED = {"s": "is", "re": "are", "d": "did", "ll": "will", "ve": "have"}
_LONGEST_PHRASE = 6  # words; a longer run is a clause and no noun phrase
_LONGEST_OPENING = 40  # words
_OPENING = re.compile(
    r"(?:(?:hi|hello|hey|so|and|but|ok|okay|well|please|pls|now|then|also|sorry)\s)*+"
    r"(?:(?:can|could|would|will) (?:you|u|someone|anyone|anybody|somebody) (?:please |kindly )?(?:tell|show|give|say"
    r"|explain|remind|find|help)(?: out)?(?: to)?(?: me| us)?\s"
    r"|(?:do|does|did) (?:you|u|we|they|anyone|anybody|someone)(?: happen to)?(?: even)? know\s"
    r"|(?:i|we)(?: would|'d)?(?: just| really)? (?:like|love|want|need|wish|am trying|was wondering|am wondering"
    r"|wonder|am curious)(?: to (?:know|find out|learn|understand|hear|ask))?\s"
    r"|(?:i'm|im) (?:wondering|curious|trying to find out)\s"
    r"|(?:i'd|id|we'd)(?: just| really)? (?:like|love|want) to (?:know|find out|learn|understand|hear|ask)\s"
    r"|(?:please |kindly )?(?:tell|show|give|remind) (?:me|us)\s"
    r"|any(?:one|body) know\s|any idea\s|is it (?:known|clear|said|stated)\s|(?:my|the) question is\s)?"
    r"(?:(?:any |some |more )?(?:info|information|details)\s(?=about|on|of))?"
    r"(?:(?:(?:more|something|everything|all) about|about|on|of|with|me|us|please|exactly|just)\s)*+"
)


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
        lacking = [word[:at] + word[at + 1 :] for at in range(1, len(word))] if len(word) > len("who") else []
        for slip in swapped + lacking:
            meant.setdefault(slip, word)
    return {slip: word for slip, word in meant.items() if slip not in _REAL and slip not in known}


_REAL = words("real_words")
_ASKING_SLIPS = slips(["who", *sorted(_QUESTION_WORDS)]) | {"wat": "what", "wen": "when", "wut": "what", "hw": "how"}
_ASKING_SLIPS |= {"whats": "what", "whos": "who", "wheres": "where", "whens": "when", "hows": "how"}
_AMOUNT_SLIPS = slips(["many", "much"])


def split(text: str) -> list[Word]:
    """Return the words of a question (of its first 4,000 characters): "what's" as two, a name without its "'s"."""
    found: list[Word] = []
    for match in _WORD.finditer(text, 0, _LONGEST):
        start, end = match.span()
        word = match.group().lower().replace("’", "'")
        stem, _, tail = word.partition("'")
        if stem in _QUESTION_WORDS and tail:
            found += [Word(stem, start, start + len(stem)), Word(_CLIPPED.get(tail, tail), start + len(stem), end)]
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
        amount = _AMOUNT_SLIPS.get(following, following)
        if text in {"how", "hwo", "ohw"} and amount in {"many", "much"}:
            corrected[at : at + 2] = ["how", amount]
    return corrected


def after_opening(everything: list[Word]) -> list[Word]:
    """Return the words behind an opening such as "Can you tell me"; all words if nothing follows it."""
    opening = _OPENING.match(" ".join(word.text for word in everything[:_LONGEST_OPENING]) + " ")
    rest = everything[opening.group().count(" ") :] if opening else everything
    return rest or everything


def question_word(rest: Sequence[Word], text: str) -> int | None:
    """Return the index of the word that asks, or None.

    It is the first question word that is no relative pronoun by its place, or else the last question word.
    """
    places = [at for at, word in enumerate(rest) if word.text in _QUESTION_WORDS]

    def behind_comma(at: int) -> bool:
        return at > 0 and "," in text[rest[at - 1].end : rest[at].start]

    if rest[0].text in {"when", "where"}:  # "When many are arrested, what is usual?"
        places = [at for at in places[1:] if behind_comma(at)] or places
    for at in places:
        word, before = rest[at].text, rest[at - 1].text if at else ""
        opens = at == 0 or (at == 1 and before in _LEADING)
        after_preposition = word in {"which", "whom", "whose"} and before in _PREPOSITIONS | _AUXILIARIES
        if opens or word in {"what", "how"} or after_preposition or behind_comma(at):
            return at
    return places[-1] if places else None


def is_choice(rest: Sequence[Word]) -> bool:
    """True if a question offers a choice ("high or low"), which "yes" does not answer; "or not" is none."""
    return any(word.text == "or" and following.text != "not" for word, following in pairwise(rest))


def phrase(rest: Sequence[Word], at: int) -> Sequence[Word]:
    """Return the noun phrase from index ``at`` on, up to a word that ends one."""
    end = at
    while end < len(rest) and end - at < _LONGEST_PHRASE and rest[end].text not in _ENDING:
        end += 1
    return rest[at:end]


def is_plural(word: str) -> bool:
    """True if a noun is likely a plural, by its ending."""
    ending = word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word in _PLURALS or (len(word) > len("gas") and ending and word not in _SINGULARS)


def is_verb(word: str) -> bool:
    """True if a word is likely a verb: a common one, or one that ends like a participle."""
    return word in _VERBS or (len(word) > len("need") and word.endswith(("ed", "ing")))


def head(run: Sequence[Word]) -> Word | None:
    """Return the head noun of a phrase: its first plural, or else its last word; None for an empty one."""
    return next((word for word in run if is_plural(word.text)), run[-1] if run else None)
