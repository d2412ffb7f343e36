"""Reads the token of the bot from the environment or a file, and never shows it."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import SecretStr

from index.errors import SettingsError

__all__ = ["FILE", "VARIABLE", "read_token"]

VARIABLE = "PULLQUOTE_DISCORD_TOKEN"
FILE = "PULLQUOTE_DISCORD_TOKEN_FILE"


def read_token(environment: Mapping[str, str]) -> SecretStr:
    """Return the token in the environment, or in the file that it names.

    Raises SettingsError if neither or both are set, and if the file cannot be read or holds no token.
    """
    given, file = environment.get(VARIABLE, "").strip(), environment.get(FILE, "").strip()
    if given and file:
        raise SettingsError(f"{VARIABLE} and {FILE} are both set; keep one of them")
    if not given and not file:
        raise SettingsError(f"no Discord token; set {VARIABLE}, or {FILE} to a file that holds it")
    token = given or _from_file(Path(file))
    if not token.isascii() or not token.isprintable() or " " in token:
        raise SettingsError(f"{VARIABLE if given else file}: that is no token; copy it from the application's Bot page")
    return SecretStr(token)


def _from_file(path: Path) -> str:
    try:
        token = path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        cause = error.strerror if isinstance(error, OSError) else "not text"
        raise SettingsError(f"{FILE}: {path} cannot be read: {cause}") from None
    if not token:
        raise SettingsError(f"{FILE}: {path} is empty; it must hold the token and nothing else")
    return token
