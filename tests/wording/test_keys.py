"""Every text that the program asks for by its key is in the wording."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.wording.template_file import ENGLISH, load

BOT = Path(__file__).parents[2] / "bot"
_ASKED = re.compile(r"""(?<![\w.])(?:said)\(\s*["']([a-z_]+\.[a-z_]+)["']""")


def _lines() -> Mapping[str, Mapping[str, str]]:
    return load(ENGLISH)


@pytest.mark.parametrize("path", sorted(BOT.rglob("*.py")), ids=lambda path: path.relative_to(BOT).as_posix())
def test_every_key_is_there(path: Path) -> None:
    lines = _lines()
    for key in _ASKED.findall(path.read_text("utf-8")):
        section, _, name = key.partition(".")
        assert {name, f"{name}_one"} & lines[section].keys(), key
