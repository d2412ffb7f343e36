"""Joins what a person reads, and counts for those who run the program, in English."""

__all__ = ["joined", "number"]


def number(count: int, noun: str, plural: str = "") -> str:
    """Return a count with its noun: "1 file", "1,000 files"; ``plural`` is for a noun that takes more than an s."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def joined(*parts: str | None) -> str:
    """Join the parts that are not empty with a dot between them."""
    return " · ".join(part for part in parts if part)
