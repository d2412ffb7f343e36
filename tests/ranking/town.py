"""A town with a ferry and a bridge, for the tests of ranking."""

from index.documents.source import Metadata, Source
from index.query.question import understand
from index.ranking.ranker import Ranking, rank
from index.ranking.support import STRICTNESS
from index.retrieval.memory import MemoryEngine

FERRY = """Mayor Anna Berg opened the ferry terminal on 3 May 2021.
She said that it had cost 12 million euros.
The terminal has two piers and a café.
It replaced an older one that a storm destroyed in 2017.

The harbour museum shows 400 model ships.
The museum is closed on Mondays because the staff restore the models.
"""
BRIDGE = """The bridge over the sound is 840 metres long.
Engineer Paul Holm designed the bridge.
Mayor Anna Berg opened the bridge in 2019.
"""


def engine(*articles: tuple[str, Metadata] | str) -> MemoryEngine:
    given = [one if isinstance(one, tuple) else (one, Metadata()) for one in articles]
    return MemoryEngine(Source(f"{at}.txt", text, "", metadata) for at, (text, metadata) in enumerate(given))


def ask(question: str, served: MemoryEngine, limit: int = 10, strictness: float = STRICTNESS) -> Ranking:
    return rank(understand(question, served), served, limit, strictness=strictness)
