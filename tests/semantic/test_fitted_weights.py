from dataclasses import replace
from pathlib import Path

import pytest

from index.errors import ModelError
from index.semantic.fitted_weights import FITTED, FittedWeights, probe, shipped, weights_of
from index.semantic.model_folder import read_folder
from index.semantic.sentence_models import SentenceModel, open_model
from tests.semantic.small_models import cross_encoder, encoder

NONE = {"bias": 0.0}
WEIGHTS = FittedWeights("small", (0.25, 0.5), {"meaning": 2.0}, {"meaning": 1.0}, {"meaning": 0.5}, NONE, NONE, NONE)


def opened(folder: Path) -> SentenceModel:
    return open_model(read_folder(folder))


@pytest.mark.parametrize("kind", [encoder, cross_encoder])
def test_weights_are_found_again_by_the_model_that_they_were_fitted_with(tmp_path: Path, kind: type[Path]) -> None:
    model = opened(kind(tmp_path / "model"))
    assert weights_of(model) is None
    fitted = replace(WEIGHTS, probe=probe(model))
    fitted.write(tmp_path / "model" / FITTED)
    assert weights_of(model) == fitted
    assert fitted.fits(probe(opened(kind(tmp_path / "copy"))))


def test_weights_of_another_model_are_refused(tmp_path: Path) -> None:
    for other in (encoder(tmp_path / "1", seed=1), cross_encoder(tmp_path / "2")):
        replace(WEIGHTS, probe=probe(opened(encoder(tmp_path / "model")))).write(other / FITTED)
        with pytest.raises(
            ModelError, match="the weights are of another model than the one beside them; fit them again"
        ):
            weights_of(opened(other))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"name": "a", "scale": [1], "probe": []}'])
def test_a_file_of_weights_that_is_damaged_is_told(tmp_path: Path, text: str) -> None:
    (encoder(tmp_path) / FITTED).write_text(text, "utf-8")
    with pytest.raises(ModelError, match=r"pullquote.json: the file holds no weights .* fit them again"):
        weights_of(opened(tmp_path))


def test_weights_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="the weights cannot be written"):
        WEIGHTS.write(tmp_path / "none" / FITTED)


def test_a_model_is_put_in_units_that_all_share() -> None:
    assert [WEIGHTS.scaled(score) for score in (0.25, 0.75, -0.25)] == [0.0, 1.0, -1.0]


def test_what_ships_has_a_weight_for_every_feature() -> None:
    from index.ranking.meaning import BY_WORDS  # noqa: PLC0415 - beside what it is of
    from index.ranking.meaning_features import IN_PLACE, SENTENCE  # noqa: PLC0415
    from index.ranking.meaning_fitting import COLUMNS  # noqa: PLC0415
    from index.ranking.weights import CONFIDENCE, SUPPORT  # noqa: PLC0415

    for one in shipped():
        assert one.ranking.keys() == one.short.keys() == one.typed.keys() == set(COLUMNS)
        assert one.relevance.keys() == {SENTENCE, IN_PLACE, BY_WORDS, "bias"}
        assert one.confidence.keys() == {*CONFIDENCE, SENTENCE, IN_PLACE}
        assert one.support.keys() == {*SUPPORT, SENTENCE, IN_PLACE}
        assert one.probe


def test_what_ships_adds_most_where_the_words_say_little_and_never_takes_away() -> None:
    from index.ranking.confidence import linear  # noqa: PLC0415 - beside what it is of
    from index.ranking.meaning import BY_WORDS  # noqa: PLC0415
    from index.ranking.meaning_features import IN_PLACE, SENTENCE  # noqa: PLC0415

    for one in shipped():
        near, far = ({SENTENCE: said, IN_PLACE: said, BY_WORDS: -2.0} for said in (2.0, 0.0))
        assert linear(one.relevance, near) > linear(one.relevance, {**near, BY_WORDS: 2.0}) > 0.0
        assert linear(one.relevance, far) < 0.0
