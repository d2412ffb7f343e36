"""Invisible characters as HTML: each shown by its number, where it can neither hide nor turn around other words."""

from collections.abc import Iterator

from markupsafe import Markup, escape

from bot.wording.direction import Spoken
from bot.wording.invisible import hidden, without_invisible

__all__ = ["shown", "visible"]

# What is copied from a page has the character itself; its number is written by the style sheet.
_SIGN = Markup('<bdi class="sign" dir="ltr" data-sign="U+{:04X}">{}</bdi>')


def visible(text: str) -> Markup:
    """Return a text of a source as HTML, with its invisible characters set apart and their numbers shown."""
    return escape(text) if text.isascii() and text.isprintable() else Markup("").join(_pieces(text))


def shown(value: object) -> object:
    """Return what a template says without invisible characters; HTML and words of our own are left as they are."""
    bare = isinstance(value, str) and not isinstance(value, Markup | Spoken)
    return without_invisible(str(value)) if bare else value


def _pieces(text: str) -> Iterator[Markup]:
    begin = 0
    for at in hidden(text):
        yield escape(text[begin:at])
        yield _SIGN.format(ord(text[at]), text[at])
        begin = at + 1
    yield escape(text[begin:])
