"""Words what the library says of sources and files in the voice of now: it says so in English alone."""

import re
from collections.abc import Iterator
from functools import cache
from string import Template

from bot.wording.template_file import ENGLISH, load
from bot.wording.voice import Voice

__all__ = ["of_sources"]

SECTION = "of_sources"
WITHIN = ("what", "first", "second", "cause")
"""The values that are such words themselves."""
FORMS = dict.fromkeys(("count", "fresh", "line", "lines", "column", "columns"), r"[\d,]+") | dict.fromkeys(
    ("first", "second"), r"\d.*?"
)
"""What some values look like."""
LONGEST = 1_000
"""Characters of what is said that is looked at."""


def of_sources(told: str, voice: Voice) -> str:
    """Return what the library says in English, in a voice; as it is, if it says what is not known here."""
    if voice.code == ENGLISH or len(told) > LONGEST:
        return told
    key, values = next(_meant(told), ("", {}))
    if not key:
        return told
    said = {name: of_sources(value, voice) if name in WITHIN else value for name, value in values.items()}
    return Template(voice.lines[SECTION][key]).substitute(said)


def _meant(told: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the lines that say this, each with its values; the more a line says, the sooner."""
    for key, pattern in _patterns().items():
        if match := pattern.fullmatch(told):
            yield key, match.groupdict()


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Map each line to a pattern for what it says in English."""
    lines = load(ENGLISH)[SECTION]
    in_order = sorted(lines, key=lambda key: -len(re.sub(r"\$\w+", "", lines[key])))
    return {key: re.compile(_pattern(lines[key]), re.DOTALL) for key in in_order}


def _pattern(line: str) -> str:
    seen: set[str] = set()
    parts = re.split(r"\$(\w+)", line)
    for at in range(1, len(parts), 2):
        name = parts[at]
        parts[at] = f"(?P={name})" if name in seen else f"(?P<{name}>{FORMS.get(name, '.+?')})"
        seen.add(name)
    return "".join(part if at % 2 else re.escape(part) for at, part in enumerate(parts))
