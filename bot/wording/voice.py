"""A voice: what is said around quotes in one language, with numbers, dates and lists as that language writes them."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from string import Template
from types import MappingProxyType

from bot.wording.direction import Spoken, isolated
from bot.wording.template_file import Lines

__all__ = ["PLURALS", "Voice"]

PLURALS: Mapping[str, tuple[Sequence[str], Callable[[int], str]]] = MappingProxyType(
    {
        "none": ((), lambda _: ""),
        "one": (("one",), lambda count: "one" if count == 1 else ""),
        "zero_one": (("one",), lambda count: "one" if count in {0, 1} else ""),
    }
)
"""The plural rules by name: the endings of keys, and which of them a number takes, "" for the key without one."""

STOPS = (".", "…", "!", "?", "。", "？", "！")


@dataclass(frozen=True, slots=True)
class Voice:
    """The texts of one language, by section and key; ``code`` is that of the language, such as "en"."""

    code: str
    lines: Lines

    def say(self, key: str, /, **values: object) -> str:
        """Return the text of a key ("section.name") with its values.

        A whole number is written as the language does; ``count`` also chooses the form. Text that is read from right to
        left is set apart, so that it cannot turn around what stands beside it.
        """
        section, _, name = key.partition(".")
        lines = self.lines[section]
        count = values.get("count")
        form = PLURALS[self.lines["language"]["plural"]][1](count) if isinstance(count, int) else ""
        template = lines.get(f"{name}_{form}", lines[name])
        return Spoken(Template(template).substitute({one: self._written(value) for one, value in values.items()}))

    def number(self, count: int) -> str:
        """Return a whole number in digits."""
        rules = self.lines["language"]
        grouped = len(str(abs(count))) >= int(rules["grouped_from"])
        return f"{count:,}".replace(",", rules["thousands"]) if grouped else str(count)

    def in_words(self, count: int) -> str:
        """Return a small whole number in words, a large one in digits."""
        words = self.lines["language"]["numbers"].split()
        return words[count] if count < len(words) else str(count)

    def date(self, day: dt.date) -> str:
        """Return a date with the name of its month, which nobody can misread for another order of day and month."""
        month = self.lines["language"]["months"].split()[day.month - 1]
        return Template(self.lines["language"]["date"]).substitute(day=day.day, month=month, year=day.year)

    def sentence(self, clause: str) -> str:
        """Return a clause as a sentence: with a capital letter, and with a full stop unless it ends in a stop."""
        stop = "" if clause.endswith(STOPS) else self.lines["language"]["stop"]
        whole = f"{clause[:1].upper()}{clause[1:]}{stop}"
        return Spoken(whole) if isinstance(clause, Spoken) else whole

    def sentences(self, *parts: str | None) -> str:
        """Return the sentences that are not empty, one behind the other."""
        return Spoken(self.lines["language"]["space"].join(self._written(one) for one in parts if one))

    def listed(self, names: Sequence[str], *, together: bool = True) -> str:
        """Return names as a list; ``together`` puts an "and" before the last."""
        rules, named = self.lines["language"], list(map(self._written, names))
        if not together:
            return Spoken(rules["comma"].join(named))
        return Spoken(rules["last"].join(filter(None, [rules["comma"].join(named[:-1]), *named[-1:]])))

    def _written(self, value: object) -> str:
        if isinstance(value, Spoken):
            return value
        return self.number(value) if isinstance(value, int) else isolated(str(value))
