"""A post as a source: its words byte for byte, below front matter that says whose they are and where they stand."""

import datetime as dt
import json
import re
from dataclasses import dataclass

__all__ = ["SavedPost", "read_post"]

_MARKS = "---"
_FORM = re.compile(r"---\n((?:[a-z_]+: [^\n]*\n)+)---\n(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SavedPost:
    """The words of a person (``text``), kept as they are, and what is said of them, each on one line.

    ``channel`` is its name, "" if it is not known; ``saver`` the name of who saved it, "" for somebody who wants to be
    forgotten. ``answered`` marks what was written as the answer to a question, which is its title. ``attachments`` are
    names of files, which are not kept.
    """

    title: str
    author: str
    channel: str
    saver: str
    date: dt.date
    url: str
    text: str
    attachments: tuple[str, ...] = ()
    answered: bool = False

    @property
    def publisher(self) -> str:
        """What is said of its origin where it is quoted."""
        what = "answered" if self.answered else "saved"
        place = f" {'in' if self.answered else 'from'} #{self.channel}" if self.channel else ""
        by = f" by {self.saver}" if self.saver and not self.answered else ""
        return f"{self.author}, {what}{place}{by}"

    def data(self) -> bytes:
        """Return the file. Raises UnicodeEncodeError if the words cannot be written as UTF-8."""
        told = {
            "title": self.title,
            "publisher": self.publisher,
            "date": self.date.isoformat(),
            "url": self.url,
            "author": self.author,
            "channel": self.channel,
            "saved_by": self.saver,
            "attachments": self.attachments,
            "answered": self.answered,
        }
        entries = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in told.items())
        # What ends a line in some editors is written as an escape, so that no entry can leave its line.
        head = re.sub(r"[\x7f-\x9f\u2028\u2029]", lambda match: f"\\u{ord(match[0]):04x}", entries)
        return f"{_MARKS}\n{head}{_MARKS}\n".encode("utf-8", "replace") + self.text.encode()


def read_post(data: bytes) -> SavedPost:
    """Return the post that a file holds. Raises ValueError if `SavedPost.data` did not write it."""
    match = _FORM.fullmatch(data.decode())
    if match is None:
        raise ValueError("not written by the bot")
    told = {key: json.loads(value) for key, _, value in (line.partition(": ") for line in match[1].splitlines())}
    try:
        return SavedPost(
            title=str(told["title"]),
            author=str(told["author"]),
            channel=str(told["channel"]),
            saver=str(told["saved_by"]),
            date=dt.date.fromisoformat(told["date"]),
            url=str(told["url"]),
            text=match[2],
            attachments=tuple(map(str, told["attachments"])),
            answered=bool(told["answered"]),
        )
    except (KeyError, TypeError) as error:
        raise ValueError("not written by the bot") from error
