"""Collections in other languages are calibrated with questions made of their own rare words."""

from pathlib import Path

from index.documents.folder import Folder
from index.documents.source import Source
from index.query.question import understand
from index.ranking.confidence import LOWEST, THRESHOLD, calibrate
from index.ranking.elsewhere import WORDS, is_english, made_up
from index.ranking.ranker import rank
from index.retrieval.disk import DiskEngine
from index.retrieval.memory import MemoryEngine
from index.retrieval.store.generations import Generations
from index.retrieval.store.updating import update
from tests.ranking.town import engine

PUERTO = (
    "El puerto de Almería abrió una terminal nueva en marzo. La alcaldesa Ana Berga cortó la cinta azul.",
    "El museo naval muestra cuatrocientos barcos antiguos. La entrada cuesta nueve euros los domingos.",
    "La biblioteca municipal cierra los lunes por la tarde. Los socios renuevan su carné cada septiembre.",
)


def spanish() -> MemoryEngine:
    return MemoryEngine([Source(f"{at}.txt", text, "0" * 64) for at, text in enumerate(PUERTO)])


def test_the_language_of_a_collection_is_told_by_its_function_words() -> None:
    assert not is_english(spanish())
    assert is_english(engine("The mayor of the town has opened a bridge over the river."))
    assert is_english(MemoryEngine([]))


def test_a_made_up_question_is_of_one_source_and_answered_without_it() -> None:
    served = spanish()
    found = list(made_up(served))
    assert found
    for one in found:
        text = one.question.text.split()
        (own,) = (at for at, source in enumerate(PUERTO) if set(text) <= set(source.replace(".", "").split()))
        assert len(text) == WORDS
        assert f"{own}.txt" not in {candidate.passage.source for candidate in one.candidates}
        assert not one.query.known & {"berg", "naval", "carné", "terminal"}


def test_in_another_language_the_threshold_is_lower_and_what_is_about_something_else_is_still_declined() -> None:
    served = spanish()
    calibration = calibrate(served)
    assert LOWEST <= calibration.threshold < THRESHOLD
    assert calibration.asked == len(list(made_up(served)))
    asked = ("¿Quién cortó la cinta azul?", "¿Cuánto cuesta el queso manchego en Toledo?")
    right, wrong = (rank(understand(one, served), served, calibration=calibration) for one in asked)
    assert right.evidence[0].passage.text == "La alcaldesa Ana Berga cortó la cinta azul."
    assert (right.quoted, wrong.quoted) == (1, 0)


def test_both_engines_are_calibrated_alike(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    for at, text in enumerate(PUERTO):
        (sources / f"{at}.txt").write_text(text, "utf-8")
    folder = Folder(sources)
    made = update(folder, Generations(tmp_path / "index", sources)).generation
    assert calibrate(DiskEngine(made)) == calibrate(MemoryEngine([folder.read(f"{at}.txt") for at in range(3)]))
