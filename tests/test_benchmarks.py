"""The machinery of the benchmarks: each figure keeps its run, and the gate says what got worse. Nothing is timed."""

import ast
import datetime as dt
import json
import re
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.answers import Answerer, WordedAnswer
from tests.benchmarks import gate, report, runs
from tests.benchmarks.gate import Figures, Measured, compare, measure
from tests.benchmarks.runs import Provenance, Run, Table, in_turns, load, over, provenance, store

BENCHMARKS = Path(__file__).parent / "benchmarks"
MODULES = sorted(BENCHMARKS.glob("*.py"))
OLD = Provenance(
    date=dt.date(2020, 2, 29),
    commit="abc1234",
    command="python -m old",
    machine="an abacus, 10 beads",
    python="3.1",
    libraries={"numpy": "0.9"},
)
NEW = OLD.model_copy(update={"date": dt.date(2021, 1, 1), "commit": "def5678", "machine": "a slide rule"})
FIGURES = Figures(first=0.8, reciprocal_rank=0.85, among_first=0.9, answered=0.95, declined=0.97, sound=1.0)
BEFORE = Measured(questions="hash", figures=FIGURES, missed=(3, 7), time=2.0)


def run(name: str, made: Provenance, *rows: runs.Cell) -> Run:
    table = Table(title=f"table of {name}", head=["engine", "ms"], rows=[[f"{name}:{row}", row] for row in rows])
    return Run(name=name, title=f"Run {name}", text="What it is.", provenance=made, tables=[table])


def sections(text: str) -> dict[str, str]:
    """The sections of a report by title."""
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_a_run_is_shown_with_its_own_day_commit_command_machine_and_versions() -> None:
    text = report.render([run("one", OLD, 1.0)])
    for told in ("2020-02-29", "abc1234", "`python -m old`", "an abacus, 10 beads", "Python 3.1", "numpy 0.9"):
        assert told in text
    assert dt.datetime.now(tz=dt.UTC).date().isoformat() not in text


def test_a_table_never_mixes_runs() -> None:
    found = sections(report.render([run("one", OLD, 1.0, 2.0), run("two", NEW, 3.0)]))
    assert set(found) == {"Run one", "Run two"}
    assert found["Run one"].count("| one:") == 2
    assert "two" not in found["Run one"]
    assert "one" not in found["Run two"]
    assert "2020-02-29" in found["Run one"]
    assert "2021-01-01" in found["Run two"]


def test_a_new_run_replaces_the_whole_of_the_one_of_its_name(tmp_path: Path) -> None:
    store(run("one", OLD, 1.0, 2.0, 3.0), tmp_path)
    store(run("one", NEW, 4.0), tmp_path)
    assert load(tmp_path) == [run("one", NEW, 4.0)]


def test_a_partial_run_leaves_the_whole_one_as_it_was_and_has_a_section_of_its_own(tmp_path: Path) -> None:
    store(run("scale", OLD, 1.0, 2.0), tmp_path)
    before = (tmp_path / "scale.json").read_bytes()
    report.publish(run("scale-only-tantivy", NEW, 5.0), tmp_path, tmp_path / "RESULTS.md")
    assert (tmp_path / "scale.json").read_bytes() == before
    found = sections((tmp_path / "RESULTS.md").read_text("utf-8"))
    assert "2020-02-29" in found["Run scale"]
    assert "tantivy:5.0" not in found["Run scale"]
    assert "2021-01-01" in found["Run scale-only-tantivy"]


def test_a_run_is_read_as_it_was_stored(tmp_path: Path) -> None:
    one = run("one", OLD, 1.5, [1.0, 2.5e-07, 3.0], "[\n 1,\n 2 ]", None, [])
    text = store(one, tmp_path).read_text("utf-8")
    assert load(tmp_path) == [one]
    assert "[ 1.0, 2.5e-7, 3.0 ]" in text


def test_a_file_of_another_name_or_form_is_refused(tmp_path: Path) -> None:
    store(run("one", OLD, 1.0), tmp_path).rename(tmp_path / "two.json")
    with pytest.raises(ValueError, match="holds the run 'one'"):
        load(tmp_path)
    (tmp_path / "two.json").write_text('{"name": "two"}', "utf-8")
    with pytest.raises(ValidationError):
        load(tmp_path)


def test_the_results_are_what_the_runs_that_are_kept_give() -> None:
    assert report.RESULTS.read_text("utf-8") == report.render(load())


def test_measurements_of_several_rounds_are_shown_as_median_and_spread() -> None:
    text = report.render([run("one", OLD, [3.0, 1.25, 20.5], [4.0], 1234.5, 0.04321, "said", None)])
    shown = [line.split("|")[2].strip() for line in text.splitlines() if line.startswith("| one:")]
    assert shown == ["3 (1.25 to 20.5)", "4", "1,234", "0.043", "said", ""]


def test_provenance_tells_the_commit_the_command_and_the_versions() -> None:
    made = provenance(["pydantic"])
    assert re.match(r"[0-9a-f]{7,}( with changes)?$|unknown", made.commit)
    assert made.command.startswith("python ")
    assert re.search(r"\d+ of \d+ cores, \d+ GB", made.machine)
    assert list(made.libraries) == ["pydantic"]


def test_tasks_take_turns_in_alternating_order_and_the_first_round_does_not_count() -> None:
    order: list[str] = []

    def task(name: str) -> float:
        order.append(name)
        return float(len(order))

    found = in_turns({"a": lambda: task("a"), "b": lambda: task("b")}, 3)
    assert "".join(order) == "baabbaab"
    assert found == {"a": [3.0, 6.0, 7.0], "b": [4.0, 5.0, 8.0]}


def test_ratios_are_taken_round_by_round() -> None:
    assert over([2.0, 9.0], [1.0, 3.0]) == [2.0, 3.0]


def test_the_gate_finds_nothing_worse_in_the_same_figures() -> None:
    assert compare({"news": BEFORE}, {"news": BEFORE}) == ([], [])


@pytest.mark.parametrize("name", list(gate.NAMES))
def test_the_gate_names_each_figure_that_fell_however_little(name: str) -> None:
    worse, _ = compare({"news": BEFORE}, {"news": fallen(name)})
    old = getattr(FIGURES, name)
    assert worse == [
        f"news: {gate.NAMES[name]} {old:.4f} to {old - 0.0012:.4f}",
        "news: missed now, and not before: lines 5, 9",
    ]


def fallen(name: str) -> Measured:
    """The figures with one of them a little lower, and two more questions missed."""
    return replace(BEFORE, figures=replace(FIGURES, **{name: getattr(FIGURES, name) - 0.0012}), missed=(3, 5, 7, 9))


def test_the_gate_lets_better_figures_pass_and_says_how_to_store_them() -> None:
    better = replace(BEFORE, figures=replace(FIGURES, first=0.9), missed=(3,))
    worse, remarks = compare({"news": BEFORE}, {"news": better})
    assert worse == []
    assert remarks == ["news: some figures are better; store them with --update"]


@pytest.mark.parametrize(("time", "told"), [(0.1, 0), (2.9, 0), (3.0, 0), (3.1, 1)])
def test_time_fails_only_beyond_one_and_a_half_times_what_it_was(time: float, told: int) -> None:
    worse, _ = compare({"news": BEFORE}, {"news": replace(BEFORE, time=time)})
    assert worse == [f"news: an answer takes {time:.2f} times the fixed work, 2.00 before"] * told


def test_a_set_that_is_not_there_or_new_is_told_and_compared_with_nothing() -> None:
    worse, remarks = compare({"xquad-dev": BEFORE}, {"news": BEFORE})
    assert worse == []
    assert remarks == [
        "xquad-dev: not measured",
        "news: nothing is stored to compare it with; store it with --update",
    ]


def test_other_questions_than_before_are_not_compared() -> None:
    worse, _ = compare({"news": BEFORE}, {"news": replace(BEFORE, questions="other")})
    assert worse == ["news: the questions are not those that were asked before; store anew with --update"]


@pytest.fixture
def ferry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lets the gate measure a small set, beside one that is missing; returns the file of its questions."""
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "ferry.txt").write_text("Anna Berg cut the ribbon on 3 May 2021.\nThe ferry leaves at noon.\n", "utf-8")
    questions = tmp_path / "questions.jsonl"
    asked: list[dict[str, object]] = [
        {"question": "Who cut the ribbon?", "gold": ["ferry.txt:1"]},
        {"question": "When does the ferry leave?", "gold": ["ferry.txt:2"]},
        {"question": "What is the capital of France?", "gold": None},
    ]
    questions.write_text("\n".join(map(json.dumps, asked)), "utf-8")
    absent = tmp_path / "absent.jsonl"
    monkeypatch.setattr(gate, "SETS", {"ferry": (questions, sources), "far": (absent, sources)})
    monkeypatch.setattr(gate, "STORED", tmp_path / "gate.json")
    return questions


def test_a_set_is_measured_through_whole_answers(ferry: Path) -> None:
    found = measure(ferry, ferry.parent / "sources")
    assert found.figures == Figures(1.0, 1.0, 1.0, 1.0, 1.0, 1.0)
    assert found.missed == ()
    assert found.time > 0


def test_where_all_have_an_answer_they_are_asked_again_of_the_half_without_their_article(ferry: Path) -> None:
    sources = ferry.parent / "sources"
    (sources / "museum.txt").write_text("The museum shows 400 ships.\nOlaf Lund built it in Bergen.\n", "utf-8")
    (sources / "sources.toml").write_text('["museum.txt"]\ntitle = "Ships"\n', "utf-8")
    asked: list[dict[str, object]] = [
        {"question": "Who cut the ribbon?", "gold": ["ferry.txt:1"], "home": "ferry.txt"},
        {"question": "How many ships does the museum show?", "gold": ["museum.txt:1"], "home": "museum.txt"},
        {"question": "Who built it in Bergen?", "gold": ["museum.txt:2"], "home": "ferry.txt"},
    ]
    ferry.write_text("\n".join(map(json.dumps, asked)), "utf-8")
    figures = measure(ferry, sources).figures
    assert (figures.first, figures.answered) == (1.0, 1.0)
    assert figures.declined == pytest.approx(2 / 3, abs=1e-6)  # the last home is wrong, so that it finds its answer


def test_the_gate_fails_where_nothing_is_stored_and_passes_after_an_update(
    ferry: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert gate.main([]) == 1
    assert "ferry: nothing is stored to compare it with" in capsys.readouterr().out
    assert gate.main(["--update"]) == 0
    monkeypatch.setattr(gate, "SLOWER", 1e9)
    assert gate.main([]) == 0
    out = capsys.readouterr().out
    assert f"far: {ferry.parent / 'absent.jsonl'} is not there, so it was not measured" in out
    assert "WORSE" not in out


def test_the_gate_says_what_got_worse(
    ferry: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    gate.main(["--update"])
    monkeypatch.setattr(gate, "SLOWER", 1e9)
    (ferry.parent / "sources" / "ferry.txt").write_text("Nobody came.\nThe ferry leaves at noon.\n", "utf-8")
    assert gate.main([]) == 1
    out = capsys.readouterr().out
    assert "WORSE ferry: P@1 1.0000 to 0.5000" in out
    assert "WORSE ferry: missed now, and not before: lines 1" in out


def test_an_answer_that_ends_in_an_error_is_counted_and_the_others_are_measured(
    ferry: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = Answerer.ask

    def failing(self: Answerer, question: str, *, limit: int | None = None) -> WordedAnswer:
        if question.startswith("Who"):
            raise IndexError("out of range")
        return ask(self, question, limit=limit)

    monkeypatch.setattr(Answerer, "ask", failing)
    monkeypatch.setattr(gate, "_time", lambda *_: 1.0)
    found = measure(ferry, ferry.parent / "sources")
    assert found.figures.sound == pytest.approx(2 / 3, abs=1e-6)
    assert found.figures.first == 0.5
    assert found.missed == (1,)
    assert "'Who cut the ribbon?' ended in IndexError('out of range')" in capsys.readouterr().out


def test_the_stored_figures_are_of_all_sets_and_readable() -> None:
    assert set(gate.SETS) == {"news", "xquad-dev", "wikiqa-dev", "community-dev", "docs-uv"}
    stored = json.loads(gate.STORED.read_text("utf-8"))
    assert {name: Measured.read(kept).stored() for name, kept in stored.items()} == stored
    assert set(stored) == set(gate.SETS)


def test_all_that_the_benchmarks_import_is_installed_with_their_extra() -> None:
    project = tomllib.loads((BENCHMARKS.parents[1] / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["bench"]]
    installed = {re.split(r"[\[<>=]", one)[0].lower().replace("-", "_") for one in wanted}
    own = {"bot", "index", "tests"} | sys.stdlib_module_names
    names = {"PIL": "pillow", "discord": "discord.py"}
    for path in MODULES:
        for module in imported(path) - own:
            assert names.get(module, module) in installed, f"{path.name} imports {module}"


def imported(path: Path) -> set[str]:
    """The outermost packages of all that a module imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def test_every_benchmark_is_listed_with_its_command() -> None:
    readme = (BENCHMARKS / "README.md").read_text("utf-8")
    commands = {path.stem for path in MODULES if '__name__ == "__main__"' in path.read_text("utf-8")}
    assert {"gate", "quality", "scale"} <= commands
    for name in commands - {"engines"}:  # which scale starts
        assert re.search(rf"`{name}[ `]", readme), name
