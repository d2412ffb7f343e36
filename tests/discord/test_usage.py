"""Counts: a damaged file starts anew, and one that cannot be written stops nothing."""

from pathlib import Path
from typing import Any

import pytest

from bot.discord.client.usage import UsageCounts


@pytest.mark.parametrize("content", ["", "[]", '{"asked": "many"}', "\udcff"])
def test_a_damaged_file_of_counts_starts_anew(tmp_path: Path, content: Any) -> None:
    path = tmp_path / "counts.json"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    counts = UsageCounts(path)
    counts.add("asked")
    counts.write()
    assert UsageCounts(path).now["asked"] == 1


def test_counts_that_cannot_be_written_go_on_in_memory(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    counts = UsageCounts(tmp_path / "file" / "counts.json")
    counts.add("asked")
    counts.write()
    assert counts.now["asked"] == 1
    assert "counts not" in caplog.text
