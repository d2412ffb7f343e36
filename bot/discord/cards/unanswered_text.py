"""The lines that tell a moderator of questions without a good answer."""

from collections.abc import Mapping, Sequence

from bot.discord.cards.citing import one_line, remark
from bot.discord.cards.escaping import code, link
from bot.wording.grammar import joined, number

__all__ = ["group_text", "head_text"]

WORDING, CITATION = 60, 200
"""The longest further wording and citation that are shown whole, in characters."""
WORDINGS = 2
"""Further wordings that are shown."""
OUTCOMES = ("answered", "unsure", "declined")
TITLE = "### Questions without a good answer"
COUNTED = "-# Answers in the last {} where you can read along: {}."
UNSTORED = (
    "-# The words of questions are not stored, so that only disliked answers are listed, by what they cite;"
    " `store_questions = true` in the settings of the bot stores the words to come."
)
NONE = "Nothing is left here: all of it was answered, or is dismissed."
LISTED = "-# {}, the most frequent first; what is dismissed comes back when it is asked again."


def head_text(counts: Mapping[str, int], groups: int, days: int, *, stored: bool) -> str:
    """Return the head of a list of so many ``groups``; ``stored`` says whether the words of questions are."""
    counted = joined(*(f"{counts.get(outcome, 0):,} {outcome}" for outcome in OUTCOMES))
    listed = LISTED.format(number(groups, "entry", "entries")) if groups else NONE
    lines = [TITLE, COUNTED.format(number(days, "day"), counted), *([] if stored else [UNSTORED]), listed]
    return "\n".join(lines)


def group_text(  # noqa: PLR0913 - all that is told of a group
    questions: Sequence[str],
    citations: Sequence[str],
    outcomes: Mapping[str, int],
    *,
    dislikes: int,
    at: float,
    url: str,
) -> str:
    """Return the lines of a group: its wordings or else what was cited, and how often it was answered how.

    ``at`` is the time of the last answer in seconds, ``url`` its address.
    """
    first, *others = questions or [""]
    title = f"**{remark(first)}**" if first else _cited(citations)
    more = f" and {len(others) - WORDINGS:,} more" if len(others) > WORDINGS else ""
    also = ", ".join(f"“{remark(one, WORDING)}”" for one in others[:WORDINGS])
    told = [f"{times:,} {outcome}" for outcome, times in outcomes.items()] + [f"{dislikes:,} 👎"] * bool(dislikes)
    asked = f"{'Asked' if first else 'Given'} {number(sum(outcomes.values()), 'time')}"
    last = f"last <t:{int(at)}:R>, {link('there', url)}"
    return "\n".join([title, *([f"-# Also: {also}{more}"] if also else []), f"-# {joined(asked, *told, last)}"])


def _cited(citations: Sequence[str]) -> str:
    if not citations:
        return "**An answer without a quote**"
    more = f" and {len(citations) - 1} more" if len(citations) > 1 else ""
    return f"{code(one_line(citations[0], CITATION))}{more}"
