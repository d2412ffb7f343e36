"""Draw the README's pictures of the website: real pages, in the browser that tests them.

    python -m tests.benchmarks.site_pictures FOLDER

Needs the extras ``bench`` and ``browser``, and a Chromium (CONTRIBUTING.md says how to get it).
"""

import argparse
import tempfile
from pathlib import Path

from PIL import Image

from tests.benchmarks.runs import ROOT
from tests.web.browser.browsing import PHONE, Visitor, browser_or_skip, serving

WIDE, SHARP = 1000, 2
"""The width of the wide picture in pixels, and how many of a picture's there are for each."""
HEIGHTS = {WIDE: 450, PHONE: 720}
COLOURS = 96
QUESTIONS = {WIDE: "Who co-chaired the first dialogue?", PHONE: "Where will the third dialogue be held?"}


def draw(folder: Path) -> None:
    """Ask, and follow the first citation of the answer; on a wide screen and, in the dark, on a phone."""
    with tempfile.TemporaryDirectory() as work, browser_or_skip() as browser:
        Path(work, "sources").symlink_to(ROOT / "sources")
        with serving(Path(work)) as site:
            visitor = Visitor(browser, site)
            page = visitor.open(width=WIDE, height=HEIGHTS[WIDE], sharp=SHARP)
            visitor.go("/")
            visitor.ask(QUESTIONS[WIDE])
            taken(page, folder / "website-answer-wide.png")
            page = visitor.open(width=PHONE, height=HEIGHTS[PHONE], sharp=SHARP, dark=True)
            visitor.go("/")
            visitor.ask(QUESTIONS[PHONE])
            page.locator("a.citation").first.click()
            page.locator("mark").first.wait_for()
            taken(page, folder / "website-source-phone.png")
            visitor.leave()


def taken(page: object, path: Path) -> None:
    """Take a picture of what the window shows, and make it small."""
    page.screenshot(path=path)  # type: ignore[attr-defined] # it is Playwright's
    with Image.open(path) as picture:
        picture.convert("RGB").quantize(COLOURS).save(path, optimize=True)


def main() -> None:
    """Draw them into a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    draw(given.folder)


if __name__ == "__main__":
    main()
