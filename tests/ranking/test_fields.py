import numpy as np
import pytest

from index.ranking.fields import FIELD_NAMES, FieldMatches

WEIGHTS = (2.0, 1.0)
FIELDS = ("sentence", "title", "heads", "group", "paragraph", "before", "after", "source")


def features(norm: float = 1.0, **fields: dict[int, float]) -> dict[str, float]:
    """The features of one candidate beside one that has nothing."""
    columns = ([[fields.get(name, {}).get(at, 0.0), 0.0] for at in range(len(WEIGHTS))] for name in FIELDS)
    found, nothing = FieldMatches(*map(np.array, columns)).features(WEIGHTS, np.array((norm, 1.0))).T
    assert set(nothing) == {0.0}
    return dict(zip(FIELD_NAMES, found, strict=True))


def test_nothing_that_matches_gives_features_of_nothing() -> None:
    assert set(features().values()) == {0.0}


def test_a_word_counts_most_in_the_sentence_then_in_the_title_beside_it_and_in_the_paragraph() -> None:
    fields = ("sentence", "title", "before", "paragraph")
    words = [features(**{field: {0: 1.0}})["words"] for field in fields]
    assert words == sorted(words, reverse=True)
    assert len(set(words)) == len(words)


def test_what_the_sentence_and_the_title_lack_headings_and_the_rest_of_the_block_fill_in() -> None:
    found = features(sentence={0: 1.0}, heads={0: 1.0, 1: 1.0}, group={0: 1.0, 1: 1.0})
    assert (found["heading fills in"], found["group fills in"]) == (pytest.approx(1.0), 0.0)
    found = features(sentence={0: 1.0}, group={0: 1.0, 1: 1.0})
    assert (found["heading fills in"], found["group fills in"]) == (0.0, pytest.approx(1.0))


def test_a_long_sentence_counts_less() -> None:
    assert features(2.0, sentence={0: 1.0})["words"] < features(1.0, sentence={0: 1.0})["words"]


def test_coverage_is_the_weight_that_the_sentence_holds_and_the_rest_is_filled_in() -> None:
    found = features(sentence={0: 0.5}, title={1: 3.0}, after={0: 1.0}, source={1: 1.0})
    assert found["coverage"] == pytest.approx(1.0)
    assert found["title fills in"] == pytest.approx(1.0)
    assert found["source fills in"] == 0.0
    assert found["after"] == pytest.approx(1.0)
    assert found["before"] == 0.0
