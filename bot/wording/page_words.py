"""Words what a person reads on the website around quotes."""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Template

from bot.wording.voice import Voice

__all__ = ["WebsiteWords"]


@dataclass(frozen=True, slots=True)
class WebsiteWords:
    """The words of the website by key, in a voice."""

    voice: Voice

    @property
    def lines(self) -> Mapping[str, str]:
        """The words as they stand in the templates."""
        return self.voice.lines["web"]

    def say(self, key: str, **values: object) -> str:
        """Return the words of a key with its values; raises KeyError for one that there is not."""
        return Template(self.lines[key]).substitute({name: str(value) for name, value in values.items()})

    def counted(self, key: str, count: int) -> str:
        """Return the words for a count of things, in the form that the language has for it."""
        return self.voice.say(f"web.{key}", count=count)
