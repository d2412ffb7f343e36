from index.ranking.weights import FEATURES, WEIGHTS


def test_every_feature_has_a_weight_and_is_explained() -> None:
    assert FEATURES.keys() == WEIGHTS.keys()
    assert all(len(explained) > len(name) for name, explained in FEATURES.items())
