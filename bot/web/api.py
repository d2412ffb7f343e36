"""The JSON of one part of the website, made in a thread: the same objects as ``--json`` prints."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.answers import Answerer
from bot.jsonform import answer_object, check_object, sources_object
from bot.web.mistakes import RequestError
from bot.web.served_part import ServedPart
from index.library.verification import Verification

__all__ = ["MOST_PASSAGES", "answer_json", "checks_json", "problem_json", "sources_json"]

MOST_PASSAGES = 100
"""Passages that may be asked for."""
MOST_SOURCES = 1_000
"""Sources of one page of their list."""


def answer_json(library: Answerer, question: str, fields: Mapping[str, str], base: str) -> Mapping[str, Any]:
    """Return an answer; the fields may hold ``before``, ``limit`` and ``explain``. Raises RequestError.

    ``base`` is the address of the part, to whose pages places are linked.
    """
    limit = fields.get("limit", "")
    if limit and not (limit.isdecimal() and 1 <= int(limit[:9]) <= MOST_PASSAGES):
        raise RequestError(400, reason="bad_limit", count=MOST_PASSAGES)
    answer = library.ask(question, before=fields.get("before") or None, limit=int(limit) if limit else None)
    return answer_object(answer, explain=fields.get("explain") in {"1", "true"}, base=base)


def checks_json(checks: Sequence[Verification], left_out: int, base: str) -> Mapping[str, Any]:
    """Return checks, and how many were left out for want of time."""
    return {"checks": [check_object(one, base) for one in checks], "left_out": left_out}


def sources_json(part: ServedPart, wanted: str, page: int) -> tuple[Mapping[str, Any], bool]:
    """Return a page of the sources, from 1, or of those whose name or title holds what is ``wanted``; True if more are.

    The files that are not served come with the first page of all.
    """
    found, first = part.list.find(wanted), (page - 1) * MOST_SOURCES
    problems = part.library.problems() if page == 1 and not wanted else ()
    return sources_object(found.records(first, MOST_SOURCES), problems), first + MOST_SOURCES < len(found.names)


def problem_json(error: RequestError, title: str, detail: str) -> Mapping[str, Any]:
    """Return an error as RFC 9457 has it."""
    return {"type": "about:blank", "title": title, "status": error.status, "detail": detail}
