"""A source that changed since it was indexed is known to have changed."""

import os
from pathlib import Path

from index.documents.fingerprints import Fingerprints, look
from index.documents.folder import Folder


def test_a_fingerprint_is_that_of_the_bytes_on_disk_now(tmp_path: Path) -> None:
    held = Folder(tmp_path)
    article = tmp_path / "a.txt"
    article.write_text("Guo spoke.\n", "utf-8")
    fingerprints = Fingerprints(held)
    assert fingerprints.current("a.txt") == held.read("a.txt").sha256
    article.write_text("Guo left.\n", "utf-8")
    assert fingerprints.current("a.txt") == held.read("a.txt").sha256


def test_a_change_of_the_same_size_is_seen_by_its_time(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Guo spoke.\n", "utf-8")
    fingerprints = Fingerprints(Folder(tmp_path))
    before = fingerprints.current("a.txt")
    status = article.stat()
    article.write_text("Guo slept.\n", "utf-8")
    os.utime(article, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    assert fingerprints.current("a.txt") != before


def test_a_source_that_is_gone_or_outside_has_no_fingerprint(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "a.txt").write_text("Guo spoke.\n", "utf-8")
    (tmp_path / "b.txt").write_text("Guo left.\n", "utf-8")
    fingerprints = Fingerprints(Folder(inside))
    assert fingerprints.current("a.txt") is not None
    (inside / "a.txt").unlink()
    assert fingerprints.current("a.txt") is None
    assert fingerprints.current("../b.txt") is None


def test_a_listing_differs_when_a_file_comes_goes_or_changes(tmp_path: Path) -> None:
    held = Folder(tmp_path)
    (tmp_path / "a.txt").write_text("Guo spoke.\n", "utf-8")
    seen = [look(held)]
    (tmp_path / "b.txt").write_text("Lynch spoke.\n", "utf-8")
    seen.append(look(held))
    (tmp_path / "b.txt").write_text("Lynch listened.\n", "utf-8")
    seen.append(look(held))
    (tmp_path / "sources.toml").write_text('["a.txt"]\ntitle = "A"\n', "utf-8")
    seen.append(look(held))
    (tmp_path / "b.txt").unlink()
    seen.append(look(held))
    assert all(seen[at] != seen[at + 1] for at in range(len(seen) - 1))
    assert look(held) == seen[-1]
