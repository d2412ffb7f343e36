"""Fixtures of the website."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.web.site import Visitor, visited, written


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of two articles."""
    return written(tmp_path / "articles")


@pytest_asyncio.fixture
async def visitor(folder: Path) -> AsyncIterator[Visitor]:
    """A client of a website over it."""
    async with visited(folder) as made:
        yield made
