"""The texts by which a model knows a passage: its own words, and these with what they stand under."""

from index.documents.passages import Passage

__all__ = ["texts_of"]


def texts_of(passage: Passage, title: str) -> tuple[str, str]:
    """Return the words of a passage as a reader sees them, and these below the title, the headings and the columns."""
    plain = passage.plain
    above = (title, *passage.path, ", ".join(passage.columns))
    return plain, ". ".join([*filter(None, above), plain])
