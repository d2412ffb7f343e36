"""The language that a visitor's browser asks for."""

import re

from aiohttp import hdrs, web

from bot.wording.voices import language_of_locale

__all__ = ["preferred_locale"]

MOST = 20
"""Languages of one request that are looked at."""
_WEIGHT = re.compile(r"\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*")


def preferred_locale(request: web.Request) -> str:
    """Return the locale that a visitor prefers among those with a wording, "" for none (RFC 9110, section 12.5.4)."""
    named = request.headers.get(hdrs.ACCEPT_LANGUAGE, "").split(",")[:MOST]
    weighed = [(_weight(one), one.partition(";")[0].strip()) for one in named]
    wanted = sorted((one for one in weighed if one[0] and language_of_locale(one[1])), key=lambda one: -one[0])
    return wanted[0][1] if wanted else ""


def _weight(named: str) -> float:
    """Return how much a language is preferred, from 0 to 1; 0 for what is not written as it should be."""
    _, parted, told = named.partition(";")
    weight = _WEIGHT.fullmatch(told)
    return float(weight[1]) if weight else 0.0 if parted else 1.0
