import numpy as np
import pytest

from index.ranking.feature_table import FeatureTable

TABLE = FeatureTable(("one", "two"), np.array([[1.0, 2.0, 0.0], [0.0, 0.5, 4.0]]))


def test_each_candidate_is_weighed_by_its_own_features_and_what_has_no_weight_counts_nothing() -> None:
    assert TABLE.weighed({"one": 2.0, "two": -1.0, "three": 9.0}) == pytest.approx([2.0, 3.5, -4.0])
    assert TABLE.weighed({"two": 1.0}) == pytest.approx([0.0, 0.5, 4.0])


def test_further_features_stand_behind_those_of_the_same_candidate() -> None:
    joined = TABLE.joined([{"three": 7.0}, {"three": 8.0}, {"three": 9.0}])
    assert joined.rows()[1] == {"one": 2.0, "two": 0.5, "three": 8.0}
    assert TABLE.joined([]) == TABLE


def test_features_are_the_same_whether_they_are_named_or_looked_up() -> None:
    assert TABLE.rows([2, 0]) == [{"one": 0.0, "two": 4.0}, {"one": 1.0, "two": 0.0}]
    assert [dict(TABLE.looked_up(at)) for at in range(3)] == TABLE.rows()
    assert "three" not in TABLE.looked_up(0)
    with pytest.raises(KeyError):
        TABLE.looked_up(0)["three"]
