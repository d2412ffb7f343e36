"""What the product says is what it said when the golden files were written; ``tests/golden/freeze.py`` writes them."""

import pytest

from tests.golden.freeze import HERE, differences, differing_digests, frozen, frozen_digests
from tests.golden.produce import ENGINES, EVAL, PARTS, SETS

FIRST = 40
"""Questions of each shared set that are asked here; ``freeze.py --check --full`` asks all."""


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("part", PARTS)
def test_nothing_differs_from_what_was_frozen(part: str, engine: str) -> None:
    found = list(differences(part, engine))
    assert not found, f"{len(found)} differences\n" + "\n".join(found[:10])


@pytest.mark.skipif(not EVAL.is_dir(), reason="the development sets are not beside this repository")
@pytest.mark.parametrize(("name", "engine"), [(name, ENGINES[at % 2]) for at, name in enumerate(SETS)])
def test_the_first_questions_of_the_shared_sets_are_answered_as_before(name: str, engine: str) -> None:
    found = differing_digests(name, engine, FIRST)
    assert not found, f"{len(found)} differences\n" + "\n".join(found[:10])


def test_the_golden_files_hold_what_they_should() -> None:
    assert {part: len(frozen(part, "memory")) > 100 for part in PARTS} == dict.fromkeys(PARTS, True)
    assert all(len(frozen_digests(name, engine)) >= 35 for name in SETS for engine in ENGINES)
    assert sum(path.stat().st_size for path in HERE.rglob("*") if path.suffix in {".jsonl", ".txt"}) < 5_000_000


def test_a_difference_is_told_with_its_question_and_field(monkeypatch: pytest.MonkeyPatch) -> None:
    was = frozen("cards", "memory")
    key = next(iter(was))
    was[key]["pages"][0]["colour"] += 1
    monkeypatch.setattr("tests.golden.freeze.records", lambda *_: was)
    (found,) = differences("cards", "memory")
    assert found.startswith(f"cards, memory: {key}\n    pages[0].colour: was ")
