"""What can go wrong, as one tree with one base.

    PullquoteError
    ├── UsageError          the command line or a question file is wrong      exit 2
    ├── SettingsError       a setting or the file it stands in is wrong       exit 2
    ├── SourcesError        the folder of sources cannot be served            exit 3
    │   └── SourceError     one file of it cannot be read
    ├── CitationError       a citation that is none, or that leads nowhere    exit 1
    ├── IndexingError       an index is damaged, locked, or of another make   exit 3
    │   ├── NoIndexError        there is none yet
    │   └── OtherSourcesError   it is the index of another folder
    └── ServiceError        a service on the network is away or refuses       exit 4

Every message names the thing that is wrong and the cure, so that it can be printed as it is.
"""

from typing import ClassVar

__all__ = [
    "CitationError",
    "IndexingError",
    "NoIndexError",
    "OtherSourcesError",
    "PullquoteError",
    "ServiceError",
    "SettingsError",
    "SourceError",
    "SourcesError",
    "UsageError",
]


class PullquoteError(Exception):
    """Something a person can cause and can cure; caught once, where a command ends."""

    exit_code: ClassVar[int] = 1


class UsageError(PullquoteError):
    """The command line, or a file of questions, says something that cannot be done."""

    exit_code = 2


class SettingsError(PullquoteError):
    """A setting is unknown or has a value it cannot have."""

    exit_code = 2


class SourcesError(PullquoteError):
    """The folder of sources, or its ``sources.toml``, cannot be served."""

    exit_code = 3


class SourceError(SourcesError):
    """One source cannot be read; the others still can.

    ``name`` is the source's name in its folder, ``cause`` the reason in plain words.
    """

    def __init__(self, name: str, cause: str) -> None:
        super().__init__(f"{name}: {cause}")
        self.name = name
        self.cause = cause


class CitationError(PullquoteError):
    """A text is no citation, or the place it names does not exist."""


class IndexingError(PullquoteError):
    """An index on disk is damaged, locked, or was made with other settings."""

    exit_code = 3


class ServiceError(PullquoteError):
    """A service on the network cannot be reached, or refuses to serve."""

    exit_code = 4


class NoIndexError(IndexingError):
    """There is no index yet where one is to be read."""


class OtherSourcesError(IndexingError):
    """An index is of another folder of sources than the one that it is asked for."""
