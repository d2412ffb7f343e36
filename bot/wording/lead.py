"""Words the lead, the line above an answer, and what stands beside it: the reason, the remarks."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

from bot.wording.grammar import date_text, number, sentence
from bot.wording.template_file import DEFAULT, Lines, load
from index.conversation.small_talk import Talk
from index.library.answer import Answer
from index.ranking.refusal import Reason, ReasonCode
from index.ranking.support import Outcome

__all__ = ["Wording"]

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
MOST_NAMED = 3
"""Words that a reason names at most; set by hand."""
LONGEST_NAMED = 40
"""Characters that a reason shows of one word; set by hand."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The templates by section and key."""

    lines: Lines

    @classmethod
    def load(cls, path: Path | None = None) -> "Wording":
        """Read the templates that ship, overridden by those of an operator's file; raises SettingsError."""
        return cls(load(path))

    def lead(self, answer: Answer) -> str:
        """Return the line above an answer, "" if its quotes speak for themselves."""
        if answer.talk:
            return self._talk(answer)
        if answer.reason and answer.reason.code in {ReasonCode.EMPTY, ReasonCode.NO_WORD}:
            return sentence(self.reason(answer))
        lines = self.lines[_section(answer)]
        return Template(lines.get(answer.answer_type.name.lower(), lines[DEFAULT])).substitute(self._values(answer))

    def reason(self, answer: Answer) -> str:
        """Return why an answer is unsure or declined, as a clause without a full stop; "" for an answer."""
        if answer.reason is None:
            return ""
        if answer.reason.code is ReasonCode.TALK:
            return self._talk(answer).rstrip(".")
        return Template(self._reason_line(answer, answer.reason)).substitute(
            words=self._named(answer.reason.words), asked=self.lines["asked"].get(answer.answer_type.name.lower(), "")
        )

    def notes(self, answer: Answer) -> Iterator[str]:
        """Yield the remarks beside an answer: what a follow-up took, how words were taken, what is behind."""
        lines = self.lines["notes"]
        if answer.inherited:
            yield Template(lines["subject"]).substitute(subject=answer.inherited)
        yield from answer.notes
        for written, taken in answer.corrections:
            yield Template(lines["correction"]).substitute(written=written, taken=taken)

    def suggested(self, answer: Answer) -> str:
        """Return the line above the suggestions of an answer, "" if it has none."""
        if not answer.suggestions:
            return ""
        return self.lines["talk"]["suggestions" if answer.talk else "near"]

    def _values(self, answer: Answer) -> Mapping[str, str]:
        """The values of what the template of a lead may hold."""
        quotes, reason = answer.quotes, self.reason(answer)
        count, reports = _in_words(len(quotes)), _in_words(len({one.source for one in quotes}))
        noun = "sentence" if all(one.sentence for one in quotes) else "passage"
        values = {"count": count, "noun": noun, "nouns": f"{noun}s", "reports": reports, "reason": reason}
        values |= {"Count": count.capitalize(), "Reports": reports.capitalize()}
        return values | {"title": quotes[0].title if quotes else "", "Reason": sentence(reason).removesuffix(".")}

    def _reason_line(self, answer: Answer, reason: Reason) -> str:
        """The template of a reason, for one word or for several."""
        lines = self.lines["why_unsure" if answer.outcome is Outcome.UNSURE else "why_declined"]
        if answer.incomplete and answer.outcome is Outcome.DECLINED:
            lines = {**lines, **self.lines["why_incomplete"]}
        key = reason.code.value.replace(" ", "_")
        return lines.get(f"{key}_several", lines[key]) if len(reason.words) > 1 else lines[key]

    def _named(self, words: Sequence[str]) -> str:
        """Some words in quotation marks, as a list."""
        shown = [f"'{_shortened(word)}'" for word in words[:MOST_NAMED]]
        return self._list(shown, len(words) - len(shown))

    def _list(self, shown: list[str], more: int) -> str:
        """Some names as a list that ends in a number of more."""
        if more > 0:
            shown = [*shown, Template(self.lines["talk"]["and_more"]).substitute(count=f"{more:,}")]
        return " and ".join(filter(None, [", ".join(shown[:-1]), *shown[-1:]]))

    def _talk(self, answer: Answer) -> str:
        """What to say to small talk."""
        lines, talk = self.lines["talk"], answer.talk or Talk.HELP
        line = lines["overview_one"] if talk is Talk.OVERVIEW and answer.sources == 1 else lines[talk.value]
        titles = self._list([_titled(*one) for one in answer.titles], answer.sources - len(answer.titles))
        return Template(line).substitute(sources=number(answer.sources, "source"), titles=titles, count="")


def _section(answer: Answer) -> str:
    """The section of the templates of leads that fits an answer."""
    if answer.outcome is not Outcome.ANSWERED:
        return "incomplete" if answer.incomplete and answer.outcome is Outcome.DECLINED else answer.outcome.value
    if len({one.source for one in answer.quotes}) > 1:
        return "newest" if answer.newest_first else "reports"
    return "one" if len(answer.quotes) == 1 else "several"


def _titled(title: str, date: dt.date | None) -> str:
    return f"“{title}”" + (f" ({date_text(date)})" if date else "")


def _in_words(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def _shortened(word: str) -> str:
    return word if len(word) <= LONGEST_NAMED else f"{word[: LONGEST_NAMED - 1]}…"
