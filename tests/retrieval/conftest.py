"""A small archive for whoever asks for one."""

from pathlib import Path

import pytest

from tests.retrieval.archive import Archive


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)
