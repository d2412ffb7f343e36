"""The website as an application of aiohttp: its parts, its files, its errors."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus

from aiohttp import web

from bot.answers import Answerer
from bot.jsonform import dumps
from bot.settings.model import Settings
from bot.web.api import problem_json
from bot.web.guarding import HostCheck, finished
from bot.web.mistakes import RequestError, request_error, told
from bot.web.pages import Pages
from bot.web.part_routes import PartRoutes
from bot.web.served_part import root_path, served_parts
from bot.web.templates import STATIC, PageTemplates
from bot.web.visitor_language import preferred_locale
from bot.web.web_requests import Requests
from bot.wording.speaking import speak
from index.library.scope import Scope

__all__ = ["Website"]

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_KINDS = {"icon.svg": "image/svg+xml", "script.js": "text/javascript", "style.css": "text/css"}
_PROBLEM = "application/problem+json"
_FOREVER = "public, max-age=31536000, immutable"


class Website:
    """The website over the sources of an answerer, or those of a ``scope`` alone; ``application`` serves it.

    Raises SettingsError if the wording cannot be used.
    """

    def __init__(self, answerer: Answerer, settings: Settings, scope: Scope | None = None) -> None:
        self._settings = settings.web
        root = root_path(settings)
        self._voices = answerer.voices
        templates = PageTemplates(root, settings.web.robots)
        self.parts = served_parts(answerer, settings, scope)
        self._pages = {part.path: Pages(part, templates, root) for part in self.parts}
        self._requests = Requests(settings.web, root)
        self._hosts = HostCheck(settings.web)
        self._files = {name: (STATIC / name).read_bytes() for name in _KINDS}
        self._root, self._fallback = root, Pages(self.parts[0], templates, root)
        self.application = self._application()

    def _application(self) -> web.Application:
        made = web.Application(middlewares=[self._guarded], client_max_size=self._settings.max_body_bytes)
        made.add_routes([web.get("/robots.txt", self._robots)])
        for root in dict.fromkeys((self._root, "")):
            made.add_routes([web.get(f"{root}/static/{{name}}", self._file)])
            for pages in self._pages.values():
                routes = PartRoutes(pages, self._requests)
                made.add_routes(routes.at(root + pages.part.path))
                if root + pages.part.path:
                    made.add_routes([web.get(root + pages.part.path, self._with_slash)])

        async def closed(_: web.Application) -> None:
            self._requests.close()

        made.on_cleanup.append(closed)
        return made

    @web.middleware
    async def _guarded(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer a request for this site, or say what is wrong with it."""
        speak(self._voices.of(self._voices.preferred(locale=preferred_locale(request))))
        try:
            response = await self._answered(request, handler)
        except Exception as error:  # noqa: BLE001 - somebody waits for an answer
            response = self._refused(request, request_error(error))
        return finished(request, response, robots=self._settings.robots)

    async def _answered(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if not self._hosts.allows(request.host):
            raise RequestError(421)
        return await handler(request)

    def _refused(self, request: web.Request, error: RequestError) -> web.Response:
        """Say what is wrong: as a problem of the JSON, as RFC 9457 has it, or as a page."""
        said, headers = told(error), dict(error.headers)
        if "/api/" in request.path or request.path.endswith("/complete"):
            title = HTTPStatus(error.status).phrase
            body, kind = dumps(problem_json(error, title, said)), _PROBLEM
        else:
            body, kind = self._page_of(request).error(said), "text/html"
        data = body.encode("utf-8", "replace")
        return web.Response(body=data, status=error.status, headers=headers, content_type=kind, charset="utf-8")

    def _page_of(self, request: web.Request) -> Pages:
        """Return the pages of the part that a request is for, or else of the first."""
        path = request.path.removeprefix(self._root)
        fitting = [one for one in self._pages if path == one or path.startswith(f"{one}/")]
        return self._pages[max(fitting, key=len)] if fitting else self._fallback

    async def _file(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name not in self._files:
            raise RequestError(404)
        headers = {"Cache-Control": _FOREVER} if "v" in request.query else {}
        return web.Response(body=self._files[name], content_type=_KINDS[name], charset="utf-8", headers=headers)

    async def _robots(self, _: web.Request) -> web.Response:
        allowed = "Allow" if self._settings.robots else "Disallow"
        return web.Response(body=f"User-agent: *\n{allowed}: /\n".encode(), content_type="text/plain", charset="utf-8")

    @staticmethod
    async def _with_slash(request: web.Request) -> web.Response:
        """Lead to the first page of a part, whose path ends in a slash."""
        return web.Response(status=308, headers={"Location": f"{request.path}/"}, body=b"")
