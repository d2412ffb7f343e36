"""The templates of all that is said around quotes: those that ship, overridden by an operator's own."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template

from index.errors import SettingsError
from index.query.answer_type import AnswerType
from index.toml_lines import line_of

__all__ = ["DEFAULT", "OUTCOMES", "Lines", "load"]

OUTCOMES = ("one", "several", "reports", "newest", "unsure", "declined", "incomplete")
"""The sections of leads; their keys are types of answer."""
DEFAULT = "default"
KINDS = (DEFAULT, *(kind.name.lower() for kind in AnswerType))
LEAD = ("count", "Count", "noun", "nouns", "reports", "Reports", "title", "reason", "Reason")
PLACEHOLDERS: Mapping[str, Sequence[str]] = {
    **dict.fromkeys(OUTCOMES, LEAD),
    **dict.fromkeys(("why_unsure", "why_declined", "why_incomplete"), ("words", "asked")),
    "asked": (),
    "notes": ("written", "taken", "subject"),
    "talk": ("sources", "titles", "count"),
    "web": ("name", "citation", "line", "first", "last", "count", "page", "title", "reason", "seconds"),
}
"""What a line of each section may hold."""

Lines = Mapping[str, Mapping[str, str]]


def load(path: Path | None = None) -> Lines:
    """Return the templates by section and key.

    Raises SettingsError with the file and the line if an operator's file is missing, is not TOML, or has an unknown
    section, key or placeholder.
    """
    shipped = tomllib.loads((Path(__file__).parent / "templates" / "en.toml").read_text("utf-8"))
    own = _read(path, shipped) if path else {}
    return {section: {**lines, **own.get(section, {})} for section, lines in shipped.items()}


def _read(path: Path, shipped: Lines) -> Lines:
    """Read an operator's templates and check each of them."""
    try:
        text = path.read_text("utf-8")
        own = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: the wording cannot be read: {error}") from error
    for section, lines in own.items():
        if section not in shipped or not isinstance(lines, dict):
            raise _error(path, text, (section,), f"unknown section; there are {', '.join(shipped)}")
        known = KINDS if section in OUTCOMES else tuple(shipped[section])
        for key, line in lines.items():
            if cause := _cause(key, line, known, PLACEHOLDERS[section]):
                raise _error(path, text, (section, key), cause)
    return own


def _error(path: Path, text: str, key: Sequence[str], cause: str) -> SettingsError:
    """Return the error for a key of an operator's file, given as the path to it, with the line on which it stands."""
    return SettingsError(f"{path}:{line_of(text, key)}: {key[-1]}: {cause}")


def _cause(key: str, line: object, known: Sequence[str], placeholders: Sequence[str]) -> str | None:
    """Return the reason why a template cannot be used, or None."""
    if key not in known:
        return f"unknown key; there are {', '.join(known)}"
    template = Template(line) if isinstance(line, str) else None
    if template is None or not template.is_valid():
        return "the line must be text, with $$ for a dollar sign"
    if unknown := sorted(set(template.get_identifiers()) - set(placeholders)):
        named = ", ".join(f"${name}" for name in placeholders) or "none"
        return f"unknown placeholder ${unknown[0]}; there are {named}"
    return None
