"""Words the lead, the line above an answer, and what stands beside it: the reason, the remarks."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.wording.direction import Spoken
from bot.wording.of_sources import of_sources
from bot.wording.template_file import DEFAULT, ENGLISH, load
from bot.wording.voice import Voice
from index.conversation.small_talk import Talk
from index.library.answer import Answer
from index.ranking.refusal import Reason, ReasonCode
from index.ranking.support import Outcome

__all__ = ["Wording"]

MOST_NAMED = 3
"""Words that a reason names at most; set by hand."""
LONGEST_NAMED = 40
"""Characters that a reason shows of one word; set by hand."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Words answers in a voice."""

    voice: Voice

    @classmethod
    def load(cls, path: Path | None = None) -> "Wording":
        """Word in English, overridden by an operator's file; raises SettingsError."""
        return cls(Voice(ENGLISH, load(ENGLISH, path)))

    def lead(self, answer: Answer) -> str:
        """Return the line above an answer, "" if its quotes speak for themselves."""
        if answer.talk:
            return self._talk(answer)
        if answer.reason and answer.reason.code in {ReasonCode.EMPTY, ReasonCode.NO_WORD}:
            return self.voice.sentence(self.reason(answer))
        section, kind = _section(answer), answer.answer_type.name.lower()
        key = kind if kind in self.voice.lines[section] else DEFAULT
        return self.voice.say(f"{section}.{key}", **self._values(answer))

    def reason(self, answer: Answer) -> str:
        """Return why an answer is unsure or declined, as a clause without a full stop; "" for an answer."""
        if answer.reason is None:
            return ""
        if answer.reason.code is ReasonCode.TALK:
            return self._talk(answer).rstrip(".")
        asked = self.voice.lines["asked"].get(answer.answer_type.name.lower(), "")
        return self.voice.say(
            self._reason_key(answer, answer.reason),
            words=self._named(answer.reason.words),
            asked=asked,
            tongues=self._tongues(answer.reason.languages),
        )

    def notes(self, answer: Answer) -> Iterator[str]:
        """Yield the remarks beside an answer: what a follow-up took, how words were taken, what is behind."""
        if answer.inherited:
            yield self.voice.say("notes.subject", subject=answer.inherited)
        yield from (of_sources(one, self.voice) for one in answer.notes)
        for written, taken in answer.corrections:
            yield self.voice.say("notes.correction", written=written, taken=taken)

    def suggested(self, answer: Answer) -> str:
        """Return the line above the suggestions of an answer, "" if it has none."""
        if not answer.suggestions:
            return ""
        return self.voice.say("talk.suggestions" if answer.talk else "talk.near")

    def _values(self, answer: Answer) -> Mapping[str, str]:
        """The values of what the template of a lead may hold."""
        quotes, reason = answer.quotes, self.reason(answer)
        count, reports = map(self.voice.in_words, (len(quotes), len({one.source for one in quotes})))
        noun = "sentence" if all(one.sentence for one in quotes) else "passage"
        nouns = {"noun": self.voice.say(f"language.{noun}"), "nouns": self.voice.say(f"language.{noun}s")}
        values = {"count": count, **nouns, "reports": reports, "reason": reason}
        values |= {"Count": count.capitalize(), "Reports": reports.capitalize()}
        return values | {"title": quotes[0].title if quotes else "", "Reason": self._begun(reason)}

    def _begun(self, clause: str) -> str:
        """A clause with a capital letter and without a full stop."""
        return Spoken(self.voice.sentence(clause).removesuffix(self.voice.lines["language"]["stop"]))

    def _reason_key(self, answer: Answer, reason: Reason) -> str:
        """The key of a reason, for one word or for several."""
        lines, key = self.voice.lines, reason.code.value.replace(" ", "_")
        section = "why_unsure" if answer.outcome is Outcome.UNSURE else "why_declined"
        if answer.incomplete and answer.outcome is Outcome.DECLINED and key in lines["why_incomplete"]:
            section = "why_incomplete"
        several = f"{key}_several"
        return f"{section}.{several if len(reason.words) > 1 and several in lines[section] else key}"

    def _named(self, words: Sequence[str]) -> str:
        """Some words in quotation marks, as a list."""
        shown = [self.voice.say("language.word", word=_shortened(word)) for word in words[:MOST_NAMED]]
        return self._list(shown, len(words) - len(shown))

    def _tongues(self, codes: Sequence[str]) -> str:
        """Some languages as a list, as one says that something is in them."""
        names = self.voice.lines["tongues"]
        shown = [Spoken(names.get(code) or names["other"]) for code in codes[:MOST_NAMED]]
        return self.voice.listed([*dict.fromkeys(shown)])

    def _list(self, shown: list[str], more: int) -> str:
        """Some names as a list that ends in a number of more."""
        if more > 0:
            shown = [*shown, self.voice.say("talk.and_more", count=more)]
        return self.voice.listed(shown)

    def _talk(self, answer: Answer) -> str:
        """What to say to small talk."""
        talk = answer.talk or Talk.HELP
        titles = self._list([self._titled(*one) for one in answer.titles], answer.sources - len(answer.titles))
        sources = self.voice.say("counts.source", count=answer.sources)
        return self.voice.say(f"talk.{talk.value}", sources=sources, titles=titles, count=answer.sources)

    def _titled(self, title: str, date: dt.date | None) -> str:
        if date is None:
            return self.voice.say("language.title", title=title)
        return self.voice.say("language.title_dated", title=title, date=self.voice.date(date))


def _section(answer: Answer) -> str:
    """The section of the templates of leads that fits an answer."""
    if answer.outcome is not Outcome.ANSWERED:
        return "incomplete" if answer.incomplete and answer.outcome is Outcome.DECLINED else answer.outcome.value
    if len({one.source for one in answer.quotes}) > 1:
        return "newest" if answer.newest_first else "reports"
    return "one" if len(answer.quotes) == 1 else "several"


def _shortened(word: str) -> str:
    return word if len(word) <= LONGEST_NAMED else f"{word[: LONGEST_NAMED - 1]}…"
