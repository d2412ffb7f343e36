"""What goes wrong with a request: the status of HTTP, and the words for it."""

import logging
import secrets
import traceback
from collections.abc import Mapping

from aiohttp import web

from bot.fairness.check_queue import BusyError
from bot.wording.page_words import page_said
from index.errors import CitationError, EmptyScopeError, ServiceError, SourceError

__all__ = ["RequestError", "request_error", "told"]

log = logging.getLogger(__name__)

_TOLD = frozenset({400, 404, 413})
_STATUS: Mapping[type[Exception], int] = {TimeoutError: 504, CitationError: 404, EmptyScopeError: 404}
_SOON, _LATER = 5, 60
"""Seconds after which to try again where too many ask, and where the sources cannot be reached."""


class RequestError(Exception):
    """A request that is not answered: the status, the key of what is said of it, and the values for that."""

    def __init__(self, status: int, key: str = "", **values: object) -> None:
        super().__init__(status, key)
        self.status, self.key, self.values = status, key or f"error_{status}", values

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers of the answer: when to try again, which methods there are."""
        found = {"Retry-After": str(self.values["seconds"])} if "seconds" in self.values else {}
        return found | ({"Allow": str(self.values["allow"])} if "allow" in self.values else {})


def request_error(error: Exception) -> RequestError:
    """Return what to say of an error; one that is nobody's fault is logged, without what was asked, under an id."""
    match error:
        case RequestError():
            return error
        case BusyError():
            return RequestError(503, seconds=_SOON)
        case ServiceError():
            log.error("the sources cannot be reached: %s", error)
            return RequestError(503, "error_503_sources", seconds=_LATER)
        case SourceError():
            return RequestError(404, "error_404_source", name=error.name)
        case web.HTTPMethodNotAllowed():
            return RequestError(405, allow=", ".join(sorted(error.allowed_methods)))
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 0)
    if isinstance(error, web.HTTPException) and error.status in _TOLD:
        status = error.status
    return RequestError(status) if status else _logged(error)


def _logged(error: Exception) -> RequestError:
    number = secrets.token_hex(3)
    way = "".join(traceback.format_tb(error.__traceback__))  # the message may hold what somebody asked
    log.error("page failed, error %s: %s\n%s", number, type(error).__name__, way)
    return RequestError(500, name=number)


def told(error: RequestError) -> str:
    """Return what is said of an error, with its reason if it has one."""
    values = dict(error.values)
    if "reason" in values:
        values["reason"] = page_said(str(values["reason"]), **values)
    return page_said(error.key, **values)
