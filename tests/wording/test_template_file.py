"""A template that cannot be used is named with its file and line."""

from pathlib import Path

import pytest

from bot.wording.template_file import ENGLISH, load
from index.errors import SettingsError


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[many]\ndefault = "x"\n', ":1: many: unknown section"),
        ('many = "x"\n', ":1: many: unknown section"),
        ('[declined]\ndate = "x"\n[one]\ndefault = "y"\ndatum = "x"\n', ":5: datum: unknown key"),
        ('[declined]\ndate = "x"\n[one]\n"date" = "$who"\n', ":4: date: unknown placeholder $who"),
        ('[declined]\ndate = """\n[one]\ndatum = 1"""\n[one]\n\ndatum = "x"\n', ":7: datum: unknown key"),
        ('declined = { date = "x" }\none.datum = "x"\n', ":2: datum: unknown key"),
        ('[one]\ndate = "costs $ 5"\n', ":2: date: the line must be text, with $$"),
        ("[one]\ndate = 5\n", ":2: date: the line must be text"),
        ('[notes]\ncorrection = "$title"\n', ":2: correction: unknown placeholder $title; there are $written"),
        ('[why_unsure]\nwhy = "x"\n', ":2: why: unknown key; there are nowhere"),
        ('[asked]\ndate = "$words"\n', ":2: date: unknown placeholder $words; there are none"),
        ("[one\n", "cannot be read"),
    ],
)
def test_a_wrong_line_is_an_error_that_names_it(tmp_path: Path, text: str, message: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(text, "utf-8")
    with pytest.raises(SettingsError) as raised:
        load(ENGLISH, own)
    assert str(raised.value).startswith(str(own))
    assert message in str(raised.value)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"gone\.toml: the wording cannot be read"):
        load(ENGLISH, tmp_path / "gone.toml")
