"""Text in, answers with citations out; nothing here knows of chat.

    from index import open_library

    library = open_library("articles")
    answer = library.ask("Who attended?")
    for quote in answer.quotes:
        print(quote.text, quote.citation, library.check(quote).verdict)

Names are imported when they are first used, so that importing this package costs next to nothing. Everything else that
stands below it may change from one version to the next. The rooms, from the ground up:

    errors        the tree of errors
    text          characters to terms
    annotation    quantities, entities and clauses in one sentence
    documents     a folder to sources, sentences and passages, each with its place
    citations     naming a place, and checking words against it
    retrieval     candidates by BM25, the same from every engine
    query         the terms, names and type of answer of one question
    conversation  a follow-up made a whole question
    ranking       features, score, confidence, selection, refusal
    library       the folder as it is served
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.citations.citation import Citation
    from index.errors import (
        CitationError,
        IndexingError,
        PullquoteError,
        SettingsError,
        SourceError,
        SourcesError,
        UsageError,
    )
    from index.library.answer import Answer, Quote
    from index.library.library import Library
    from index.library.library import Library as open_library  # noqa: N813 - it reads as what it does
    from index.library.scope import Scope
    from index.library.verification import Verdict, Verification

__all__ = [
    "Answer",
    "Citation",
    "CitationError",
    "IndexingError",
    "Library",
    "PullquoteError",
    "Quote",
    "Scope",
    "SettingsError",
    "SourceError",
    "SourcesError",
    "UsageError",
    "Verdict",
    "Verification",
    "open_library",
]

_HOMES = {
    "index.citations.citation": ("Citation",),
    "index.library.answer": ("Answer", "Quote"),
    "index.library.library": ("Library",),
    "index.library.scope": ("Scope",),
    "index.library.verification": ("Verdict", "Verification"),
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used; raises AttributeError for any other."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    wanted = "Library" if name == "open_library" else name
    home = next((home for home, names in _HOMES.items() if wanted in names), "index.errors")
    value = getattr(import_module(home), wanted)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names."""
    return list(__all__)
