"""Numbers of pages as a page shows them: "12", "xii", "Page 3 of 9", "Seite 3 von 9"."""

import re
from functools import cache

from index.text.pack import words_of_all
from index.text.word_patterns import alternatives

__all__ = ["shown_number"]


def shown_number(text: str) -> str | None:
    """Return the figures, Arabic or Roman, of a text that holds the number of a page and nothing else, or None."""
    match = _numbered().fullmatch(text)
    return match[1] if match else None


@cache
def _numbered() -> re.Pattern[str]:
    page, of = (alternatives(words_of_all(name)) for name in ("page_words", "page_totals"))
    total = rf"(?:\s*(?:{of}|/)\s*(?:{page})?\s*\d{{1,5}})?"
    behind = rf"(?:\s*(?:{alternatives(words_of_all('page_words_behind'))}))?"
    return re.compile(rf"[\W_]*(?:{page})?\s*(\d{{1,5}}|[ivxlc]{{1,7}}){behind}{total}{behind}[\W_]*", re.IGNORECASE)
