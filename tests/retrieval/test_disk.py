"""The disk engine proposes what the memory engine proposes, and reports the same figures."""

import json
import re
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.documents.folder import Folder
from index.documents.source import Source
from index.retrieval import disk as disk_engine
from index.retrieval.disk import DiskEngine
from index.retrieval.memory import MemoryEngine
from index.retrieval.store import writer
from index.retrieval.store.generations import Generations
from index.retrieval.store.updating import update
from index.retrieval.store.verifying import verify
from index.text.analyzer import terms, tokens

SHARED = Path(__file__).parents[3] / "shared" / "eval" / "xquad-dev"
ARTICLES = Path(__file__).parents[2] / "sources"
WORDS = re.findall(
    r"\S+", "Guo said the dialogue on cyber crime was held in Washington hotline 2015 Lynch agreed to meet again"
)


def memory(folder: Path) -> MemoryEngine:
    return MemoryEngine(one for one in Folder(folder).scan() if isinstance(one, Source))


def disk(folder: Path, index: Path) -> DiskEngine:
    generations = Generations(index, folder)
    update(Folder(folder), generations)
    return DiskEngine.open(generations)


def assert_same(one: DiskEngine, other: MemoryEngine, question: str) -> None:
    boosts = {token.term: 1.0 + 0.1 * at for at, token in enumerate(tokens(question, question=True))}
    assert one.statistics(boosts) == other.statistics(boosts)
    assert list(one.candidates(boosts, 50)) == list(other.candidates(boosts, 50))


def test_the_two_articles_give_the_same_from_both_engines(tmp_path: Path) -> None:
    one, other = disk(ARTICLES, tmp_path), memory(ARTICLES)
    for question in ["When was the first dialogue held?", "Who attended?", "What is the hotline for?", "Brazil", ""]:
        assert_same(one, other, question)
    for term in ["cybr", "chna", "hotlin", "zzzzzzz"]:
        assert list(one.similar(term)) == list(other.similar(term))
    assert list(one.records()) == list(other.records())
    name = one.records()[0].name
    assert one.record(name) == other.record(name)
    assert one.record("absent.txt") is other.record("absent.txt") is None
    for first, last in [(0, 0), (-3, 2), (5, 900), (4, 2), (900, 901)]:
        assert list(one.passages(name, first, last)) == list(other.passages(name, first, last))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the development questions are not beside this repository")
@pytest.mark.parametrize("common", [disk_engine.COMMON, 10])
def test_all_development_questions_give_the_same_from_both_engines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, common: int
) -> None:
    monkeypatch.setattr(disk_engine, "COMMON", common)
    one, other = disk(SHARED / "sources", tmp_path), memory(SHARED / "sources")
    lines = (SHARED / "questions.jsonl").read_text(encoding="utf-8").splitlines()[:: 1 if common > 10 else 3]
    for line in lines:
        assert_same(one, other, json.loads(line)["question"])


sentence = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(lambda words: " ".join(words) + ".")
text = st.lists(sentence, min_size=1, max_size=6).map("\n\n".join)
change = st.tuples(st.sampled_from(["a.txt", "b.txt", "c.txt", "d/e.txt"]), st.none() | text)


@pytest.mark.parametrize("folded", [0.0, 99.0])
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(change, min_size=1, max_size=4), min_size=1, max_size=3), st.lists(st.sampled_from(WORDS)))
def test_it_is_exact_after_any_updates(
    monkeypatch: pytest.MonkeyPatch, folded: float, updates: list[list[tuple[str, str | None]]], asked: list[str]
) -> None:
    monkeypatch.setattr(writer, "FOLDED", folded)
    with TemporaryDirectory() as root:
        folder, index = Path(root, "sources"), Path(root, "index")
        folder.mkdir()
        (folder / "kept.txt").write_text("The dialogue on cyber crime is held in Washington.\n", encoding="utf-8")
        for changes in updates:
            for name, content in changes:
                path = folder / name
                path.parent.mkdir(exist_ok=True)
                path.unlink(missing_ok=True) if content is None else path.write_text(content, encoding="utf-8")
            assert_same(disk(folder, index), memory(folder), " ".join(asked))
        assert verify(Folder(folder), Generations(index, folder)).differences == ()


def test_a_long_sentence_that_tantivy_underrates_is_proposed_as_well(tmp_path: Path) -> None:
    chance = Random(3)  # noqa: S311 - a seed with which the first search alone misses two
    words = [f"word{number}" for number in range(40)]
    rarity = [1 / (at + 1) for at in range(40)]
    (tmp_path / "sources").mkdir()
    for number in range(30):
        sentences = [chance.choices(words, rarity, k=chance.choice([3, 4, 5, 6, 8, 60])) for _ in range(60)]
        content = "\n\n".join(" ".join(one).capitalize() + "." for one in sentences)
        (tmp_path / "sources" / f"{number}.txt").write_text(content, "utf-8")
    one, other = disk(tmp_path / "sources", tmp_path / "index"), memory(tmp_path / "sources")
    for _ in range(60):
        boosts = dict.fromkeys(terms(" ".join(chance.sample(words, 4))), 1.0)
        assert list(one.candidates(boosts, 50)) == list(other.candidates(boosts, 50))


def test_terms_that_stand_only_in_furniture_are_told_apart(tmp_path: Path) -> None:
    one, other = disk(ARTICLES, tmp_path), memory(ARTICLES)
    known = {term for path in ARTICLES.glob("*.txt") for term in terms(path.read_text(encoding="utf-8"))}
    assert one.statistics(known) == other.statistics(known)
    assert one.statistics(known).unquoted
