"""A folder of sources with its index, to be changed and updated."""

import os
import subprocess
import sys
from pathlib import Path

from index.documents.folder import Folder
from index.retrieval.disk import DiskEngine
from index.retrieval.store.generations import Generations
from index.retrieval.store.updating import UpdateSummary, update
from index.retrieval.store.verifying import Difference, verify

ROOT = Path(__file__).parents[2]


LONG_AGO = 1_000_000_000


class Archive:
    """A folder of sources with its index."""

    def __init__(self, root: Path) -> None:
        self.folder, self.index = root / "sources", root / "index"
        self.folder.mkdir()
        for number in range(5):
            self.write(f"{number}.txt", f"Article {number} speaks of cyber crime. The hotline opened in 201{number}.\n")

    def write(self, name: str, text: str) -> None:
        """Write a source, of a time long ago, so that it counts as settled."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        os.utime(path, (LONG_AGO, LONG_AGO + len(text)))

    @property
    def generations(self) -> Generations:
        return Generations(self.index, self.folder)

    def update(self, **options: object) -> UpdateSummary:
        return update(Folder(self.folder), self.generations, **options)  # type: ignore[arg-type]

    def texts(self) -> list[str]:
        """Every passage that is served."""
        engine = DiskEngine.open(self.generations)
        return [one.text for record in engine.records() for one in engine.passages(record.name, 0, 99)]

    def differences(self) -> tuple[Difference, ...]:
        return verify(Folder(self.folder), self.generations).differences

    def run(self, code: str) -> "subprocess.Popen[str]":
        """Run a program beside this one, with this archive as ``archive``."""
        start = f"""
import sys; sys.path[:0] = [{str(ROOT)!r}]
from pathlib import Path
from index.retrieval.store.updating import update
from index.retrieval.store.generations import Generations
from index.errors import IndexingError
from index.documents.folder import Folder
folder = Folder(Path({str(self.folder)!r}))
generations = Generations(Path({str(self.index)!r}), folder.path)
"""
        return subprocess.Popen(
            [sys.executable, "-c", start + code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
