"""Loads the settings from the command line, the environment, a TOML file and the defaults, in that order.

The layers are merged here and not by pydantic-settings, whose import alone would double the time of a cold start.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from bot.settings.model import Settings
from index.errors import SettingsError
from index.toml_lines import holds, line_of

__all__ = ["DEFAULT_FILE", "load"]

DEFAULT_FILE = Path("config.toml")
PREFIX = "PULLQUOTE_"
NOT_SETTINGS = frozenset({"PULLQUOTE_CONFIG", "PULLQUOTE_DISCORD_TOKEN", "PULLQUOTE_DISCORD_TOKEN_FILE"})
NO_SETTING = (
    "the token is no setting, so that it is never shared with a file; set it in the environment as "
    "PULLQUOTE_DISCORD_TOKEN, or name a file that holds it with PULLQUOTE_DISCORD_TOKEN_FILE"
)


@dataclass(frozen=True, slots=True)
class _Layer:
    """Settings of one origin; ``text`` is the TOML of a file, None for other origins."""

    origin: str
    values: dict[str, Any]
    text: str | None = None

    def holds(self, path: Sequence[str]) -> bool:
        return holds(self.values, path)

    def name(self, path: Sequence[str]) -> str:
        """Return the place of a setting in this layer, with which a message begins."""
        if self.text is not None:
            return f"{self.origin}, line {line_of(self.text, path)}"
        if self.origin == PREFIX:
            return PREFIX + "__".join(path).upper()
        return "--" + "-".join(path).replace("_", "-")


def load(
    config: Path | None = None, environ: Mapping[str, str] | None = None, overrides: Mapping[str, Any] | None = None
) -> Settings:
    """Load the settings; those of the command line are ``overrides``.

    The file is ``config``, or the one that PULLQUOTE_CONFIG names, or else ``config.toml`` in the working directory if
    that exists. Raises SettingsError if a named file is missing, for an unknown key, and for a wrong value.
    """
    environ = environ or {}
    layers = [
        _from_file(config, environ.get("PULLQUOTE_CONFIG")),
        _from_environment(environ),
        _Layer("--", {name: value for name, value in (overrides or {}).items() if value is not None}),
    ]
    merged: dict[str, Any] = {}
    for layer in layers:
        merged = _merge(merged, layer.values)
    try:
        settings = Settings.model_validate(merged)
    except ValidationError as error:
        raise SettingsError(_message(error, layers)) from None
    _held_to_name_scopes(settings, layers)
    return settings


def _held_to_name_scopes(settings: Settings, layers: Sequence[_Layer]) -> None:
    """Raise SettingsError if a place of Discord, or a path of the website, is given a scope that there is not."""
    named = [(("discord", "scopes", place), name) for place, name in settings.discord.scopes.items()]
    named += [(("web", "scopes", path), name) for path, name in settings.web.scopes.items() if name]
    for path, name in named:
        if name not in settings.scopes:
            where = next((one for one in reversed(layers) if one.holds(path)), layers[-1]).name(path)
            known = ", ".join(settings.scopes) or "none; write one as [scopes.NAME]"
            raise SettingsError(f"{where}: there is no scope {name!r}; there are {known}")


def _from_file(named: Path | None, in_environment: str | None) -> _Layer:
    path = named or (Path(in_environment) if in_environment else None)
    if path is None and not DEFAULT_FILE.is_file():
        return _Layer(str(DEFAULT_FILE), {})
    path = path or DEFAULT_FILE
    try:
        text = path.read_text(encoding="utf-8-sig")
        values = tomllib.loads(text)
    except OSError as error:
        cure = "name one that is there with --config, or leave it out to use the defaults"
        raise SettingsError(f"{path}: the settings file cannot be read ({error.strerror}); {cure}") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: the settings file is not UTF-8 text; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: this is not TOML: {error}") from None
    return _Layer(str(path), _anchored(values, Settings, path.parent), text)


def _from_environment(environ: Mapping[str, str]) -> _Layer:
    values: dict[str, Any] = {}
    for name, value in sorted(environ.items()):
        if name.startswith(PREFIX) and name not in NOT_SETTINGS and value:
            nested: Any = _toml_value(value)
            for key in reversed(name.removeprefix(PREFIX).lower().split("__")):
                nested = {key: nested}
            values = _merge(values, nested)
    return _Layer(PREFIX, _anchored(values, Settings, Path()))


def _toml_value(text: str) -> object:
    """Parse a list or a table as TOML; any other text is left for pydantic to convert."""
    if not text.startswith(("[", "{")):
        return text
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def _merge(lower: Mapping[str, Any], upper: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(lower)
    for key, value in upper.items():
        both_tables = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = _merge(merged[key], value) if both_tables else value
    return merged


def _anchored(values: Mapping[str, Any], model: type[BaseModel], base: Path) -> dict[str, Any]:
    """Resolve the paths among the values: relative ones from ``base``, ``~`` as the home directory."""
    anchored = dict(values)
    for name, value in values.items():
        field = model.model_fields.get(name)
        kinds = (field.annotation, *get_args(field.annotation)) if field else ()
        if Path in kinds and isinstance(value, str):
            anchored[name] = base / Path(value).expanduser()
        elif isinstance(value, dict) and (nested := _table(kinds)):
            anchored[name] = _anchored(value, nested, base)
    return anchored


def _table(kinds: Sequence[object]) -> type[BaseModel] | None:
    return next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)), None)


def _message(error: ValidationError, layers: Sequence[_Layer]) -> str:
    """Return the first error that pydantic found, with its place and the cure."""
    first = error.errors(include_input=False, include_url=False)[0]
    path = [str(part) for part in first["loc"] if part != "[key]"]
    layer = next((one for one in reversed(layers) if one.holds(path)), layers[-1])
    where = layer.name(path)
    if path[-1].casefold() == "token":
        return f"{where}: {NO_SETTING}"
    if first["type"] == "extra_forbidden":
        return f"{where}: unknown setting {path[-1]!r}; {_suggestion(path)}"
    setting = f"{where}: {'.'.join(path)}" if layer.text is not None else where
    return f"{setting}: {first['msg'][0].lower()}{first['msg'][1:]}"


def _suggestion(path: Sequence[str]) -> str:
    model: type[BaseModel] = Settings
    for key in path[:-1]:
        field = model.model_fields.get(key)
        model = _table((field.annotation,)) or model if field else model
    near = get_close_matches(path[-1].casefold(), model.model_fields, n=1, cutoff=0.5)
    return f"did you mean {near[0]!r}?" if near else f"the known ones are {', '.join(model.model_fields)}"
