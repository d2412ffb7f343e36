"""Words what a person reads on the website around quotes, in the voice in which is spoken now."""

from string import Template

from bot.wording.speaking import voice

__all__ = ["page_counted", "page_said"]


def page_said(key: str, /, **values: object) -> str:
    """Return the words of a key with its values; raises KeyError for one that there is not."""
    told = {name: str(value) for name, value in values.items()}
    return Template(voice().lines["web"][key]).substitute(told)


def page_counted(key: str, count: int) -> str:
    """Return the words for a count of things, in the form that the language has for it."""
    return voice().say(f"web.{key}", count=count)
