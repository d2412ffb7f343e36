"""The JSON of one part of the website, made in a thread: the same objects as ``--json`` prints."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.answers import Answerer
from bot.jsonform import answer_object, check_object, sources_object
from bot.web.mistakes import RequestError
from bot.web.pages import found_records
from index.library.verification import Verification

__all__ = ["MOST_PASSAGES", "answer_json", "checks_json", "problem_json", "sources_json"]

MOST_PASSAGES = 100
"""Passages that may be asked for."""


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


def sources_json(library: Answerer, wanted: str) -> Mapping[str, Any]:
    """Return the sources, or those whose name or title holds what is ``wanted``."""
    records, problems = library.sources(), library.problems()
    return sources_object(found_records(records, wanted), () if wanted else problems)


def problem_json(error: RequestError, title: str, detail: str) -> Mapping[str, Any]:
    """Return an error as RFC 9457 has it."""
    return {"type": "about:blank", "title": title, "status": error.status, "detail": detail}
