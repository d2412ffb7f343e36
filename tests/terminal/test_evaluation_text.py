"""An evaluation as text: the measures, and each miss with what was quoted instead."""

from pathlib import Path

import pytest

from bot.answers import Answerer
from bot.settings.model import Settings
from bot.terminal.evaluation_text import SHOWN, render, render_comparison
from tests.library.gold_questions import ABSENT, FRANCE, NOON, PRESENT, RIBBON, WRONG, evaluated, ferry_answerer


@pytest.fixture
def answerer(tmp_path: Path) -> Answerer:
    return ferry_answerer(tmp_path)


def test_the_report_names_each_miss_with_what_was_quoted_instead(answerer: Answerer, tmp_path: Path) -> None:
    text = render(evaluated(answerer, tmp_path, RIBBON, WRONG, ABSENT, PRESENT, name="ours"))
    assert text == (
        "4 questions of ours\n\n"
        "right place first (P@1) 0.333\n"
        "MRR@10                  0.444\n"
        "among five (R@5)        0.667\n"
        "claimed                 0.667\n"
        "of those rightly        0.500\n"
        "falsely claimed         1.000\n"
        "unsure                  0.000\n"
        "wrongly declined        0.333\n"
        "rightly declined        0.000\n\n"
        "3 misses:\n\n"
        "line 2: How many ships does the museum show?\n"
        "  expected  ferry.txt:2:1-9 (was number 3)\n"
        "  quoted    ferry.txt:3  The museum shows 400 ships.\n\n"
        "line 3: Who painted the Mona Lisa?\n"
        "  expected  ferry.txt:3\n"
        "  declined  nowhere: painted, Mona, Lisa\n\n"
        "line 4: How many ships are shown?\n"
        "  expected  to be declined\n"
        "  quoted    ferry.txt:3  The museum shows 400 ships."
    )


def test_two_settings_are_compared_side_by_side(answerer: Answerer, tmp_path: Path) -> None:
    good = evaluated(answerer, tmp_path, RIBBON, FRANCE, name="after")
    bad = evaluated(answerer, tmp_path, {**RIBBON, "gold": "ferry.txt:3"}, FRANCE, name="before")
    text = render_comparison(bad, good)
    assert "right place first (P@1)        0.000       1.000      +1.000" in text
    assert "Right only in after:\n  line 1: Who cut the ribbon?" in text
    assert "Right only in before:" not in text


def test_figures_over_nothing_are_shown_as_none(answerer: Answerer, tmp_path: Path) -> None:
    text = render(evaluated(answerer, tmp_path, FRANCE))
    assert "right place first (P@1) —\n" in text
    assert text.endswith("rightly declined        1.000")
    asked = render_comparison(*(evaluated(answerer, tmp_path, RIBBON, name=name) for name in ("one", "other")))
    assert asked.splitlines()[-1].split() == ["rightly", "declined", "—", "—"]


def test_questions_that_are_all_right_have_no_misses(answerer: Answerer, tmp_path: Path) -> None:
    assert "miss" not in render(evaluated(answerer, tmp_path, RIBBON, NOON, FRANCE))


def test_a_span_is_told_as_characters_of_its_source(answerer: Answerer, tmp_path: Path) -> None:
    text = render(evaluated(answerer, tmp_path, {**RIBBON, "gold": [["ferry.txt", 46, 71], "ferry.txt:3"]}))
    assert "  expected  ferry.txt, characters 46 to 71, ferry.txt:3" in text
    assert "1 miss:" in text


def test_a_long_passage_is_cut_in_the_report_of_a_miss(tmp_path: Path) -> None:
    (tmp_path / "long").mkdir()
    (tmp_path / "long" / "a.txt").write_text(f"Mayor Anna Berg cut the ribbon {'and smiled ' * 20}then.\n", "utf-8")
    (tmp_path / "long" / "b.txt").write_text("It rained.\n", "utf-8")
    answerer = Answerer(Settings(sources=tmp_path / "long"))
    text = render(evaluated(answerer, tmp_path, {**RIBBON, "gold": "b.txt:1"}))
    (quoted,) = [line for line in text.splitlines() if line.startswith("  quoted")]
    shown = quoted.partition("  Mayor ")[2]
    assert len(f"Mayor {shown}") == SHOWN
    assert shown.endswith("…")
