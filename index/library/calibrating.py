"""The calibration of an index, kept with it so that opening it costs nothing."""

from typing import TYPE_CHECKING, Any

from index.library.keeping import KeptEngine, engine_of
from index.ranking.confidence import Calibration, calibrate

if TYPE_CHECKING:
    from index.retrieval.store.kept import KeptState

__all__ = ["kept_with_index", "stored_calibration"]

CALIBRATION = "calibration"
"""The key of the calibration in the notes of an index."""

SETTLED, DRIFT = 100_000, 0.01
"""A collection of more passages than this, of which at most this share came or went, keeps its calibration."""


def kept_with_index(generation: "KeptState") -> dict[str, Any]:
    """Compute the calibration to store with an index.

    A large collection that has hardly changed keeps its own, since calibrating would take longer than the update.
    """
    passages, known = generation.manifest.passages, generation.manifest.notes.get(CALIBRATION)
    if passages > SETTLED and known and abs(known["passages"] - passages) <= DRIFT * passages:
        return {CALIBRATION: known}
    return {CALIBRATION: calibrate(engine_of(generation)).to_dict()}


def stored_calibration(engine: KeptEngine) -> Calibration:
    """Return the calibration stored with an index, or a new one if it cannot be read."""
    try:
        return Calibration.from_dict(engine.generation.manifest.notes[CALIBRATION])
    except (KeyError, TypeError, ValueError):
        return calibrate(engine)
