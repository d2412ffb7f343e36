"""The token: from the environment or from a file, and never shown."""

from pathlib import Path
from typing import Any

import pytest

from bot.discord.client.credentials import FILE, VARIABLE, read_token
from index.errors import SettingsError

SECRET = "MTk4NjIy.very.secret"  # noqa: S105 - of no bot


def test_the_token_comes_from_the_environment_or_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{SECRET}\n", "utf-8")
    assert read_token({VARIABLE: SECRET}).get_secret_value() == SECRET
    assert read_token({FILE: str(file)}).get_secret_value() == SECRET


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({}, "no Discord token"),
        ({VARIABLE: "  "}, "no Discord token"),
        ({VARIABLE: SECRET, FILE: "x"}, "both set"),
        ({FILE: "/nowhere/token"}, "/nowhere/token cannot be read: No such file"),
        ({VARIABLE: f"{SECRET} and more"}, "that is no token"),
        ({VARIABLE: f"{SECRET}\u200b"}, "that is no token"),
    ],
)
def test_a_token_that_is_missing_or_wrong_is_said_in_words_without_it(
    environment: dict[str, str], message: str
) -> None:
    with pytest.raises(SettingsError, match=message) as caught:
        read_token(environment)
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00"])
def test_a_token_file_without_a_token_is_said_in_words(tmp_path: Path, content: Any) -> None:
    file = tmp_path / "token"
    file.write_bytes(content)
    with pytest.raises(SettingsError, match=r"token.* (is empty|cannot be read|is no token)"):
        read_token({FILE: str(file)})
