"""Words counts, dates and sentences as a person reads them."""

import datetime as dt

__all__ = ["date_text", "joined", "number", "sentence"]

STOPS = (".", "…", "!", "?")


def number(count: int, noun: str, plural: str = "") -> str:
    """Return a count with its noun: "1 file", "1,000 files"; ``plural`` is for a noun that takes more than an s."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def date_text(day: dt.date) -> str:
    """Return a date as "4 March 2020", which nobody can misread for another order of day and month."""
    return f"{day.day} {day:%B} {day.year}"


def joined(*parts: str | None) -> str:
    """Join the parts that are not empty with a dot between them."""
    return " · ".join(part for part in parts if part)


def sentence(clause: str) -> str:
    """Return a clause as a sentence: with a capital letter, and with a full stop unless it ends in a stop."""
    return f"{clause[:1].upper()}{clause[1:]}{'' if clause.endswith(STOPS) else '.'}"
