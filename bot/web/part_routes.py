"""The handlers of one part of the website: they read the request, have the work done in a thread, and answer."""

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar
from urllib.parse import urlencode

from aiohttp import hdrs, web

from bot.jsonform import dumps
from bot.web import api
from bot.web.mistakes import RequestError
from bot.web.openapi import description
from bot.web.pages import Pages
from bot.web.pasted_text import claims_of
from bot.web.source_page import source_page
from bot.web.visitor_language import preferred_locale
from bot.web.web_requests import Requests
from index.citations.claims import Claim
from index.library.verification import Verification

__all__ = ["LONGEST_QUESTION", "PartRoutes"]

T = TypeVar("T")

LONGEST_QUESTION = 1_000
"""Characters of the longest question."""
LONGEST_FIELD = 8_000
"""Characters of what else an address holds, at most."""
COMPLETIONS = 8
SENDING_SECONDS = 15.0
"""The time in which a text to check must have been sent."""

JSON = "application/json"


class PartRoutes:
    """The pages and the JSON of a part; ``requests`` says who asks and has their work done."""

    def __init__(self, pages: Pages, requests: Requests) -> None:
        self._pages, self._requests = pages, requests
        self._library = pages.library

    def at(self, path: str) -> Sequence[web.RouteDef]:
        """Return the routes of the part below a path, "" for the top."""
        api_path = f"{path}/api/v1"
        return [
            web.get(f"{path}/", self._home),
            web.get(f"{path}/ask", self._ask),
            web.get(f"{path}/check", self._check),
            web.post(f"{path}/check", self._check),
            web.get(f"{path}/sources", self._sources),
            web.get(f"{path}/source/{{name:.+}}", self._source),
            web.get(f"{path}/complete", self._complete),
            web.get(f"{api_path}/ask", self._api_ask),
            web.get(f"{api_path}/check", self._api_check),
            web.post(f"{api_path}/check", self._api_check),
            web.get(f"{api_path}/sources", self._api_sources),
            web.get(f"{api_path}/openapi.json", self._api_description),
        ]

    async def _home(self, request: web.Request) -> web.Response:
        return _html(await self._requests.run(request, self._pages.home))

    async def _ask(self, request: web.Request) -> web.Response:
        question = request.query.get("q", "").strip()
        if not question:
            return await self._home(request)
        question, before = _question(question), _question(request.query.get("before", "").strip())
        language = self._library.voices.preferred(locale=preferred_locale(request))
        work = partial(self._pages.ask, question, before or None, self._base(request), language)
        return _html(await self._requests.run(request, work))

    async def _sources(self, request: web.Request) -> web.Response:
        return _html(await self._requests.run(request, partial(self._pages.sources, *_wanted(request))))

    async def _source(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        work = partial(source_page, self._pages, name, _fields(request), self._base(request))
        return _html(await self._requests.run(request, work))

    async def _check(self, request: web.Request) -> web.Response:
        text = await self._text(request)
        if not text.strip():
            return _html(await self._requests.run(request, self._pages.check))
        checks, left_out = await self._checks(request, text)
        return _html(await self._requests.aside(partial(self._pages.check, text, checks, left_out)))

    async def _complete(self, request: web.Request) -> web.Response:
        typed = request.query.get("q", "")[:LONGEST_QUESTION]
        found = await self._requests.typed(request, lambda: self._library.suggest(typed, COMPLETIONS))
        return _json(list(found))

    async def _api_ask(self, request: web.Request) -> web.Response:
        question = _question(request.query.get("q", "").strip())
        if not question:
            raise RequestError(400, reason="no_question")
        fields = {**_fields(request), "before": _question(request.query.get("before", ""))}
        work = partial(api.answer_json, self._library, question, fields, self._base(request))
        return _json(await self._requests.run(request, work))

    async def _api_check(self, request: web.Request) -> web.Response:
        text = await self._text(request)
        if not text.strip():
            raise RequestError(400, reason="no_text")
        checks, left_out = await self._checks(request, text)
        return _json(api.checks_json(checks, left_out, self._base(request)))

    async def _api_sources(self, request: web.Request) -> web.Response:
        wanted, page = _wanted(request)
        given, more = await self._requests.run(request, partial(api.sources_json, self._pages.part, wanted, page))
        response = _json(given)
        if more:
            response.headers[hdrs.LINK] = f'<?{urlencode({"q": wanted, "page": page + 1})}>; rel="next"'  # RFC 8288
        return response

    async def _api_description(self, request: web.Request) -> web.Response:
        return _json(description(self._base(request)))

    def _base(self, request: web.Request) -> str:
        """Return the whole address of the part."""
        return self._requests.base(request, self._pages.part.path)

    async def _checks(self, request: web.Request, text: str) -> tuple[Sequence[Verification], int]:
        """Return the checks of what a text claims, and how many were left out for want of time."""
        claims = await self._requests.run(request, lambda: claims_of(self._library, text))
        works: list[tuple[int, Callable[[], Verification]]] = [(len(str(one)), self._work(one)) for one in claims]
        checks = await self._requests.check(request, works)
        return checks, len(works) - len(checks)

    def _work(self, claim: str | Claim) -> Callable[[], Verification]:
        return partial(self._library.check, claim)

    @staticmethod
    async def _text(request: web.Request) -> str:
        """Return the text to check: that of the address, of a form, or of an object of JSON."""
        if request.method != "POST":
            return request.query.get("q", "")
        async with asyncio.timeout(SENDING_SECONDS):
            if request.content_type != JSON:
                return str((await request.post()).get("text", "")).replace("\r\n", "\n")
            body = await request.text()
        try:
            given = json.loads(body)
        except ValueError:
            raise RequestError(400, reason="no_json") from None
        text = given.get("text", "") if isinstance(given, dict) else ""
        return text if isinstance(text, str) else ""


def _question(text: str) -> str:
    if len(text) > LONGEST_QUESTION:
        raise RequestError(400, reason="too_long", count=LONGEST_QUESTION)
    return text


def _wanted(request: web.Request) -> tuple[str, int]:
    """Return what the name or title of a source is to contain, and the page of their list, from 1."""
    number = request.query.get("page", "1")
    page = int(number) if number.isdecimal() and len(number) < len(str(1 << 31)) else 1
    return request.query.get("q", "").strip()[:LONGEST_QUESTION], max(page, 1)


def _fields(request: web.Request) -> Mapping[str, str]:
    return {name: value[:LONGEST_FIELD] for name, value in request.query.items()}


def _html(text: str) -> web.Response:
    return web.Response(body=text.encode("utf-8", "replace"), content_type="text/html", charset="utf-8")


def _json(value: object) -> web.Response:
    return web.Response(body=dumps(value).encode("utf-8", "replace"), content_type=JSON, charset="utf-8")
