"""Words the lead, the line above an answer, from a template for each outcome and type of answer."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

from index.errors import SettingsError
from index.library.answer import Quote
from index.query.answer_type import AnswerType
from index.ranking.support import Outcome
from index.toml_lines import line_of

__all__ = ["OUTCOMES", "Wording"]

OUTCOMES = ("one", "several", "reports", "unsure", "declined", "incomplete")
DEFAULT = "default"
PLACEHOLDERS = ("count", "Count", "noun", "nouns", "reports", "Reports", "title")
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
KINDS = (DEFAULT, *(kind.name.lower() for kind in AnswerType))


@dataclass(frozen=True, slots=True)
class Wording:
    """The templates of all leads, by outcome and then by type of answer."""

    lines: Mapping[str, Mapping[str, str]]

    @classmethod
    def load(cls, path: Path | None = None) -> "Wording":
        """Read the templates that ship, overridden by those of an operator's own file.

        Raises SettingsError with the file and the line if the file is missing, is not TOML, or has an unknown
        outcome, type of answer or placeholder.
        """
        shipped = tomllib.loads((Path(__file__).parent / "templates" / "en.toml").read_text("utf-8"))
        own = _read(path) if path else {}
        return cls({outcome: {**shipped[outcome], **own.get(outcome, {})} for outcome in OUTCOMES})

    def lead(self, kind: AnswerType, outcome: Outcome, quotes: Sequence[Quote], *, incomplete: bool = False) -> str:
        """Return the lead for an outcome and its quotes; a refusal is ``incomplete`` if not all files were asked."""
        names = [one.source for one in quotes]
        lines = self.lines["incomplete" if incomplete and outcome is Outcome.DECLINED else _section(outcome, names)]
        line = lines.get(kind.name.lower(), lines[DEFAULT])
        count, reports = _in_words(len(names)), _in_words(len(set(names)))
        noun = "sentence" if all(one.sentence for one in quotes) else "passage"
        return Template(line).substitute(
            count=count,
            Count=count.capitalize(),
            noun=noun,
            nouns=f"{noun}s",
            reports=reports,
            Reports=reports.capitalize(),
            title=quotes[0].title if quotes else "",
        )


def _section(outcome: Outcome, names: Sequence[str]) -> str:
    if outcome is not Outcome.ANSWERED:
        return outcome.value
    if len(set(names)) > 1:
        return "reports"
    return "one" if len(names) == 1 else "several"


def _in_words(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def _read(path: Path) -> Mapping[str, Mapping[str, str]]:
    """Read an operator's templates and check each of them."""
    try:
        text = path.read_text("utf-8")
        own = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: the wording cannot be read: {error}") from error
    for outcome, lines in own.items():
        if outcome not in OUTCOMES or not isinstance(lines, dict):
            raise _error(path, text, (outcome,), f"unknown section; there are {', '.join(OUTCOMES)}")
        for kind, line in lines.items():
            if cause := _cause(kind, line):
                raise _error(path, text, (outcome, kind), cause)
    return own


def _error(path: Path, text: str, key: Sequence[str], cause: str) -> SettingsError:
    """Return the error for a key of an operator's file, given as the path to it, with the line on which it stands."""
    return SettingsError(f"{path}:{line_of(text, key)}: {key[-1]}: {cause}")


def _cause(kind: str, line: object) -> str | None:
    """Return the reason why a template cannot be used, or None."""
    if kind not in KINDS:
        return f"unknown kind; there are {', '.join(KINDS)}"
    template = Template(line) if isinstance(line, str) else None
    if template is None or not template.is_valid():
        return "the line must be text, with $$ for a dollar sign"
    if unknown := sorted(set(template.get_identifiers()) - set(PLACEHOLDERS)):
        return f"unknown placeholder ${unknown[0]}; there are {', '.join(f'${name}' for name in PLACEHOLDERS)}"
    return None
