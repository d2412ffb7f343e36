"""Why a question is declined, in plain words."""

from collections.abc import Sequence

from index.query.expansion import ExpandedQuery, is_light
from index.query.question import AnswerType, Question
from index.ranking.scoring import Scored
from index.retrieval.engine import Engine

__all__ = ["why_declined"]

MOST_NAMED = 3
"""Words that a reason names at most."""

LONGEST_NAMED = 40
"""Characters that a reason shows of one word."""

TOGETHER = 0.75
"""The share of the question that one passage must hold for its words to stand together."""

_ASKED = {
    AnswerType.PERSON: "who",
    AnswerType.DATE: "when",
    AnswerType.PLACE: "where",
    AnswerType.NUMBER: "how many or how much",
    AnswerType.MONEY: "how much money",
    AnswerType.PERCENT: "what share",
    AnswerType.DURATION: "how long",
    AnswerType.REASON: "why",
}


def why_declined(question: Question, sought: ExpandedQuery, scored: Sequence[Scored], engine: Engine) -> str:
    """The reason, as a clause that begins in small letters or with a quoted word and has no full stop."""
    if not question.text.strip():
        return "nothing was asked"
    if not sought.terms:
        return "the question holds no word to look for, only words such as 'who' and 'is'"
    unquoted = engine.statistics(sought.terms).unquoted
    lacking = [one for one in _words(question, sought) if one[1] not in sought.known]
    telling = [one for one in lacking if not is_light(one[1])] or lacking
    beside = [word for word, term in telling if term in unquoted]
    if beside:
        return f"{_named(beside)} {_stand(beside)} only in page furniture, which is never quoted"
    if telling and (len(telling) == len(lacking) or not scored):
        words = [word for word, _ in telling]
        return f"{_named(words)} {_appear(words)} nowhere in the sources"
    best = max((one.figures["coverage"] for one in scored), default=0.0)
    if scored and best >= TOGETHER and scored[0].figures.get("kind of answer", 0.0) < 0 and question.kind in _ASKED:
        return f"the sources have these words, but do not say {_ASKED[question.kind]}"
    return "the words stand in the sources, but not together"


def _words(question: Question, sought: ExpandedQuery) -> list[tuple[str, str]]:
    """A question's own words as written, each with its term, once."""
    words: dict[str, str] = {}
    for token in question.tokens:
        if token.term in sought.terms and token.term not in question.taken:
            words.setdefault(token.term, question.text[token.start : token.end])
    return [(word, term) for term, word in words.items()]


def _named(words: Sequence[str]) -> str:
    """Some words in quotation marks, as a list."""
    shown = [f"'{_short(word)}'" for word in words[:MOST_NAMED]]
    if len(words) > MOST_NAMED:
        return f"{', '.join(shown)} and {len(words) - MOST_NAMED} more words"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _short(word: str) -> str:
    return word if len(word) <= LONGEST_NAMED else f"{word[: LONGEST_NAMED - 1]}…"


def _appear(words: Sequence[str]) -> str:
    return "appears" if len(words) == 1 else "appear"


def _stand(words: Sequence[str]) -> str:
    return "stands" if len(words) == 1 else "stand"
