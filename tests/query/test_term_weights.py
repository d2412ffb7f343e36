"""The weights of a question's terms."""

from index.documents.source import Source
from index.query.expansion import expand
from index.query.question import understand
from index.retrieval.memory import MemoryEngine

LINES = ("弗雷斯诺的桥是红的。", "镇上有一座灯塔。", "灯塔很老。", "弗雷斯诺有市长。", "船在五月开。", "门票三元。")


def test_a_long_name_in_a_script_without_spaces_weighs_as_one_word() -> None:
    engine = MemoryEngine([Source("town.txt", "\n".join(LINES * 5), "")])
    query = expand(understand("弗雷斯诺的灯塔在哪里？", engine), engine)
    weights = dict(zip(query.terms, query.weights, strict=True))
    name = weights["弗雷"] + weights["雷斯"] + weights["斯诺"]
    assert 0.6 * weights["灯塔"] < name < 1.2 * weights["灯塔"]
    assert 0 < weights["塔"] < 0.5 * weights["灯塔"]
