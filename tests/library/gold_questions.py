"""Questions with their places in a small article, and their evaluation."""

import json
from pathlib import Path

from bot.answers import Answerer
from bot.settings.model import Settings
from index.library.evaluation import Evaluation, evaluate

TEXT = "Mayor Anna Berg cut the ribbon on 3 May 2021.\nThe ferry leaves at noon.\nThe museum shows 400 ships.\n"


def ferry_answerer(tmp_path: Path) -> Answerer:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "ferry.txt").write_text(TEXT, "utf-8")
    return Answerer(Settings(sources=folder, engine="memory"))


def evaluated(answerer: Answerer, tmp_path: Path, *lines: dict[str, object], name: str = "") -> Evaluation:
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)) + "\n", "utf-8")
    return evaluate(answerer, path, name=name)


RIBBON = {"question": "Who cut the ribbon?", "gold": ["ferry.txt:1"]}


NOON = {"question": "When does the ferry leave?", "gold": [["ferry.txt", 46, 71]]}


FRANCE = {"question": "What is the capital of France?", "gold": None}


WRONG = {"question": "How many ships does the museum show?", "gold": "ferry.txt:2:1-9"}


ABSENT = {"question": "Who painted the Mona Lisa?", "gold": ["ferry.txt:3"]}


PRESENT = {"question": "How many ships are shown?", "gold": "none"}
