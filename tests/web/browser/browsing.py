"""A served website, a browser, and somebody who looks at the one with the other."""

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

ROOT = Path(__file__).parents[3]
CHROMIUM = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--hide-scrollbars"),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
PHONE, DESKTOP, HEIGHT = 400, 1200, 800
"""Two widths of a window, and its height, in pixels."""
PATIENCE = 15_000
"""Milliseconds for whatever should happen at once, on a machine that is busy with other tests."""
STARTED = 60.0
"""Seconds for the website to begin."""
IN_VIEW = """element => {
    const box = element.getBoundingClientRect(), middle = [box.left + Math.min(box.width, 40) / 2, box.top + 4];
    const seen = document.elementFromPoint(...middle);
    return box.top >= 0 && box.bottom <= innerHeight && (element.contains(seen) || seen?.contains(element) || false);
}"""
"""Whether an element is in the window, and nothing lies over where it begins."""


@dataclass(frozen=True)
class Site:
    """The website at an address, over a folder."""

    address: str
    folder: Path

    def source(self, name: str, query: str = "") -> str:
        """The path of the page of a source."""
        return f"/source/{quote(name)}{query}"


@contextmanager
def serving(folder: Path, **settings: str) -> Iterator[Site]:
    """Serve the sources in a folder with ``pullquote serve`` on a free port."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PULLQUOTE_")}
    environ = {**kept, "PYTHONPATH": str(ROOT), "PULLQUOTE_WEB__CLIENT_LIMIT": "0", **settings}
    command = [sys.executable, "-m", "bot", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=folder, env=environ, stdout=subprocess.PIPE, text=True) as process:
        watch = threading.Timer(STARTED, process.kill)
        watch.start()
        try:
            line = process.stdout.readline() if process.stdout else ""
            watch.cancel()
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            assert found, line
            yield Site(found[0], folder)
        finally:
            watch.cancel()
            process.terminate()


@contextmanager
def browser_or_skip() -> Iterator[Any]:
    """Run Chromium, or skip the test and say what is missing."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="Playwright is not installed: pip install '.[browser]'"
    )
    if not shutil.which(CHROMIUM):
        pytest.skip(f"there is no Chromium at {CHROMIUM}; install it, or name one in the variable CHROMIUM")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


class Visitor:
    """Somebody with a window of the browser; ``page`` is what it shows, of class ``playwright.sync_api.Page``."""

    def __init__(self, browser: Any, site: Site) -> None:
        self._browser, self.site = browser, site
        self._contexts: list[Any] = []
        self.asked: list[str] = []
        self.faults: list[str] = []
        self.page: Any = None
        self.open()

    def open(
        self, *, script: bool = True, width: int = DESKTOP, height: int = HEIGHT, dark: bool = False, sharp: int = 1
    ) -> Any:
        """Open a new window, with or without JavaScript; ``sharp`` is how many pixels of a picture are one."""
        context = self._browser.new_context(
            base_url=self.site.address,
            viewport={"width": width, "height": height},
            device_scale_factor=sharp,
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        context.on("request", lambda request: self.asked.append(request.url))
        self._contexts.append(context)
        self.page = context.new_page()
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda line: self.faults.append(line.text) if line.type in {"error", "warning"} else 0)
        self.page.on("dialog", lambda dialog: (self.faults.append(dialog.message), dialog.dismiss()))
        return self.page

    def go(self, path: str) -> Any:
        """Show a page of the website, and give the answer of the server."""
        return self.page.goto(path)

    def ask(self, question: str) -> None:
        """Type a question and send it."""
        self.page.get_by_role("searchbox").or_(self.page.locator("input[name=q]")).first.fill(question)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**/ask?*")

    def sees(self, locator: Any) -> bool:
        """Whether an element is within the window, and not below another."""
        return bool(locator.first.evaluate(IN_VIEW))

    def leave(self) -> None:
        """Close everything; no page had a fault, asked any other host for anything, or left a cookie."""
        cookies = [one for context in self._contexts for one in context.cookies()]
        for context in self._contexts:
            context.close()
        elsewhere = [one for one in self.asked if not one.startswith((f"{self.site.address}/", "data:", "about:"))]
        assert (elsewhere, self.faults, cookies) == ([], [], [])
