"""The errors that a user can cause, as one tree with one base.

    PullquoteError
    ├── UsageError          the command line or a question file is wrong      exit 2
    ├── SettingsError       a setting or its file is wrong                    exit 2
    ├── PackError           the file of a language is wrong                   exit 2
    ├── SourcesError        the folder of sources cannot be served            exit 3
    │   ├── SourceError     one of its files cannot be read
    │   └── EmptyScopeError no source is in the part that is asked for
    ├── CitationError       a citation is malformed or leads nowhere          exit 1
    ├── IndexingError       an index is damaged, locked or incompatible       exit 3
    │   ├── NoIndexError        no index has been built yet
    │   └── OtherSourcesError   the index was built from another folder
    ├── ModelError          the semantic model cannot be used                 exit 2
    └── ServiceError        a network service is unreachable or refuses       exit 4

Every message names what is wrong and the cure, so it can be printed as it is.
"""

from typing import ClassVar

__all__ = [
    "CitationError",
    "EmptyScopeError",
    "IndexingError",
    "ModelError",
    "NoIndexError",
    "OtherSourcesError",
    "PackError",
    "PullquoteError",
    "ServiceError",
    "SettingsError",
    "SourceError",
    "SourcesError",
    "UsageError",
]


class PullquoteError(Exception):
    """The base of all errors that a user can cause and cure; caught once, at the entry point."""

    exit_code: ClassVar[int] = 1


class UsageError(PullquoteError):
    """Raised if the command line or a file of questions asks for something impossible."""

    exit_code = 2


class SettingsError(PullquoteError):
    """Raised for an unknown setting or an invalid value."""

    exit_code = 2


class PackError(PullquoteError):
    """Raised if the file of a language's words is wrong."""

    exit_code = 2


class SourcesError(PullquoteError):
    """Raised if the folder of sources or its ``sources.toml`` cannot be served."""

    exit_code = 3


class SourceError(SourcesError):
    """Raised if one source cannot be read; the others still can.

    ``name`` is the source's name in its folder, ``cause`` the reason and the cure in plain words.
    """

    def __init__(self, name: str, cause: str) -> None:
        super().__init__(f"{name}: {cause}")
        self.name = name
        self.cause = cause


class EmptyScopeError(SourcesError):
    """Raised if no source is in the part of the sources that is asked for."""


class CitationError(PullquoteError):
    """Raised if a text is not a citation, or names a place that does not exist."""


class IndexingError(PullquoteError):
    """Raised if an index on disk is damaged, locked, or was built with other settings."""

    exit_code = 3


class ModelError(PullquoteError):
    """Raised if the folder of a semantic model is no model, is damaged, or cannot be run here."""

    exit_code = 2


class ServiceError(PullquoteError):
    """Raised if a network service cannot be reached or refuses to serve."""

    exit_code = 4


class NoIndexError(IndexingError):
    """Raised if an index is to be read before one has been built."""


class OtherSourcesError(IndexingError):
    """Raised if an index was built from another folder of sources."""
