"""The templates of all that is said around quotes: those that ship, one file a language, and an operator's own."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from string import Template

from index.errors import SettingsError
from index.query.answer_type import AnswerType
from index.toml_lines import line_of

__all__ = ["DEFAULT", "ENGLISH", "LANGUAGES", "OUTCOMES", "Lines", "check", "load", "path_of"]

ENGLISH = "en"
LANGUAGES = tuple(sorted(one.stem for one in (Path(__file__).parent / "templates").glob("*.toml")))
"""The codes of the languages that ship."""
OUTCOMES = ("one", "several", "reports", "newest", "unsure", "declined", "incomplete")
"""The sections of leads; their keys are types of answer."""
DEFAULT = "default"
KINDS = (DEFAULT, *(kind.name.lower() for kind in AnswerType))
LEAD = ("count", "Count", "noun", "nouns", "reports", "Reports", "title", "reason", "Reason")
PLACEHOLDERS: Mapping[str, Sequence[str]] = {
    **dict.fromkeys(OUTCOMES, LEAD),
    **dict.fromkeys(("why_unsure", "why_declined", "why_incomplete"), ("words", "asked", "tongues")),
    "notes": ("written", "taken", "subject"),
    "talk": ("sources", "titles", "count"),
    "web": ("name", "citation", "line", "first", "last", "count", "page", "title", "reason", "seconds"),
}
"""What a line of these sections may hold; one of any other, what that of the same key in English holds."""

Lines = Mapping[str, Mapping[str, str]]


def path_of(code: str) -> Path:
    """Return the file of a language."""
    return Path(__file__).parent / "templates" / f"{code}.toml"


def load(code: str = ENGLISH, own: Path | None = None) -> Lines:
    """Return the templates of a language by section and key, overridden by those of an operator's file.

    Raises SettingsError with the file and the line if that file is missing, is not TOML, or has an unknown section, key
    or placeholder.
    """
    shipped = _shipped(code)
    changed = check(own, shipped) if own else {}
    return {section: {**lines, **changed.get(section, {})} for section, lines in shipped.items()}


@cache
def _shipped(code: str) -> Lines:
    return tomllib.loads(path_of(code).read_text("utf-8"))


def check(path: Path, shipped: Lines) -> Lines:
    """Return the templates of a file if each of them could stand in the place of one that is ``shipped``.

    Raises SettingsError as `load` does.
    """
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
            if cause := _cause(key, line, known, _placeholders(shipped, section, key)):
                raise _error(path, text, (section, key), cause)
    return own


def _placeholders(shipped: Lines, section: str, key: str) -> Sequence[str]:
    """Return what a line may hold."""
    return PLACEHOLDERS.get(section) or Template(shipped[section].get(key, "")).get_identifiers()


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
