"""What every answer of the website bears: headers that allow it nothing more, a tag of its content, compression."""

import logging
from collections.abc import Awaitable, Callable
from hashlib import sha256
from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp import hdrs, web

from bot.settings.model import WebSettings

__all__ = ["HostCheck", "finished"]

log = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

COMPRESSED = 500
"""Bytes from which on an answer is compressed."""

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-cache",
    "Server": "Pullquote",
}
_ANYWHERE = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 - compared with, not listened to


class HostCheck:
    """Knows the hosts that requests may name: those of this site, so that no other site's name is made to lead here.

    Any host may be named where the site listens beyond this machine and its public address is not set.
    """

    def __init__(self, settings: WebSettings) -> None:
        public = urlsplit(settings.public_address or "").hostname
        self._open = public is None and not _is_loopback(settings.host)
        listened = {settings.host.strip("[]").casefold()} - _ANYWHERE
        self._warned = False
        self._known = {"localhost", "127.0.0.1", "::1", *listened, *([public] if public else [])}

    def allows(self, host: str) -> bool:
        """Return whether a request may name a host, with its port or without."""
        try:
            named = urlsplit(f"//{host}").hostname
        except ValueError:
            return False
        if self._open or named in self._known:
            return True
        if not self._warned:
            log.warning("a request named another host and was refused; if that is this site's, set web.public_address")
        self._warned = True
        return False


def finished(request: web.Request, response: web.StreamResponse, *, robots: bool) -> web.StreamResponse:
    """Return an answer with its headers, or that it has not changed if the client has it already."""
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if not robots:
        response.headers.setdefault("X-Robots-Tag", "noindex")
    if not isinstance(response, web.Response) or not isinstance(response.body, bytes):
        return response
    response.headers[hdrs.VARY] = "Accept-Encoding, Accept-Language"
    if response.status == web.HTTPOk.status_code and request.method in {"GET", "HEAD"}:
        tag = f'W/"{sha256(response.body).hexdigest()[:24]}"'
        response.headers[hdrs.ETAG] = tag
        if tag in request.headers.get(hdrs.IF_NONE_MATCH, ""):
            kept = {name: value for name, value in response.headers.items() if name != hdrs.CONTENT_TYPE}
            return web.Response(status=304, headers=kept)
    if len(response.body) >= COMPRESSED:
        response.enable_compression()
    return response


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.casefold() == "localhost"
