import json
import re
from pathlib import Path

import pytest

from index.semantic.fitted_weights import FITTED, FittedWeights
from tests.commands.command_line import process, run
from tests.semantic.local_hub import MODEL, hub
from tests.semantic.small_models import cross_encoder, encoder, with_weights

pytest.importorskip("huggingface_hub", reason="the extra semantic is not installed: pip install -e '.[semantic]'")


def test_a_model_is_fetched_from_the_hub_that_is_named_and_can_be_used(tmp_path: Path) -> None:
    folder = with_weights(cross_encoder(tmp_path / "published"))
    (folder / "README.md").write_text("not needed", "utf-8")
    with hub(folder) as (address, asked):
        done = process("semantic", "download", MODEL, HF_ENDPOINT=address, HF_HOME=str(tmp_path / "home"))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(b'models/small-model: cross-encoder; set semantic_model = "models/small-model"')
    fetched = sorted(one.relative_to("models/small-model").as_posix() for one in Path("models").rglob("*.*"))
    assert fetched == ["config.json", "onnx/model.onnx", "tokenizer.json"]
    assert all(MODEL in one for one in asked)


def test_one_of_several_networks_is_fetched_by_its_name(tmp_path: Path) -> None:
    folder = encoder(tmp_path / "published")
    (folder / "model.onnx").rename(folder / "model_small.onnx")
    options = ("semantic", "download", MODEL, "--to", "chosen")
    with hub(folder) as (address, _):
        told = {"HF_ENDPOINT": address, "HF_HOME": str(tmp_path / "home")}
        refused = process(*options, **told)
        done = process(*options, "--file", "model_small.onnx", **told)
    assert refused.returncode == 2
    assert b"there is no model.onnx in it; name one with --file: model_small.onnx" in refused.stderr
    assert done.returncode == 0, done.stderr
    assert Path("chosen/model.onnx").is_file()


def test_a_model_that_the_hub_does_not_have_is_told(tmp_path: Path) -> None:
    with hub(tmp_path) as (address, _):
        told = {"HF_ENDPOINT": address, "HF_HOME": str(tmp_path / "home")}
        for name in ("nobody/none", "a//b"):
            done = process("semantic", "download", name, **told)
            assert done.returncode == 2
            assert re.fullmatch(rb"pullquote: .*the hub has no such model .*\n", done.stderr)


def test_a_hub_that_cannot_be_reached_is_told(tmp_path: Path) -> None:
    told = {"HF_ENDPOINT": "http://127.0.0.1:1", "HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path)}
    done = process("semantic", "download", MODEL, **told)
    assert done.returncode == 4
    assert re.fullmatch(rb"pullquote: http://127.0.0.1:1: the model cannot be fetched .*\n", done.stderr)


def test_weights_are_fitted_to_what_ships_and_then_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    model = encoder(tmp_path / "model", seed=3)
    monkeypatch.setenv("PULLQUOTE_SEMANTIC_MODEL", str(model))
    _, _, err = run(capsys, "ask", "Who cut the ribbon?")
    assert "no weights were fitted with this model; fit them with 'pullquote semantic fit'" in err
    code, out, _ = run(capsys, "semantic", "fit")
    assert code == 0
    assert re.search(r"weights fitted to 40 questions\.\nThe right passage comes first for \d+ of them", out)
    assert FittedWeights.read(model / FITTED).name == "model"
    _, out, err = run(capsys, "ask", "--explain", "Who cut the ribbon?")
    assert err == ""
    assert "  meaning in place\n" in out
    assert "meaning in place: how near it finds the sentence with its title and headings" in out


def test_weights_are_fitted_to_questions_of_an_operator(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PULLQUOTE_SEMANTIC_MODEL", str(cross_encoder(tmp_path / "model")))
    asked = [("Who cut the ribbon?", ["ferry.txt:2"]), ("What opened?", ["ferry.txt:1"]), ("Is Mars red?", None)]
    lines = [json.dumps({"question": question, "gold": gold}) for question, gold in asked]
    Path("questions.jsonl").write_text("\n".join(lines), "utf-8")
    code, out, _ = run(capsys, "semantic", "fit", "questions.jsonl", "--output", "weights.json")
    assert code == 0
    assert out.startswith("weights.json: weights fitted to 2 questions.\n")
    assert not (tmp_path / "model" / FITTED).exists()
    Path("questions.jsonl").write_text(lines[-1], "utf-8")
    code, _, err = run(capsys, "semantic", "fit", "questions.jsonl")
    assert (code, err) == (
        2,
        "pullquote: no question has an answer, so there is nothing to fit to; give each its `gold`\n",
    )


def test_what_cannot_be_fitted_is_told_in_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "semantic", "fit")
    assert (code, err) == (2, "pullquote: there is no model to fit; set semantic_model to the folder of one\n")
    Path("config.toml").write_text(f'semantic_model = "{tmp_path / "none"}"', "utf-8")
    code, _, err = run(capsys, "semantic", "fit")
    assert code == 2
    assert err.startswith(f"pullquote: {tmp_path / 'none'}: there is no such folder")


def test_an_index_is_made_with_vectors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PULLQUOTE_INDEX_PATH", str(tmp_path / "index"))
    _, out, _ = run(capsys, "index")
    assert "vector" not in out
    monkeypatch.setenv("PULLQUOTE_SEMANTIC_MODEL", str(encoder(tmp_path / "model")))
    _, out, _ = run(capsys, "index")
    assert re.search(
        r"^6 vectors of the model made beside it, in .* s(, .* a second)?; 0 were there\.$", out, re.MULTILINE
    )
    _, out, _ = run(capsys, "index", "--json")
    assert {**json.loads(out)["vectors"], "seconds": 0} == {"made": 0, "known": 6, "dropped": 0, "seconds": 0}
    (tmp_path / "model" / "model.onnx").write_bytes(b"")
    code, out, err = run(capsys, "index")
    assert code == 0
    assert "vector" not in out
    assert "the model is damaged" in err
    assert "there are no vectors of it" in err
