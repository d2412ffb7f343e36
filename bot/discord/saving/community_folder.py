"""The folder within the sources for what people add: ``community/<id of the server>/``, and nothing outside of it."""

import contextlib
import os
import re
import secrets
import unicodedata
from pathlib import Path

from bot.wording.speaking import said
from index.documents.folder import SUFFIXES
from index.errors import PullquoteError

__all__ = ["COMMUNITY", "CommunityFolder", "SavingError", "file_name", "folder_of", "post_name"]

COMMUNITY = "community"
LONGEST = 80
"""The longest name of an added file without its ending, in characters."""
_NAME = re.compile(rf"{COMMUNITY}/[0-9]{{1,20}}/[^\W_][\w-]*\.\w{{1,10}}")
_UNFIT = re.compile(r"[^\w-]+|_+")


class SavingError(PullquoteError):
    """Raised if something cannot be saved or removed; the message is for who tried, with the cause and the cure."""


def folder_of(server: int) -> str:
    """Return the beginning of the names of all that a server has saved."""
    return f"{COMMUNITY}/{server}/"


def post_name(server: int, message: int) -> str:
    """Return the name of the source that a post becomes."""
    return f"{folder_of(server)}{message}.md"


def file_name(server: int, given: str) -> str:
    """Return a harmless name for a file that was uploaded under a given name; never that of a post.

    Raises SavingError if it is of no kind that is served.
    """
    own = unicodedata.normalize("NFKC", given).replace("\\", "/").rpartition("/")[2]
    suffix = next((one for one in SUFFIXES if own.lower().endswith(one)), None)
    if suffix is None:
        raise SavingError(said("saving.kind", kinds=", ".join(SUFFIXES)))
    stem = "-".join(filter(None, _UNFIT.sub("-", own[: -len(suffix)]).split("-")))[:LONGEST].strip("-")
    return f"{folder_of(server)}{f'file-{stem}' if not stem or stem.isdecimal() else stem}{suffix}"


class CommunityFolder:
    """Writes and removes files of the folder below the sources at a path."""

    def __init__(self, sources: Path) -> None:
        self._sources = sources

    def read(self, name: str) -> bytes:
        """Return what a file holds. Raises SavingError for a name outside the folder, OSError if it is not there."""
        return self._path(name).read_bytes()

    def write(self, name: str, data: bytes) -> None:
        """Write a file whole or not at all, in the place of one of that name. Raises SavingError."""
        path = self._path(name)
        part = path.with_name(f".{secrets.token_hex(8)}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._hold(path)
            with part.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except OSError as error:
            with contextlib.suppress(OSError):
                part.unlink()
            cause = error.strerror or "unknown cause"
            raise SavingError(f"{path}: cannot be written ({cause}); allow the bot to write its folder") from error

    def remove(self, name: str) -> None:
        """Remove a file that may be gone already. Raises SavingError."""
        path = self._path(name)
        try:
            if path.parent.is_dir():
                self._hold(path)
                path.unlink(missing_ok=True)
        except OSError as error:
            cause = error.strerror or "unknown cause"
            raise SavingError(f"{path}: cannot be removed ({cause}); allow the bot to write its folder") from error

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise SavingError(f"{name!r} is no name of something that was saved")
        if not self._sources.is_dir():
            raise SavingError(f"{self._sources}: is one file, beside which nothing is served; set sources to a folder")
        return self._sources / name

    def _hold(self, path: Path) -> None:
        """Raise SavingError if a link on the way leads elsewhere."""
        if path.parent.resolve() != self._sources.resolve() / COMMUNITY / path.parent.name:
            raise SavingError(f"{path.parent}: is, or is below, a link that leads elsewhere; put a folder in its place")
