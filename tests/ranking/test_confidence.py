import pytest

from index.query.question import understand
from index.ranking.confidence import ASKED, Calibration, calibrate
from index.ranking.ranker import rank
from index.retrieval.memory import MemoryEngine
from tests.ranking.town import BRIDGE, FERRY, engine


def test_a_higher_threshold_declines_more(town: MemoryEngine) -> None:
    question = understand("Who opened the ferry terminal?", town)
    assert rank(question, town, calibration=Calibration(threshold=-50.0)).quoted
    assert rank(question, town, calibration=Calibration(threshold=50.0)).quoted == 0


def test_a_calibration_survives_being_stored(town: MemoryEngine) -> None:
    found = calibrate(town)
    assert Calibration.from_dict(found.to_dict()) == found
    assert found.passages == len(FERRY.strip().replace("\n\n", "\n").splitlines()) + len(BRIDGE.strip().splitlines())
    assert found.asked > 50


@pytest.mark.parametrize("data", [{}, {"threshold": "high", "passages": 1, "asked": 1}, {"threshold": None}])
def test_a_calibration_that_is_none_is_refused(data: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        Calibration.from_dict(data)


def test_a_collection_about_everything_is_calibrated_higher() -> None:
    everything = engine("\n".join(line.replace("?", ".") for line in ASKED.read_text("utf-8").splitlines()))
    assert calibrate(everything).threshold > Calibration().threshold
