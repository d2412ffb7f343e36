"""Questions of the development sets are answered from the cluster as from memory and disk.

Of the development sets they are a sample; ``tests.benchmarks.equality`` asks all.
"""

import json
from pathlib import Path

import pytest

pytest.importorskip("opensearchpy", reason="needs the extra cluster")

from tests.benchmarks.equality import SETS, differences, lines, opened, sources

pytestmark = pytest.mark.timeout(300)
NEWS = Path(__file__).parents[2] / "data" / "news-questions.jsonl"


def test_all_questions_on_the_two_articles_are_answered_alike_by_every_engine(node_url: str) -> None:
    asked, said = [json.loads(line) for line in NEWS.read_text("utf-8").splitlines()], list[str]()
    with opened(NEWS.parents[2] / "sources", node_url) as same:
        assert differences(same, asked, said.append)[:2] == (0, 0), said


@pytest.mark.skipif(not SETS.is_dir(), reason="needs the development sets")
@pytest.mark.parametrize(("name", "every"), [("community-dev", 2), ("check-dev", 3), ("xquad-zh-dev", 40)])
def test_a_sample_of_all_questions_is_answered_alike_by_every_engine(name: str, every: int, node_url: str) -> None:
    said: list[str] = []
    with opened(sources(name), node_url) as same:
        assert differences(same, lines(name, every), said.append)[:2] == (0, 0), said
