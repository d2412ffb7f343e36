"""Holds what the bot sends to Discord's own description of its API, where that lies beside the repository.

It is ``specs/openapi.json`` of Discord's repository ``discord-api-spec``, as ``../shared/discord-openapi.json``.
"""

import functools
import json
import re
from pathlib import Path
from typing import Any

_CHOSEN = {"user", "role", "channel"}
DESCRIPTION = Path(__file__).parents[3] / "shared" / "discord-openapi.json"


def refused(method: str, path: str, body: Any) -> str | None:
    """Say why Discord's description does not allow a request with this body; None if it does, or is not there."""
    if body is None or not DESCRIPTION.is_file():
        return None
    for form, template in _forms(method.lower()):
        if form.fullmatch(path):
            problems = _validator(template, method.lower()).iter_errors(_with_ids(body))
            return next((f"{method} {template}: {_deepest(one)}" for one in problems), None)
    return f"no such route: {method} {path}"


def _with_ids(body: Any) -> Any:
    """Write ids as text, as the description has them; Discord takes the numbers that discord.py sends too."""
    if isinstance(body, list):
        return [_with_ids(one) for one in body]
    if not isinstance(body, dict):
        return body
    # The ids of components are numbers; those of what a menu has chosen, a channel or a role, are ids of Discord.
    ids = {key for key in body if key.endswith("_id")} | ({"id"} if body.get("type") in _CHOSEN else set())
    return {
        key: str(value) if key in ids and isinstance(value, int) else _with_ids(value) for key, value in body.items()
    }


def _deepest(problem: Any) -> str:
    while problem.context:
        problem = max(problem.context, key=lambda one: len(one.absolute_path))
    return f"{'.'.join(map(str, problem.absolute_path))}: {problem.message[:300]}"


@functools.cache
def _description() -> Any:
    return json.loads(DESCRIPTION.read_text("utf-8"))


@functools.cache
def _forms(method: str) -> list[tuple[re.Pattern[str], str]]:
    """Patterns of the paths that a method takes, those without placeholders first."""
    paths = sorted((path for path, does in _description()["paths"].items() if method in does), key=_placeholders)
    return [(re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path))), path) for path in paths]


def _placeholders(path: str) -> int:
    return path.count("{")


@functools.cache
def _validator(path: str, method: str) -> Any:
    import jsonschema  # noqa: PLC0415 - it is needed only where the description is

    does = _description()["paths"][path][method]
    schema = does.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    return jsonschema.Draft202012Validator({**schema, "components": _description()["components"]})
