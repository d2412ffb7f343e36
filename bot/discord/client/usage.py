"""Counts questions and checks in a small local file, if the operator wants one. No text, no names, no ids."""

import json
import logging
from collections import Counter
from pathlib import Path

from bot.discord.client.event_log import event

__all__ = ["KINDS", "UsageCounts"]

log = logging.getLogger(__name__)

KINDS = ("asked", "answered", "unsure", "declined", "checked")


class UsageCounts:
    """Counts by kind, which go on after a restart; without a path they are kept in memory."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._counts = Counter(dict.fromkeys(KINDS, 0))
        self._counts.update(self._stored())

    def add(self, *kinds: str) -> None:
        """Count one of each kind."""
        self._counts.update(kinds)

    def write(self) -> None:
        """Write the file, if there is one; a failure is logged, and the counting goes on."""
        if self._path is None:
            return
        temporary = self._path.with_name(f"{self._path.name}.new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_text(json.dumps(self.now, indent=1) + "\n", "utf-8")
            temporary.replace(self._path)
        except OSError as error:
            event(log.warning, "counts not written", path=str(self._path), cause=str(error))

    @property
    def now(self) -> dict[str, int]:
        """Return the counts so far."""
        return {kind: self._counts[kind] for kind in KINDS}

    def _stored(self) -> dict[str, int]:
        if self._path is None or not self._path.exists():
            return {}
        try:
            stored = json.loads(self._path.read_text("utf-8"))
            return {kind: int(stored.get(kind, 0)) for kind in KINDS}
        except (OSError, ValueError, TypeError, AttributeError) as error:
            event(log.warning, "counts not read", path=str(self._path), cause=str(error))
            return {}
