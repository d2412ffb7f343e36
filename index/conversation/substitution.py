"""Follow-ups that put something in the place of a part of the question before: "What about the second?"."""

import re
from collections.abc import Sequence

from index.annotation import quantities
from index.annotation.entities import names
from index.conversation.noun_phrases import NounPhrase, is_ordinal, noun_phrases, whole_words
from index.conversation.subjects import subject
from index.query.answer_type import classify
from index.query.phrases import Word
from index.text.lexicon import FUNCTION_WORDS, words

__all__ = ["content", "exchanged", "fragment", "names_kind"]

_AUXILIARIES, _PREPOSITIONS = words("auxiliaries"), words("prepositions")
_QUESTION_WORDS, _ARTICLES = words("question_words"), words("articles")
_BEING = frozenset(["is", "are", "was", "were"])
_ABOUT = re.compile(
    r"\W*(?:(?:and|but|or|so|then|ok|okay)\W+)*(?:(?:what|how) about|and|or|same for)\s+(?=\S)", re.IGNORECASE
)

_WITHOUT_END = re.compile(rf"(?:\s+(?:{'|'.join(sorted(_PREPOSITIONS | _ARTICLES))}))*\s*$", re.IGNORECASE)


def content(found: Sequence[Word]) -> list[Word]:
    """The words that carry meaning."""
    return [word for word in found if word.text not in FUNCTION_WORDS or is_ordinal(word.text)]


def fragment(asks: str) -> str | None:
    """What is put in the place of something: "the second" of "What about the second?", "in 2016" of "and in 2016?"."""
    about = _ABOUT.match(asks)
    rest = asks[about.end() :] if about else asks
    found = whole_words(rest)
    if not found or _QUESTION_WORDS & {word.text for word in found} or found[0].text in _AUXILIARIES:
        return None
    short = len(found) <= 4  # noqa: PLR2004 - "in late May 2016"
    leading = found[0].text in _PREPOSITIONS and short and (quantities.dates(rest) or names(rest))
    return rest if about or leading else None


def exchanged(said: str, earlier: str) -> tuple[str, str] | None:
    """The question before with a part of it exchanged, or with the fragment behind it; and what was kept of it."""
    place = _place(said, earlier)
    if place:
        start, end, put = place
        return earlier[:start] + put + earlier[end:], _kept(earlier[:start], earlier[end:], earlier)
    return (f"{earlier} {said[0].lower()}{said[1:]}", earlier) if whole_words(said)[0].text in _PREPOSITIONS else None


def _kept(left: str, right: str, earlier: str) -> str:
    """What was kept, as a person is told: the text on that side that says something, or both with "…" between."""
    before, behind = _told(left), _told(right)
    says, follows = len(_own(before)), len(_own(behind))
    if max(says, follows) > 1:
        return before if says > follows else behind
    if says and not follows:
        return before
    opening = _WITHOUT_END.sub("", left).strip()
    return " … ".join(one for one in (opening, behind) if one) or earlier


def _own(said: str) -> list[Word]:
    return content(whole_words(said))


def _told(said: str) -> str:
    """A text without the words that open a question, unless it counts, and without an article left at its end."""
    found = whole_words(said)
    asks = _QUESTION_WORDS | _BEING
    begin = next((at for at, word in enumerate(found) if word.text not in asks or word.text == "how"), None)
    if begin is not None and found[begin].text in _AUXILIARIES:  # "What does the court say"
        begin = 0
    return _WITHOUT_END.sub("", said[found[begin].start :]).strip() if begin is not None else ""


def _place(said: str, earlier: str) -> tuple[int, int, str] | None:
    """Where the question before has a date, an ordinal, a name or a subject like the fragment's, and what to put."""
    new, old = quantities.dates(said), quantities.dates(earlier)
    if new and old:
        return old[-1].start, old[-1].end, said[new[0].start : new[0].end]
    found = whole_words(said)
    ordinal = next((word.text for word in found if is_ordinal(word.text)), None)
    if ordinal and {word.text for word in content(found)} <= {ordinal, "one", "ones"}:
        return _place_of_ordinal(ordinal, earlier)
    leading = found[0].text if found[0].text in _PREPOSITIONS else ""
    alike = _behind_preposition(leading, earlier) if leading and not new and len(found) > 1 else None
    if alike or new or (leading and not names(said)):
        return (alike.start, alike.end, said[found[1].start :]) if alike else None
    put = said[found[1].start :] if leading and len(found) > 1 else said
    named = [one for one in names(earlier) if not leading or one.before == leading]
    if named and names(put):
        return named[-1].start, named[-1].end, put
    spoken = None if leading else subject(earlier)
    if spoken is None:
        return None
    of = earlier.rfind(" of ", spoken.start, spoken.end)
    begin = of + len(" of ") if of > 0 and found[0].text not in _ARTICLES else spoken.start
    return begin, spoken.end, put


def _behind_preposition(preposition: str, earlier: str) -> NounPhrase | None:
    """The last phrase of a question behind a preposition: "privacy" of "say about privacy" for "about"."""
    found = whole_words(earlier)
    ends = {word.end + 1 for word in found if word.text == preposition}
    return next((one for one in reversed(noun_phrases(earlier, found)) if one.start in ends), None)


def _place_of_ordinal(ordinal: str, earlier: str) -> tuple[int, int, str] | None:
    had = next((word for word in whole_words(earlier) if is_ordinal(word.text)), None)
    if had:
        return had.start, had.end, ordinal
    spoken = subject(earlier)
    start = spoken.start + _article(earlier, spoken) if spoken else 0
    return (start, start, f"{ordinal} ") if spoken else None


def _article(text: str, phrase: NounPhrase) -> int:
    """How many characters the article at the beginning of a phrase takes."""
    first = text[phrase.start : phrase.end].split(" ", 1)[0]
    return len(first) + 1 if first.lower() in _ARTICLES else 0


def names_kind(said: str) -> bool:
    """Whether a fragment names what is asked for now: "and the place?"."""
    opens = whole_words(said)[0].text in _PREPOSITIONS
    return not opens and classify(said).names_kind and len(content(whole_words(said))) == 1
