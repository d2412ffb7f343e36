"""What a question says besides what it asks: "was the first dialogue held" of "When was the first dialogue held"."""

from index.kinds import asked
from index.lexicon import FUNCTION_WORDS
from index.nounphrases import noun_phrases, whole_words
from index.phrases import Word, after_opening, asking
from index.verbs import is_past

__all__ = ["adverbial", "passive", "statement"]

_ADVERBS = frozenset(["when", "where", "why", "how", "long", "often", "ago"])
# past forms that are participles too, and those that are not
_SAME = frozenset(
    ["beat", "bought", "brought", "built", "caught", "cut", "fought", "found", "heard", "held", "hit", "kept", "led"]
    + ["left", "lost", "made", "met", "paid", "put", "read", "sent", "set", "shut", "sold", "taught", "told", "won"]
)
_PARTICIPLES = {
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
    focus = asked(earlier).focus
    if at is None:
        kept = earlier if focus is None else earlier[: focus.start] + earlier[focus.end :]
        return _lowered(" ".join(kept.split()))
    begin = max(found[at].end, focus.end if focus and focus.start >= found[at].start else 0)
    head = earlier[found[0].start : found[at].start] if at > 1 else ""
    return f"{head}{earlier[begin:]}".strip(" ,")


def _lowered(text: str) -> str:
    """A question without the capital of its first word, where that is no name."""
    first = text.split(" ", 1)[0]
    return text[:1].lower() + text[1:] if first.lower() in FUNCTION_WORDS else text


def adverbial(found: list[Word]) -> bool:
    """Whether what asks goes with a whole statement, as "why" and "in which city" do, and "who" does not."""
    return found[-1].text in _ADVERBS or found[0].text in {"in", "on", "at", "since", "until", "for"}


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
