"""Wording: the line above an answer, from a template by outcome and by kind of question."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

from index.errors import SettingsError
from index.query.question import AnswerType

__all__ = ["OUTCOMES", "Wording"]

OUTCOMES = ("one", "several", "reports", "declined")
DEFAULT = "default"
PLACEHOLDERS = ("count", "Count", "reports", "Reports", "title")
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
KINDS = (DEFAULT, *(kind.name.lower() for kind in AnswerType))


@dataclass(frozen=True, slots=True)
class Wording:
    """The templates of all lead lines: outcome, then kind of question, then the line."""

    lines: Mapping[str, Mapping[str, str]]

    @classmethod
    def load(cls, path: Path | None = None) -> "Wording":
        """The wording that ships, with the lines of an operator's own file in their place.

        Raises SettingsError, naming the file and the line, where the file is missing, is not TOML, or has an
        outcome, a kind or a placeholder that there is none of.
        """
        shipped = tomllib.loads((Path(__file__).parent / "templates" / "en.toml").read_text("utf-8"))
        own = _read(path) if path else {}
        return cls({outcome: {**shipped[outcome], **own.get(outcome, {})} for outcome in OUTCOMES})

    def lead(self, kind: AnswerType, titles: tuple[str, ...], names: tuple[str, ...]) -> str:
        """The line above the quoted sentences, given the title and the source name of each; none is a refusal."""
        lines = self.lines[_outcome(names)]
        line = lines.get(kind.name.lower(), lines[DEFAULT])
        count, reports = _in_words(len(names)), _in_words(len(set(names)))
        return Template(line).substitute(
            count=count,
            Count=count.capitalize(),
            reports=reports,
            Reports=reports.capitalize(),
            title=titles[0] if titles else "",
        )


def _outcome(names: tuple[str, ...]) -> str:
    if not names:
        return "declined"
    if len(set(names)) > 1:
        return "reports"
    return "one" if len(names) == 1 else "several"


def _in_words(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def _read(path: Path) -> Mapping[str, Mapping[str, str]]:
    """An operator's wording, checked line by line."""
    try:
        text = path.read_text("utf-8")
        own = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: the wording cannot be read: {error}") from error
    for outcome, lines in own.items():
        if outcome not in OUTCOMES or not isinstance(lines, dict):
            raise _wrong(path, text, outcome, None, f"unknown section; there are {', '.join(OUTCOMES)}")
        for kind, line in lines.items():
            if cause := _cause(kind, line):
                raise _wrong(path, text, outcome, kind, cause)
    return own


def _cause(kind: str, line: object) -> str | None:
    """Why a line cannot be used, if it cannot."""
    if kind not in KINDS:
        return f"unknown kind; there are {', '.join(KINDS)}"
    template = Template(line) if isinstance(line, str) else None
    if template is None or not template.is_valid():
        return "the line must be text, with $$ for a dollar sign"
    if unknown := sorted(set(template.get_identifiers()) - set(PLACEHOLDERS)):
        return f"unknown placeholder ${unknown[0]}; there are {', '.join(f'${name}' for name in PLACEHOLDERS)}"
    return None


def _wrong(path: Path, text: str, outcome: str, kind: str | None, cause: str) -> SettingsError:
    """The error for a section or for a line of it, with the number of the line in the file."""
    key = re.escape(outcome if kind is None else kind)
    inside = kind is None
    for number, line in enumerate(text.splitlines(), start=1):
        if inside and re.match(rf"\s*\[?\s*[\"']?{key}[\"']?\s*[\]=]", line):
            return SettingsError(f"{path}:{number}: {kind or outcome}: {cause}")
        inside = inside or re.match(rf"\s*\[\s*{re.escape(outcome)}\s*\]", line) is not None
    return SettingsError(f"{path}: {kind or outcome}: {cause}")
