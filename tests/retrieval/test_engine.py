"""Every engine does what the protocol says; all tests here run over each of them."""

import math
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest

from index.documents.article import Article, Candidate, analyse
from index.documents.folder import Folder
from index.documents.source import Source
from index.retrieval.bm25 import PARAGRAPH, PRECISION, TITLE, idf, saturation
from index.retrieval.disk import DiskEngine
from index.retrieval.engine import Engine
from index.retrieval.memory import MemoryEngine
from index.retrieval.store.generations import Generations
from index.retrieval.store.updating import update

Maker = Callable[..., Engine]
ARTICLES = {
    "a.txt": "Guo spoke of cyber crime. Lynch listened to Guo.\n\nBeijing waited for the hotline. It rang and rang.\n",
    "b.txt": "Photo: Anna Berg\n\nThe hotline opened in Beijing. Crime fell, and cyber crime fell most.\n",
    "c.txt": "Nobody spoke.\n\nThe dialogue on cyber crime was the first of four dialogues in Washington that year.\n",
}


def memory(folder: Path, _: Path) -> Engine:
    return MemoryEngine(one for one in Folder(folder).scan() if isinstance(one, Source))


def disk(folder: Path, index: Path) -> Engine:
    generations = Generations(index, folder)
    update(Folder(folder), generations)
    return DiskEngine.open(generations)


def cluster(url: str, name: str) -> Callable[[Path, Path], Engine]:
    """Makes an engine on a node of OpenSearch, in an index of its own."""
    from index.retrieval.cluster.cluster_access import ClusterAccess  # noqa: PLC0415 - needs an extra
    from index.retrieval.cluster.cluster_engine import ClusterEngine  # noqa: PLC0415 - the same
    from index.retrieval.cluster.cluster_index import ClusterIndex  # noqa: PLC0415 - the same

    def made(folder: Path, _: Path) -> Engine:
        index = ClusterIndex(ClusterAccess((url,), name, replicas=0), folder)
        update(Folder(folder), index)
        return ClusterEngine(index.current())

    return made


@pytest.fixture(params=["memory", "disk", "cluster"])
def engine(request: pytest.FixtureRequest, tmp_path: Path, index_name: str) -> Maker:
    """Makes an engine of texts, given in order or by their names; ``titles`` are by names too."""
    if request.param == "cluster":
        make = cluster(request.getfixturevalue("node_url"), index_name)
    else:
        make = {"memory": memory, "disk": disk}[request.param]

    def made(*texts: str, titles: dict[str, str] | None = None, files: dict[str, str] | None = None) -> Engine:
        folder = tmp_path / "sources"
        folder.mkdir()
        for name, text in (files or {f"{at}.txt": text for at, text in enumerate(texts)}).items():
            (folder / name).write_text(text, "utf-8")
        named = "".join(f'["{name}"]\ntitle = "{title}"\n' for name, title in (titles or {}).items())
        (folder / "sources.toml").write_text(named, "utf-8")
        held: Engine = make(folder, tmp_path / "index")
        return held

    return made


def found(held: Engine, *terms: str, limit: int = 50) -> list[str]:
    return [one.passage.text for one in held.candidates(dict.fromkeys(terms, 1.0), limit)]


def best(articles: list[Article], boosts: dict[str, float]) -> list[Candidate]:
    """The candidates of ``boosts`` in their order, by the formula as ``index.retrieval.bm25`` words it."""
    held = [(one, passage) for one in articles for passage in one.passages if passage.quotable]
    lengths = [len(one.terms[passage.ordinal]) for one, passage in held]
    mean = sum(lengths) / len(lengths)
    blocks = list(chain.from_iterable(one.paragraphs for one in articles))
    mean_block = sum(map(len, blocks)) / len(blocks)
    scored = []
    for (one, passage), length in zip(held, lengths, strict=True):
        own, block, score = one.terms[passage.ordinal], one.paragraphs[one.blocks[passage.ordinal]], 0.0
        for term, boost in boosts.items():
            weight = boost * idf(sum(term in other.terms[at.ordinal] for other, at in held), len(held))
            score += weight * saturation(own.count(term), length / mean)
            score += weight * PARAGRAPH * saturation(block.count(term), len(block) / mean_block)
            score += weight * TITLE * (term in one.title)
        if score > 0:
            scored.append((-round(score, PRECISION), passage.source, passage.ordinal, one))
    return [one.candidate(ordinal) for _, _, ordinal, one in sorted(scored, key=lambda each: each[:3])]


@pytest.mark.parametrize(
    "boosts", [{"cyber": 1.0, "crime": 1.0}, {"guo": 0.2, "hotlin": 1.0}, {"dialogu": 2.0, "rang": 1.0, "berg": 1.0}]
)
def test_candidates_are_those_of_the_formula_in_its_order(engine: Maker, boosts: dict[str, float]) -> None:
    titles = {"b.txt": "The hotline", "c.txt": "Cyber dialogues"}
    held = engine(files=ARTICLES, titles=titles)
    metadata = [record.metadata for record in held.records()]
    articles = [
        analyse(Source(name, text, "0" * 64, known))
        for (name, text), known in zip(ARTICLES.items(), metadata, strict=True)
    ]
    expected = best(articles, boosts)
    assert len(expected) > 2
    assert list(held.candidates(boosts, 50)) == expected
    assert list(held.candidates(boosts, 2)) == expected[:2]


def test_a_term_counts_in_the_sentence_more_than_in_the_title_alone(engine: Maker) -> None:
    held = engine("Hotline talks.\n\nBeijing waits.", titles={"0.txt": "Hotline"})
    assert found(held, "hotlin") == ["Hotline talks.", "Beijing waits."]


def test_a_boost_weighs_a_term(engine: Maker) -> None:
    first = engine("Guo spoke.", "Lynch spoke.").candidates({"guo": 0.2, "lynch": 1.0}, 2)
    assert [one.passage.text for one in first] == ["Lynch spoke.", "Guo spoke."]


def test_ties_are_broken_by_source_then_position(engine: Maker) -> None:
    held = engine(files={"b.txt": "Guo spoke. Guo spoke.", "a.txt": "Guo spoke. Guo spoke."})
    places = [(one.passage.source, one.passage.ordinal) for one in held.candidates({"guo": 1.0}, 9)]
    assert places == [("a.txt", 0), ("a.txt", 1), ("b.txt", 0), ("b.txt", 1)]


def test_a_candidate_brings_the_terms_around_it(engine: Maker) -> None:
    titles = {"0.txt": "Two dialogues"}
    held = engine("Guo spoke. Lynch listened. Beijing waited.\n\nParis slept.", titles=titles)
    one = held.candidates({"lynch": 1.0}, 1)[0]
    assert (one.previous, one.terms, one.following) == (("guo", "spoke"), ("lynch", "listen"), ("beij", "wait"))
    assert one.paragraph == ("guo", "spoke", "lynch", "listen", "beij", "wait")
    assert "dialogu" in one.title


def test_a_text_without_paragraphs_is_cut_into_blocks(engine: Maker) -> None:
    held = engine(" ".join(f"Guo spoke of item{number}." for number in range(100)))
    one = held.candidates({"item50": 1.0}, 1)[0]
    assert len(one.paragraph) < 200
    assert "item50" in one.paragraph


def test_nothing_is_found_for_no_terms_and_no_more_than_the_limit(engine: Maker) -> None:
    held = engine("Guo spoke. Guo came. Guo left.")
    assert found(held) == []
    assert [len(found(held, "guo", limit=limit)) for limit in (0, 1, 2, 9)] == [0, 1, 2, 3]


def test_an_unknown_term_finds_nothing_and_harms_nothing(engine: Maker) -> None:
    held = engine("Guo spoke.", "Lynch listened.")
    assert found(held, "brazil") == []
    assert found(held, "brazil", "guo") == ["Guo spoke."]


def test_text_that_is_never_quoted_is_not_proposed_and_its_terms_are_told_apart(engine: Maker) -> None:
    held = engine("Guo spoke in Paris.\n\nRead more: Lynch on hotlines\n\nShare this article\n")
    statistics = held.statistics(["guo", "share", "brazil"])
    assert found(held, "share") == []
    assert statistics.document_frequency == {"guo": 1, "share": 0, "brazil": 0}
    assert statistics.unquoted == {"share"}


def test_statistics_count_the_passages_that_hold_a_term_and_their_mean_length(engine: Maker) -> None:
    statistics = engine("Guo met Guo. Lynch met Guo.", "Lynch spoke.").statistics(["guo", "lynch", "brazil"])
    assert statistics.passages == 3
    assert statistics.document_frequency == {"guo": 2, "lynch": 2, "brazil": 0}
    assert math.isclose(statistics.mean_length, (3 + 3 + 2) / 3)


def test_similar_terms_are_the_nearest_then_the_most_frequent(engine: Maker) -> None:
    held = engine("Shengkun spoke. Shenkan left. Shenkan came. Brazil.")
    assert held.similar("shenkun") == ["shenkan", "shengkun"]
    assert held.similar("shengkum") == ["shengkun"]
    assert list(held.similar("hsengkun")) == ["shengkun"]
    assert list(held.similar("zzzzzzz")) == []


def test_completions_are_the_most_frequent_terms_with_a_prefix_then_by_letters(engine: Maker) -> None:
    held = engine("Hotline. Hotels and hotline. Hot air. Guo.")
    assert list(held.completions("hot", 9)) == ["hotlin", "hot", "hotel"]
    assert list(held.completions("hot", 1)) == ["hotlin"]
    assert list(held.completions("hotx", 9)) == []


def test_passages_are_given_by_their_ordinals_as_far_as_they_exist(engine: Maker) -> None:
    held = engine("One came. Two came. Three came.")
    for first, last, texts in (
        (-1, 1, ["One came.", "Two came."]),
        (1, 9, ["Two came.", "Three came."]),
        (7, 9, []),
        (2, 1, []),
        (-9, -1, []),
    ):
        assert [one.text for one in held.passages("0.txt", first, last)] == texts
    assert list(held.passages("none.txt", 0, 1)) == []


def test_records_tell_what_is_held_by_name(engine: Maker) -> None:
    held = engine(files={"b.txt": "One came.\nTwo came.", "a.txt": "Three came."}, titles={"b.txt": "Arrivals"})
    record = held.record("b.txt")
    assert record is not None
    assert (record.title, record.lines, record.passages) == ("Arrivals", 2, 2)
    assert [one.name for one in held.records()] == ["a.txt", "b.txt"]
    assert held.records()[1] == record
    assert held.records(1) == held.records()[:1]
    assert held.record("none.txt") is None
