"""The lines that tell a moderator of questions without a good answer."""

from collections.abc import Mapping, Sequence

from bot.discord.cards.citing import linked, one_line, remark
from bot.discord.cards.escaping import link
from bot.wording.grammar import joined
from bot.wording.speaking import counted, said, voice

__all__ = ["group_text", "head_text"]

WORDING, CITATION = 60, 200
"""The longest further wording and citation that are shown whole, in characters."""
WORDINGS = 2
"""Further wordings that are shown."""
OUTCOMES = ("answered", "unsure", "declined")


def head_text(counts: Mapping[str, int], groups: int, days: int, *, stored: bool) -> str:
    """Return the head of a list of so many ``groups``; ``stored`` says whether the words of questions are."""
    given = joined(*(said(f"unanswered.{outcome}", count=counts.get(outcome, 0)) for outcome in OUTCOMES))
    lines = [said("unanswered.title"), f"-# {said('unanswered.counted', days=counted('day', days), counts=given)}"]
    lines += [] if stored else [f"-# {said('unanswered.unstored')}"]
    listed = f"-# {said('unanswered.listed', entries=counted('entry', groups))}" if groups else said("unanswered.none")
    return "\n".join([*lines, listed])


def group_text(  # noqa: PLR0913 - all that is told of a group
    questions: Sequence[str],
    citations: Sequence[str],
    outcomes: Mapping[str, int],
    *,
    dislikes: int,
    at: float,
    url: str,
    page: str | None = None,
) -> str:
    """Return the lines of a group: its wordings or else what was cited, and how often it was answered how.

    ``at`` is the time of the last answer in seconds, ``url`` its address, and ``page`` that of its first citation.
    """
    first, *others = questions or [""]
    title = f"**{remark(first)}**" if first else _cited(citations, page)
    told = [said(f"unanswered.{outcome}", count=times) for outcome, times in outcomes.items()]
    told += [f"{voice().number(dislikes)} 👎"] * bool(dislikes)
    times = counted("time", sum(outcomes.values()))
    asked = said("unanswered.asked" if first else "unanswered.given", times=times)
    last = said("unanswered.last", when=f"<t:{int(at)}:R>", there=link(said("unanswered.there"), url))
    return "\n".join([title, *_also(others), f"-# {joined(asked, *told, last)}"])


def _also(others: Sequence[str]) -> Sequence[str]:
    shown = [said("language.quote", words=remark(one, WORDING)) for one in others[:WORDINGS]]
    named = f"{voice().listed(shown, together=False)}{_more(len(others) - WORDINGS)}"
    return [f"-# {said('unanswered.also', wordings=named)}"] if others else []


def _more(count: int) -> str:
    return said("unanswered.and_more", count=count) if count > 0 else ""


def _cited(citations: Sequence[str], page: str | None) -> str:
    if not citations:
        return f"**{said('unanswered.no_quote')}**"
    return f"{linked(one_line(citations[0], CITATION), page)}{_more(len(citations) - 1)}"
