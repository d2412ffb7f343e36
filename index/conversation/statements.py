"""What a question says besides what it asks: "was the first dialogue held" of "When was the first dialogue held"."""

from index.conversation.noun_phrases import noun_phrases, whole_words
from index.conversation.verbs import is_past
from index.query.answer_type import classify
from index.query.phrases import Word, after_opening, asking
from index.text.lexicon import FUNCTION_WORDS, words

__all__ = ["adverbial", "doer", "inverted", "passive", "statement"]

_AUXILIARIES, _PREPOSITIONS = words("auxiliaries"), words("prepositions")
_SAME = words("past_participles")
_ADVERBS = frozenset(["when", "where", "why", "how", "long", "often", "ago"])
# past forms that are no participles
_PARTICIPLES = {
    "beat": "beaten",
    "began": "begun",
    "broke": "broken",
    "chose": "chosen",
    "drew": "drawn",
    "drove": "driven",
    "gave": "given",
    "knew": "known",
    "ran": "run",
    "sang": "sung",
    "saw": "seen",
    "stole": "stolen",
    "threw": "thrown",
    "took": "taken",
    "wrote": "written",
}


def statement(earlier: str) -> str:
    """A question without the words that asked."""
    found = after_opening(whole_words(earlier))
    at = asking(found, earlier)
    focus = classify(earlier).focus
    if at is None:
        kept = earlier if focus is None else earlier[: focus.start] + earlier[focus.end :]
        return _lowered(" ".join(kept.split()))
    phrases = noun_phrases(earlier, found)
    named = focus is not None and any(one.start <= focus.start < one.end for one in phrases)
    begin = max(found[at].end, focus.end if focus and named and focus.start >= found[at].start else 0)
    if found[at].text == "how" and at + 1 < len(found) and found[at + 1].text not in _AUXILIARIES:  # "how long did"
        begin = max(begin, found[at + 1].end)
    head = earlier[found[0].start : found[at].start] if at > 1 else ""
    return f"{head}{earlier[begin:]}".strip(" ,")


def _lowered(text: str) -> str:
    """A question without the capital of its first word, where that is no name."""
    first = text.split(" ", 1)[0]
    return text[:1].lower() + text[1:] if first.lower() in FUNCTION_WORDS else text


def adverbial(found: list[Word]) -> bool:
    """Whether what asks goes with a whole statement, as "why" and "in which city" do, and "who" does not."""
    return found[-1].text in _ADVERBS or found[0].text in _PREPOSITIONS


def doer(earlier: str) -> str | None:
    """What somebody did, of a question for who did it: "wrote the report"; or None."""
    found = after_opening(whole_words(earlier))
    at = asking(found, earlier)
    behind = found[at + 1 :] if at is not None and found[at].text == "who" else []
    return earlier[behind[0].start :] if behind and behind[0].text not in _AUXILIARIES else None


def inverted(earlier: str) -> str | None:
    """A question for its subject as a statement that another question word opens, or None.

    "Which cases were discussed" gives "were cases discussed".
    """
    found = after_opening(whole_words(earlier))
    at = asking(found, earlier)
    if at is None or found[at].text not in {"which", "what", "whose"}:
        return None
    phrases = [one for one in noun_phrases(earlier, found) if one.start >= found[at].end]
    behind = [word for word in found if phrases and word.start >= phrases[0].end]
    subject_asked = phrases and phrases[0].start == found[at].end + 1 and len(behind) > 1
    opens = {one.start for one in phrases}
    if not subject_asked or behind[0].text not in _AUXILIARIES or behind[1].start in opens:
        return None
    said = earlier[phrases[0].start : phrases[0].end]
    return f"{behind[0].text} {said}{earlier[behind[0].end :]}"


def passive(said: str) -> str | None:
    """A statement that lacks its subject in the passive: "was the ribbon cut" of "cut the ribbon"; or None."""
    found = whole_words(f"who {said}")
    if len(found) < len(["who", "cut", "ribbon"]):
        return None
    verb = found[1].text
    participle = verb if is_past(verb) or verb in _SAME else _PARTICIPLES.get(verb)
    what = next((one for one in noun_phrases(f"who {said}", found) if one.start == found[1].end + 1), None)
    if participle is None or what is None:
        return None
    text = f"who {said}"
    return f"{'were' if what.plural else 'was'} {text[what.start : what.end]} {participle}{text[what.end :]}"
