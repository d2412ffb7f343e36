"""The website: answers, sources and checks as pages and as JSON, over the library that everything else uses.

    web_server, website                     the server, and the application with its parts, files and errors
    part_routes, web_requests, web_workers  requests: who makes them, how many, and the work for them in threads
    clients, guarding, mistakes             proxies, headers and hosts, what goes wrong
    served_part, shelf                      the sources of a path, read and kept
    pages, source_page, templates           pages, of views:
    answer_view, check_view, standing       answers, checks, and how the words of a link stand
    read_source, source_blocks              a source in segments and windows
    page_blocks, run_markup                 lines and words as HTML
    citing_forms, pasted_text               what is copied from a page, and what is pasted into one
    api, openapi                            JSON, and its description

Each page is HTML that works without JavaScript, asks no other host for anything and sets no cookie.
"""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from bot.answers import Answerer
from bot.settings.model import Settings
from index.library.scope import Scope

__all__ = ["beside", "serve"]


def serve(answerer: Answerer, settings: Settings, scope: Scope | None, say: Callable[[str], None]) -> None:
    """Serve the website until a signal stops it; ``say`` gets its address when it is ready.

    aiohttp and Jinja are imported here and not before, so that the terminal never waits for them. Raises SettingsError
    if the address cannot be had.
    """
    import asyncio  # noqa: PLC0415 - see above

    from bot.web.web_server import serve_until_stopped  # noqa: PLC0415 - see above
    from bot.web.website import Website  # noqa: PLC0415 - see above

    asyncio.run(serve_until_stopped(Website(answerer, settings, scope), settings.web, say))


def beside(answerer: Answerer, settings: Settings) -> AbstractAsyncContextManager[object]:
    """Return a server of the website that runs in the event loop that enters it; see `serve`."""
    from bot.web.web_server import WebServer  # noqa: PLC0415 - see above
    from bot.web.website import Website  # noqa: PLC0415 - see above

    return WebServer(Website(answerer, settings), settings.web)
