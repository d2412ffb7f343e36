"""The pronoun of a question that stands for something the question does not name itself."""

import re

from index.conversation.noun_phrases import is_ordinal, noun_phrases
from index.query.answer_type import classify
from index.query.phrases import Word
from index.text.lexicon import FUNCTION_WORDS, words

__all__ = ["DEMONSTRATIVE", "PERSONAL", "PLURAL", "is_content", "is_possessive", "referring", "speaks_of_nothing"]

PERSONAL = frozenset(["he", "she", "him", "her", "his", "hers"])
PLURAL = frozenset(["they", "them", "their", "theirs"])
_THINGS = frozenset(["it", "its", "this", "that", "these", "those", "there"])
_POSSESSIVE = frozenset(["his", "hers", "its", "their", "theirs"])
_NOMINATIVE = frozenset(["he", "she", "they"])
_CLAUSES = frozenset(["that", "if", "whether", "because", "while", "although"])
_TIMES = frozenset(["year", "week", "month", "morning", "afternoon", "evening", "time", "day", "century", "decade"])
DEMONSTRATIVE = frozenset(["this", "these", "those"])
_AUXILIARIES, _PREPOSITIONS = words("auxiliaries"), words("prepositions")
_QUESTION_WORDS = words("question_words")
# "it" that stands for nothing: is it true that; how long does it take to fly; what time is it; does it rain
_EXPLETIVE = re.compile(
    r"\b(?:is|was) (?:it|that) (?:true|right|correct|possible|likely|clear|known|necessary|legal|allowed|safe|worth)\b"
    r"|\bit (?:takes?|costs?) \w* ?to (?!the\b|an?\b)|\bit (?:is|was) \w+ (?:that|who|to)\b"
    r"|\b(?:does|did|will|would|can) it (?:take|cost|mean|require|help|matter|hurt|make sense)\b(?:.* )?"
    r"(?:if|when|that|to (?!the\b|an?\b))"
    r"|\b(?:is|was) it \w+ (?:that|who|to)\b|\b(?:time|day|date|year|month|late|early) is it(?: in| now|$)"
    r"|\b(?:hot|cold|warm|far) (?:is|was) it (?:in|to|from|outside|there|today|now)\b"
    r"|\bit (?:rain|snow)(?:s|ed|ing)?\b"
)
# what is pointed at where one writes, and no question spoke of: "Who made this bot?"
_HERE = frozenset(["answer", "app", "bot", "channel", "chat", "group", "message", "page", "question", "server", "site"])


def speaks_of_nothing(rest: str) -> bool:
    """Whether the "it" of a question stands for nothing, as in "What time is it?"."""
    return _EXPLETIVE.search(rest.lower()) is not None


def referring(rest: str, found: list[Word]) -> list[Word]:
    """The pronouns that stand for something the question does not name itself."""
    pronouns = []
    for at, word in enumerate(found):
        following = found[at + 1].text if at + 1 < len(found) else ""
        stands_in = word.text in {"one", "ones"} and at > 0 and is_ordinal(found[at - 1].text)
        refers = word.text in PERSONAL | PLURAL or (word.text in _THINGS and _refers(found, at, following))
        if (stands_in or refers) and not _names_it_before(rest, found, at, following):
            pronouns.append(word)
    return pronouns


def _names_it_before(rest: str, found: list[Word], at: int, following: str) -> bool:
    """Whether the question itself names before what its pronoun stands for, as in "Did Guo say that he came".

    An object is never the subject of its own clause, so in "Did Guo meet him" he is somebody else.
    """
    pronoun, focus = found[at], classify(rest).focus
    said = [one for one in noun_phrases(rest, found) if one.end <= pronoun.start and not rest[one.start].isdigit()]
    before = {word.end: word.text for word in found}
    said = [one for one in said if before.get(one.start - 1, "") not in _PREPOSITIONS]
    if any(_begins_clause(rest, found, one.end, place) for one in said for place in range(1, at)):
        return True
    if not (
        is_possessive(pronoun.text, following)
        or pronoun.text in _NOMINATIVE
        or any(word.text in _CLAUSES for word in found[:at])
    ):
        return False
    return any(not (focus and one.start <= focus.start < one.end) for one in said)


def _begins_clause(rest: str, found: list[Word], behind: int, at: int) -> bool:
    """Whether a word behind an offset begins a new clause: "What is the CPLA, and who is its secretary?"."""
    word, before = found[at], found[at - 1]
    opens = word.text in _QUESTION_WORDS | _AUXILIARIES
    return word.start > behind and opens and (before.text in {"and", "but"} or "," in rest[before.end : word.start])


def is_possessive(pronoun: str, following: str) -> bool:
    """Whether a pronoun owns the word behind it ("his title", "her title"), and does not stand alone ("met her")."""
    return pronoun in _POSSESSIVE or (pronoun == "her" and is_content(following))


def is_content(word: str) -> bool:
    """Whether a word carries meaning."""
    return bool(word) and word not in FUNCTION_WORDS


def _refers(found: list[Word], at: int, following: str) -> bool:
    """Whether "it", "this", "that" or "there" points to the question before."""
    word, before = found[at].text, found[at - 1].text if at else ""
    if word == "there":
        asked_for = found[0].text == "who" or before not in {"is", "are", "was", "were"}
        return not following and asked_for
    if word == "that":
        return (not following or before in _AUXILIARIES) and before not in {"so", "is it"}
    if word in DEMONSTRATIVE:
        return following not in _TIMES | _HERE
    return True
