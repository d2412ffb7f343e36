"""Counting: how many of something, as a person says it."""

__all__ = ["number"]


def number(count: int, what: str, several: str = "") -> str:
    """So many of something: "1 file", "1,000 files"; ``several`` is the plural where it takes more than an s."""
    return f"{count:,} {what if count == 1 else several or what + 's'}"
