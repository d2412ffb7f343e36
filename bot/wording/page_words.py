"""Words what a person reads on the website around quotes."""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Template

from bot.wording.template_file import Lines

__all__ = ["WebsiteWords"]


@dataclass(frozen=True, slots=True)
class WebsiteWords:
    """The words of the website by key."""

    lines: Mapping[str, str]

    @classmethod
    def of(cls, lines: Lines) -> "WebsiteWords":
        """Return those of all templates."""
        return cls(lines["web"])

    def say(self, key: str, **values: object) -> str:
        """Return the words of a key with its values; raises KeyError for one that there is not."""
        return Template(self.lines[key]).substitute({name: str(value) for name, value in values.items()})

    def counted(self, key: str, count: int) -> str:
        """Return the words for a count of things: those of ``key``, or for one of them those of ``key`` with "_one"."""
        return self.say(f"{key}_one" if count == 1 else key, count=f"{count:,}")
