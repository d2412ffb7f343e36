import pytest

from index.documents.source import Metadata
from index.retrieval.memory import MemoryEngine
from tests.ranking.town import BRIDGE, FERRY, engine


@pytest.fixture(scope="module")
def town() -> MemoryEngine:
    return engine((FERRY, Metadata(title="The ferry terminal")), (BRIDGE, Metadata(title="The bridge over the sound")))
