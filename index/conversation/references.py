"""Signs of an incomplete question: a pronoun without an antecedent, or a question word with hardly anything else."""

from collections.abc import Sequence

from index.query.answer_type import classify
from index.query.light import is_light
from index.query.phrases import BEING, Word, is_verb, question_word
from index.text.analyzer import term
from index.text.language import DEFAULT
from index.text.lexicon import FUNCTION_WORDS, words
from index.text.patterns import pattern

__all__ = ["is_bare", "refers"]

_NOMINATIVE, _POSSESSIVE, _SPEAKERS = words("nominative"), words("owners"), words("speakers")
_PRONOUNS = words("nominative", "owners", "references")
_CLAUSES, _TIMES, _HERE = words("clauses"), words("times"), words("at_hand")
_AUXILIARIES, _QUESTION_WORDS = words("auxiliaries"), words("question_words")
_UNFINISHED, _DEMONSTRATIVES = words("unfinished_questions"), words("demonstratives")
_PERSONAL, _COUNTED = words("personal"), words("counted_pronouns")
_EXISTENTIAL, _CONJUNCTION, _INTENSIFIERS = words("existential"), words("conjunction"), words("intensifiers")
_QUANTIFIERS, _OFFERS, _COORDINATING = words("quantifiers"), words("offers"), words("coordinating")
_IMPERSONAL, _OWNER_OR_OBJECT, _BEFORE_FOCUS = words("impersonal"), words("owner_or_object"), words("before_focus")


def refers(rest: str, found: Sequence[Word]) -> bool:
    """True if a pronoun of a question stands for something that the question does not name before it."""
    if _is_expletive(found):
        return False
    places = [at for at, word in enumerate(found) if word.text in _PRONOUNS and _is_anaphoric(found, at)]
    return any(not _named_before(rest, found, at) for at in places)


def is_bare(rest: str, found: Sequence[Word]) -> bool:
    """True if a question says hardly more than what it asks for: "Why?", "In which city?", "Who attended?"."""
    texts, offers = {word.text for word in found}, found[0].text in _OFFERS
    if _is_expletive(found) or texts & _SPEAKERS or found[-1].text in _UNFINISHED:
        return False
    if question_word(found, rest) is None and not offers:
        return False
    classification = classify(rest)
    said = [word for word in found if word != classification.focus and _is_content(word)]
    if len(said) != 1:
        return not said
    if is_verb(said[0].text):  # "Who attended?", and not "Where is parking?"
        return said[0] == found[-1] and not pattern(DEFAULT, "gerund").fullmatch(said[0].text)
    return (classification.unit or offers) and not texts & _AUXILIARIES  # "How many hours of play?"


def _is_expletive(found: Sequence[Word]) -> bool:
    return pattern(DEFAULT, "expletive").search(" ".join(word.text for word in found)) is not None


def _is_content(word: Word) -> bool:
    """True if a word says what a question is about."""
    return word.text not in FUNCTION_WORDS and not is_light(term(word.text))


def _is_anaphoric(found: Sequence[Word], at: int) -> bool:
    """True if a pronoun can refer to an earlier question, unlike that of "there is", "that he came", "this year"."""
    word, before = found[at].text, found[at - 1].text if at else ""
    following = found[at + 1].text if at + 1 < len(found) else ""
    if word in _EXISTENTIAL:
        return not following and (found[0].text in _PERSONAL or before not in BEING)
    if word in _CONJUNCTION:
        return before not in _INTENSIFIERS and (not following or before in _AUXILIARIES)
    if word in _DEMONSTRATIVES:
        return following not in _TIMES | _HERE
    if word in _COUNTED:
        return at > 0 and before not in _QUANTIFIERS and (not following or following in FUNCTION_WORDS)
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
    owns = pronoun.text in _POSSESSIVE and (
        pronoun.text not in _OWNER_OR_OBJECT or following not in FUNCTION_WORDS | {""}
    )
    acts = pronoun.text in _NOMINATIVE or (pronoun.text in _IMPERSONAL and following in _AUXILIARIES)
    if not (owns or acts or clause):
        return False
    return any(_is_content(word) and not is_verb(word.text) for word in _behind_focus(rest, before))


def _begins_clause(rest: str, found: Sequence[Word], at: int) -> bool:
    """True if a word begins a new clause: "What is the CPLA, and who is its secretary?"."""
    word, before = found[at], found[at - 1]
    opens = word.text in _QUESTION_WORDS | _AUXILIARIES
    return opens and (before.text in _COORDINATING or "," in rest[before.end : word.start])


def _behind_focus(rest: str, before: Sequence[Word]) -> Sequence[Word]:
    """Return the words behind what is asked for: from "did" on in "Which law did he", all behind "who"."""
    at = question_word(before, rest) if before else None
    if at is None:
        return before
    behind = before[at + 1 :]
    if before[at].text in _BEFORE_FOCUS:
        return next((behind[place:] for place, word in enumerate(behind) if word.text in _AUXILIARIES), ())
    return behind
