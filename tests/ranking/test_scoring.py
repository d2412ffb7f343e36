import pytest

from index.documents.article import analyse
from index.documents.source import Source
from index.ranking.scoring import Scored
from index.ranking.weights import FEATURES, WEIGHTS
from index.retrieval.memory import MemoryEngine
from tests.ranking.town import BRIDGE, ask, engine


def test_a_score_is_the_sum_of_what_its_features_added(town: MemoryEngine) -> None:
    for one in ask("Who opened the ferry terminal?", town).evidence:
        assert one.score == pytest.approx(sum(one.features.values()), abs=1e-6)
        assert one.features.keys() <= FEATURES.keys()


def test_equal_parts_of_a_score_keep_the_order_of_the_features() -> None:
    source = Source("a.txt", "The ferry came.", "")
    candidate = analyse(source).candidate(0)
    first, second, *_ = [name for name, weight in WEIGHTS.items() if weight]
    a_little_more = 1 + 1e-12  # as sums of the same figures differ between versions of Python
    features = {first: 1 / WEIGHTS[first], second: a_little_more / WEIGHTS[second]}
    assert list(Scored(candidate, features, 2.0, 2.0).contributions.items()) == [(first, 1.0), (second, 1.0)]


def test_the_same_words_in_several_places_are_one_passage_with_all_its_places() -> None:
    served = engine(BRIDGE, f"Other news.\n\n{BRIDGE}", "Engineer  Paul Holm designed the bridge.")
    ranking = ask("Who designed the bridge?", served)
    assert ranking.quoted == 1
    first = ranking.evidence[0]
    assert sorted(one.source for one in (first.passage, *first.also)) == ["0.txt", "1.txt", "2.txt"]
    texts = [" ".join(one.passage.text.split()) for one in ranking.evidence]
    assert len(set(texts)) == len(texts)
