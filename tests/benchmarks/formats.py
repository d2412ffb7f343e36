"""How many pages a second are turned into text: those of a PDF, and those of a site.

FOLDER holds .html and .pdf files of one's own; without it, pages are made of the two articles:

    python -m tests.benchmarks.formats [FOLDER]
"""

import html
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from textwrap import wrap

from index.documents.formats import html_page
from index.documents.formats import pdf as pdf_file
from tests.benchmarks.report import publish
from tests.benchmarks.runs import ROOT, Row, Run, Table, in_turns, provenance
from tests.documents.formats.pdf_writer import column, pdf

__all__ = ["main"]

ROUNDS = 5
PAGES = 20
ON_A_PAGE = 40
"""Lines on a page of the PDF that is made."""

TEXT = "Each file is read in turns, the libraries imported before; seconds are of the processor."
SITE = "<!doctype html><title>{0}</title><nav><a href=/>Home</a></nav><main><h1>{0}</h1>{1}</main><footer>Foot</footer>"


def made_pages() -> list[bytes]:
    """Pages of a site, each an article with a menu and a foot."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "sources").glob("*.txt"))]
    paragraphs = ["".join(f"<p>{html.escape(one)}</p>" for one in text.splitlines() if one) for text in texts]
    return [SITE.format(f"Article {number}", paragraphs[number % len(texts)]).encode() for number in range(PAGES)]


def made_pdf() -> bytes:
    """A PDF of the two articles, again and again."""
    text = " ".join(path.read_text("utf-8") for path in sorted((ROOT / "sources").glob("*.txt")))
    lines = wrap(text.encode("cp1252", "ignore").decode("cp1252"), 65) * PAGES
    return pdf(column("\n".join(lines[at : at + ON_A_PAGE])) for at in range(0, ON_A_PAGE * PAGES, ON_A_PAGE))


def rate(convert: Callable[[str, bytes], object], files: Sequence[bytes], pages: int) -> Callable[[], float]:
    """Work that converts all files once and returns the pages a second of the processor."""

    def work() -> float:
        began = time.process_time()
        for data in files:
            convert("a file", data)
        return pages / (time.process_time() - began)

    return work


def main(folder: Path | None) -> None:
    """Measure, keep and print; what is read of a folder of one's own is printed alone."""
    site = [path.read_bytes() for path in folder.rglob("*.html")] if folder else made_pages()
    printed = [path.read_bytes() for path in folder.rglob("*.pdf")] if folder else [made_pdf()]
    sheets = sum(len(pdf_file.convert("a file", one).pages) for one in printed)
    works = {"HTML": rate(html_page.convert, site, len(site)), "PDF": rate(pdf_file.convert, printed, sheets)}
    rates = in_turns({name: work for name, work in works.items() if (name == "HTML" and site) or printed}, ROUNDS)
    counts = {"HTML": (len(site), sum(map(len, site))), "PDF": (sheets, sum(map(len, printed)))}
    rows: list[Row] = [[name, measured, *map(float, counts[name])] for name, measured in rates.items()]
    if folder:
        print(*rows, sep="\n")
        return
    table = Table(title=f"{ROUNDS} rounds", head=["", "pages/s", "pages", "bytes"], rows=rows)
    made = provenance(["trafilatura", "lxml", "pypdfium2"])
    publish(Run(name="formats", title="Reading other formats", text=TEXT, provenance=made, tables=[table]))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
