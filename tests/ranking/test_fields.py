import pytest

from index.ranking.fields import FieldMatches

NONE: dict[int, float] = {}
WEIGHTS = (2.0, 1.0)


def matches(**fields: dict[int, float]) -> FieldMatches:
    names = ("sentence", "title", "heads", "group", "paragraph", "before", "after", "source")
    return FieldMatches(**{name: fields.get(name, NONE) for name in names})


def test_nothing_that_matches_gives_features_of_nothing() -> None:
    assert set(matches().features(WEIGHTS, 1.0).values()) == {0.0}


def test_a_word_counts_most_in_the_sentence_then_in_the_title_beside_it_and_in_the_paragraph() -> None:
    fields = ("sentence", "title", "before", "paragraph")
    words = [matches(**{field: {0: 1.0}}).features(WEIGHTS, 1.0)["words"] for field in fields]
    assert words == sorted(words, reverse=True)
    assert len(set(words)) == len(words)


def test_what_the_sentence_and_the_title_lack_headings_and_the_rest_of_the_block_fill_in() -> None:
    features = matches(sentence={0: 1.0}, heads={0: 1.0, 1: 1.0}, group={0: 1.0, 1: 1.0}).features(WEIGHTS, 1.0)
    assert (features["heading fills in"], features["group fills in"]) == (pytest.approx(1.0), 0.0)
    features = matches(sentence={0: 1.0}, group={0: 1.0, 1: 1.0}).features(WEIGHTS, 1.0)
    assert (features["heading fills in"], features["group fills in"]) == (0.0, pytest.approx(1.0))


def test_a_long_sentence_counts_less() -> None:
    one = matches(sentence={0: 1.0})
    assert one.features(WEIGHTS, 2.0)["words"] < one.features(WEIGHTS, 1.0)["words"]


def test_coverage_is_the_weight_that_the_sentence_holds_and_the_rest_is_filled_in() -> None:
    features = matches(sentence={0: 0.5}, title={1: 3.0}, after={0: 1.0}, source={1: 1.0}).features(WEIGHTS, 1.0)
    assert features["coverage"] == pytest.approx(1.0)
    assert features["title fills in"] == pytest.approx(1.0)
    assert features["source fills in"] == 0.0
    assert features["after"] == pytest.approx(1.0)
    assert features["before"] == 0.0
