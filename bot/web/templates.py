"""The templates of the pages, with what each of them may use."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.web.visible import shown, visible
from bot.wording.direction import direction
from bot.wording.page_words import page_counted, page_said
from bot.wording.speaking import date_text

__all__ = ["STATIC", "PageTemplates"]

STATIC = Path(__file__).parent / "static"
"""The folder of the files that pages refer to."""


@dataclass(frozen=True)
class PageTemplates:
    """The templates, written in the voice of now; ``root`` is the path before that of the files, "" or as "/quotes".

    ``robots`` lets search engines list the pages.
    """

    root: str = ""
    robots: bool = False

    def render(self, name: str, **values: Any) -> str:  # noqa: ANN401 - what a template takes is its own
        """Return the HTML of a template with its values."""
        return self._environment.get_template(f"{name}.html").render(values)

    @cached_property
    def _environment(self) -> Environment:
        made = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=shown,
        )
        made.globals.update(say=page_said, counted=page_counted, file=self._file, robots=self.robots)
        made.filters["day"] = date_text
        made.filters.update(direction=direction, visible=visible)
        return made

    def _file(self, name: str) -> str:
        """Return the path of a file, with what tells its version."""
        return f"{self.root}/static/{name}?v={sha256((STATIC / name).read_bytes()).hexdigest()[:12]}"
