"""What stands around a quote: the headings above it, and the sentence that it goes on from."""

from collections.abc import Sequence

from index.documents.blocks import Kind
from index.library.answer import Quote

__all__ = ["above", "goes_on_from"]


def above(title: str, headings: Sequence[str]) -> str:
    """Return the headings as they follow a title, outermost first, or ""; one that repeats the title is left out."""
    return "".join(f" › {one}" for one in headings if one != title)


def goes_on_from(quote: Quote) -> Quote | None:
    """Return the passage that says who "He" is, or None; a heading that is named with the article is not repeated."""
    before = quote.antecedent
    named = before and before.kind is Kind.HEADING and quote.headings and before.plain.endswith(quote.headings[-1])
    return None if named else before
