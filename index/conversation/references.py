"""Signs of an incomplete question: a pronoun without an antecedent, or a question word with hardly anything else."""

import re
from collections.abc import Sequence

from index.query.answer_type import classify
from index.query.light import is_light
from index.query.phrases import BEING, Word, is_verb, question_word
from index.text.analyzer import term
from index.text.lexicon import FUNCTION_WORDS, words

__all__ = ["is_bare", "refers"]

_NOMINATIVE, _POSSESSIVE, _SPEAKERS = words("nominative"), words("owners"), words("speakers")
_PRONOUNS = words("nominative", "owners", "references")
_CLAUSES, _TIMES, _HERE = words("clauses"), words("times"), words("at_hand")
_AUXILIARIES, _QUESTION_WORDS = words("auxiliaries"), words("question_words")
_UNFINISHED = words("articles") | {"about"}
# "it" without a referent: is it true that; how long does it take to fly; what time is it; does it rain
_EXPLETIVE = re.compile(
    r"\b(?:is|was) (?:it|that) (?:true|right|correct|possible|likely|clear|known|necessary|legal|allowed|safe|worth)\b"
    r"|\bit (?:takes?|costs?) \w* ?to (?!the\b|an?\b)|\bit (?:is|was) \w+ (?:that|who|to)\b"
    r"|\b(?:does|did|will|would|can) it (?:take|cost|mean|require|help|matter|hurt|make sense)\b(?:.* )?"
    r"(?:if|when|that|to (?!the\b|an?\b))"
    r"|\b(?:is|was) it \w+ (?:that|who|to)\b|\b(?:time|day|date|year|month|late|early) is it(?: in| now|$)"
    r"|\b(?:hot|cold|warm|far) (?:is|was) it (?:in|to|from|outside|there|today|now)\b"
    r"|\bit (?:rain|snow)(?:s|ed|ing)?\b"
)


def refers(rest: str, found: Sequence[Word]) -> bool:
    """True if a pronoun of a question stands for something that the question does not name before it."""
    if _is_expletive(found):
        return False
    places = [at for at, word in enumerate(found) if word.text in _PRONOUNS and _is_anaphoric(found, at)]
    return any(not _named_before(rest, found, at) for at in places)


def is_bare(rest: str, found: Sequence[Word]) -> bool:
    """True if a question says hardly more than what it asks for: "Why?", "In which city?", "Who attended?"."""
    texts, offers = {word.text for word in found}, found[0].text == "any"
    if _is_expletive(found) or texts & _SPEAKERS or found[-1].text in _UNFINISHED:
        return False
    if question_word(found, rest) is None and not offers:
        return False
    classification = classify(rest)
    said = [word for word in found if word != classification.focus and _is_content(word)]
    if len(said) != 1:
        return not said
    if is_verb(said[0].text):  # "Who attended?", and not "Where is parking?"
        return said[0] == found[-1] and not said[0].text.endswith("ing")
    return (classification.unit or offers) and not texts & _AUXILIARIES  # "How many hours of play?"


def _is_expletive(found: Sequence[Word]) -> bool:
    return _EXPLETIVE.search(" ".join(word.text for word in found)) is not None


def _is_content(word: Word) -> bool:
    """True if a word says what a question is about."""
    return word.text not in FUNCTION_WORDS and not is_light(term(word.text))


def _is_anaphoric(found: Sequence[Word], at: int) -> bool:
    """True if a pronoun can refer to an earlier question, unlike that of "there is", "that he came", "this year"."""
    word, before = found[at].text, found[at - 1].text if at else ""
    following = found[at + 1].text if at + 1 < len(found) else ""
    if word == "there":
        return not following and (found[0].text == "who" or before not in BEING)
    if word == "that":
        return before != "so" and (not following or before in _AUXILIARIES)
    if word in {"this", "these", "those"}:
        return following not in _TIMES | _HERE
    if word in {"one", "ones"}:
        return at > 0 and before not in {"no", "any", "every"} and (not following or following in FUNCTION_WORDS)
    return True


def _named_before(rest: str, found: Sequence[Word], at: int) -> bool:
    """True if a question names a pronoun's antecedent before it: "Did Guo say that he came".

    An object pronoun never refers to the subject of its own clause: in "Did Guo meet him" he is somebody else.
    """
    pronoun, following = found[at], found[at + 1].text if at + 1 < len(found) else ""
    before = found[:at]
    begins = [place for place in range(1, at) if _begins_clause(rest, found, place)]
    if begins and found[0].text in _CLAUSES | _QUESTION_WORDS | _AUXILIARIES:
        return any(_is_content(word) for word in found[: begins[-1]])
    clause = any(word.text in _CLAUSES for word in before[1:])
    owns = pronoun.text in _POSSESSIVE and (pronoun.text != "her" or following not in FUNCTION_WORDS | {""})
    acts = pronoun.text in _NOMINATIVE or (pronoun.text == "it" and following in _AUXILIARIES)
    if not (owns or acts or clause):
        return False
    return any(_is_content(word) and not is_verb(word.text) for word in _behind_focus(rest, before))


def _begins_clause(rest: str, found: Sequence[Word], at: int) -> bool:
    """True if a word begins a new clause: "What is the CPLA, and who is its secretary?"."""
    word, before = found[at], found[at - 1]
    opens = word.text in _QUESTION_WORDS | _AUXILIARIES
    return opens and (before.text in {"and", "but"} or "," in rest[before.end : word.start])


def _behind_focus(rest: str, before: Sequence[Word]) -> Sequence[Word]:
    """Return the words behind what is asked for: from "did" on in "Which law did he", all behind "who"."""
    at = question_word(before, rest) if before else None
    if at is None:
        return before
    behind = before[at + 1 :]
    if before[at].text in {"which", "what", "whose", "how"}:
        return next((behind[place:] for place, word in enumerate(behind) if word.text in _AUXILIARIES), ())
    return behind
