"""The website in a real browser: Chromium, driven by Playwright, over a folder of sources of every kind.

Without either the tests are skipped; CONTRIBUTING.md says how to install them.
"""

from collections.abc import Iterator

import pytest

from tests.web.browser.browsing import Site, Visitor, browser_or_skip, serving
from tests.web.browser.shelf import write_sources


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The website, served by a process of its own."""
    folder = tmp_path_factory.mktemp("website")
    write_sources(folder / "sources")
    with serving(folder) as made:
        yield made


@pytest.fixture(scope="module")
def _browser() -> Iterator[object]:
    # Not for the whole session: while Playwright is at work, no other test of the process could run an event loop.
    with browser_or_skip() as browser:
        yield browser


@pytest.fixture
def visitor(_browser: object, site: Site) -> Iterator[Visitor]:
    """Somebody who looks at the website: nothing of it may go wrong, or go elsewhere, whatever they do."""
    made = Visitor(_browser, site)
    yield made
    made.leave()
