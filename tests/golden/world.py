"""A folder to run the product in: the shipped articles, a folder of odd files, and settings good and bad."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["QUESTIONS", "ROOT", "world"]

ROOT = Path(__file__).parents[2]
QUESTIONS = ROOT / "tests" / "data" / "news-questions.jsonl"

FERRY = (
    "# The Oslo ferry\n\nThe ferry to Oslo leaves at seven. It takes two hours.\n\n## Install\n\n1. Run `get ferry`.\n"
)
TABLE = "\n| town | ships |\n|---|---|\n| Oslo | 12 |\n| Bergen | 7 |\n\n```\nferry --start\n```\n\n- one\n- two\n"
FURNITURE = (
    "Share this article\nFerry strike ends\nBy Anna Berg\n3 May 2021\n\nThe crews of the ferry ended their strike on "
    "Monday.\nThey had asked for 3.5 per cent more.\n\nRead more: Another headline\nCopyright 2021 The Paper. All "
    "rights reserved.\n"
)
FILES: dict[str, str | bytes] = {
    "odd/good.md": FERRY + TABLE,
    "odd/furniture.txt": FURNITURE,
    "odd/deep/er.txt": "\ufeffDer Fährmann heißt Ole.\r\nEr wohnt in Bergen.\r\n",
    "odd/latin.txt": "caf\xe9 is not UTF-8".encode("latin-1"),
    "odd/empty.txt": "",
    "odd/blank.txt": " \n\n",
    "odd/other.pdf": "not a source",
    "odd/evil\x1b[31m.txt": "An escape \x1b[2J stands in this line.\tAnd a tab.\u202e And more.\n",
    "odd/sources.toml": '["good.md"]\ntitle = "A ferry"\ndate = 2021-05-03\nurl = "https://example.org/f"\n',
    "empty/no.pdf": "",
    "questions.txt": "Who attended?\nWhat was decided about the hotline?\n\nHow old is Guo?\n",
    "other.toml": "quotes = 1\nlimit = 3\n",
    "unknown.toml": "\nlimt = 3\n",
    "wrong.toml": 'limit = 3\nquotes = "many"\n',
    "token.toml": '[discord]\ntoken = "x"\n',
    "table.toml": "[discord]\nworkers = 0\n",
    "broken.toml": "limit = = 3\n",
    "empty.jsonl": "",
    "bad.jsonl": '{"question": "Who?", "gold": ["a.txt:1"]}\n{"question": "Who?", "gold": 7}\n',
    "meta-unknown/sources.toml": '["a.txt"]\ntitel = "A"\n',
    "meta-wrong/sources.toml": '["a.txt"]\ndate = "yesterday"\n',
    "meta-skip/sources.toml": '["a.txt"]\nskip = [[2, 1]]\n',
    "meta-nested/sources.toml": 'title = "A"\n',
    "meta-absent/sources.toml": '["b.txt"]\ntitle = "B"\n',
    "meta-broken/sources.toml": '["a.txt"\ntitle = "A"\n',
}


@contextmanager
def world() -> Iterator[Path]:
    """Make the folder, work in it, and remove it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as made, contextlib.chdir(made):
        shutil.copytree(ROOT / "sources", "sources")
        shutil.copy(QUESTIONS, "news.jsonl")
        Path("some.jsonl").write_text("\n".join(QUESTIONS.read_text("utf-8").splitlines()[::4]), "utf-8")
        for name, content in FILES.items():
            path = Path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
            if path.parent.name.startswith("meta-"):
                (path.parent / "a.txt").write_text("The ferry leaves at seven.\n", "utf-8")
        yield Path(os.path.realpath(made))
