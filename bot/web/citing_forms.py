"""The forms in which people cite a quote: as text, in Markdown, for BibTeX."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.wording.speaking import date_text

__all__ = ["CitedWords"]

_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")
_BEGINS = re.compile(r"^(\s*|\s*\d+)([-+=.)])")
_TEX = re.compile(r"[\\{}$&#%_^~]")
_TEX_SIGNS = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}
_KEY = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class CitedWords:
    """Words as a page shows them, with their article, their citation, and the address of its page."""

    words: str
    title: str
    publisher: str | None
    date: dt.date | None
    citation: str
    address: str

    def forms(self) -> Mapping[str, str]:
        """Return the forms by name: "text", "markdown" and "bibtex"."""
        return {"text": self._text(), "markdown": self._markdown(), "bibtex": self._bibtex()}

    def _text(self) -> str:
        whose = ", ".join(filter(None, (self.title, self.publisher, self._day, self.citation)))
        return f"“{' '.join(self.words.split())}” – {whose}, {self.address}"

    def _markdown(self) -> str:
        quoted = "\n".join(f"> {_plain(line)}".rstrip() for line in self.words.splitlines())
        title = f"[{_plain(self.title)}]({self.address})"
        whose = ", ".join(filter(None, (title, _plain(self.publisher or ""), self._day)))
        ticks = "``" if "`" in self.citation else "`"
        return f"{quoted}\n>\n> – {whose}, {ticks}{self.citation}{ticks}"

    def _bibtex(self) -> str:
        key = _KEY.sub("-", self.citation.casefold()).strip("-") or "source"
        entries = "".join(f"  {name} = {{{value}}},\n" for name, value in self._entries())
        return f"@misc{{{key},\n{entries}}}"

    def _entries(self) -> Iterator[tuple[str, str]]:
        yield "title", f"{{{_tex(self.title)}}}"
        if self.publisher:
            yield "publisher", _tex(self.publisher)
        if self.date:
            yield "date", self.date.isoformat()
        yield "url", self.address.replace("%", r"\%").replace("#", r"\#")
        yield "note", f"{_tex(self.citation)}: “{_tex(' '.join(self.words.split()))}”"

    @property
    def _day(self) -> str:
        return date_text(self.date) if self.date else ""


def _plain(text: str) -> str:
    """Return a line so that Markdown shows its characters, also those that would begin a list there."""
    return _BEGINS.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\1", text))


def _tex(text: str) -> str:
    return _TEX.sub(lambda match: _TEX_SIGNS.get(match[0], f"\\{match[0]}"), text)
