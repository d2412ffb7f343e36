"""The description of the JSON in the form of OpenAPI."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from bot import __version__

__all__ = ["description"]


def description(base: str) -> Mapping[str, Any]:
    """Return the description of the JSON that is served below an address."""
    said = _written()
    return {**said, "info": {**said["info"], "version": __version__}, "servers": [{"url": f"{base}/api/v1"}]}


@cache
def _written() -> Mapping[str, Any]:
    read: Mapping[str, Any] = json.loads((Path(__file__).parent / "openapi.json").read_text("utf-8"))
    return read
