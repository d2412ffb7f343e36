"""Sources as text: each with its figures, and what is not served with its cause."""

from bot.terminal.screen import Screen
from bot.terminal.source_text import sources_text
from index.documents.article import Record
from index.documents.folder import Problem
from index.documents.source import Metadata

PLAIN = Screen()


def test_sources_are_listed_with_their_figures_and_what_is_not_served_with_its_cause() -> None:
    records = [
        Record("a.txt", "A", "00", 1, 26, 0),
        Record("deep/b.md", "B", "01", 1900, 1200, 12, Metadata(publisher="Xinhua", url="https://example.org/b")),
    ]
    assert sources_text("articles", records, [Problem("c.txt", "it is empty")], PLAIN) == (
        "articles: 2 sources, 1,226 passages\n"
        "\n"
        "a.txt\n"
        "   A\n"
        "   1 line, 26 passages\n"
        "\n"
        "deep/b.md\n"
        "   B · Xinhua\n"
        "   https://example.org/b\n"
        "   1,900 lines, 1,200 passages, 12 lines skipped\n"
        "\n"
        "Not served:\n"
        "   c.txt: it is empty"
    )
