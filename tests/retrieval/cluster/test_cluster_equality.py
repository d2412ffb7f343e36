"""Questions of the development sets are answered from the cluster as from memory and disk.

They are a sample; ``tests.benchmarks.equality`` asks all.
"""

import pytest

pytest.importorskip("opensearchpy", reason="needs the extra cluster")

from tests.benchmarks.equality import SETS, differences, lines, opened, sources

pytestmark = [pytest.mark.timeout(300), pytest.mark.skipif(not SETS.is_dir(), reason="needs the development sets")]


@pytest.mark.parametrize(("name", "every"), [("community-dev", 2), ("check-dev", 3), ("xquad-zh-dev", 40)])
def test_a_sample_of_all_questions_is_answered_alike_by_every_engine(name: str, every: int, node_url: str) -> None:
    said: list[str] = []
    with opened(sources(name), node_url) as same:
        assert differences(same, lines(name, every), said.append)[:2] == (0, 0), said
