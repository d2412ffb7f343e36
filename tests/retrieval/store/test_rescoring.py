"""Rescoring gives every passage of a pool the score of the formula, and the best of them in its order."""

from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents.article import Article, analyse
from index.documents.folder import Folder
from index.retrieval.bm25 import PARAGRAPH, PRECISION, TITLE, saturation
from index.retrieval.store.packing import pack
from index.retrieval.store.rescoring import MeanLengths, largest_share, rescore
from index.retrieval.store.rows import RowReader
from index.retrieval.store.schema import SHIFT
from tests.retrieval.archive import Archive

WORDS = ("cyber", "crime", "hotline", "guo", "lynch", "beijing", "talks")
WEIGHTS = st.dictionaries(
    st.sampled_from(["cyber", "crime", "hotlin", "guo", "lynch", "beij", "talk", "unknown"]),
    st.floats(0.01, 5),
    min_size=1,
)
MEANS = st.builds(MeanLengths, st.floats(0.5, 30), st.floats(0.5, 60))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Articles of chance, the last of them outside of the archive."""
    chance, made = Random(1), Archive(tmp_path_factory.mktemp("rescoring"))  # noqa: S311 - always the same articles
    for number in range(6):
        title = " ".join(chance.choices(WORDS, k=2)).capitalize()
        blocks = (
            " ".join(
                f"{' '.join(chance.choices(WORDS, k=chance.choice([1, 2, 3, 30]))).capitalize()}." for _ in range(3)
            )
            for _ in range(4)
        )
        made.write(f"{number}.txt", f"# {title}\n\nPhoto: Guo Talks\n\n" + "\n\n".join(blocks) + "\n")
        if number in {4, 5}:
            made.update()
    return made


@pytest.fixture(scope="module")
def articles(archive: Archive) -> dict[int, Article]:
    """The articles by their numbers."""
    folder = Folder(archive.folder)
    return {rows_of(archive).article(name)[0]: analyse(folder.read(name)) for name in folder.names()}


@pytest.fixture(scope="module")
def rows(archive: Archive) -> RowReader:
    return rows_of(archive)


def rows_of(archive: Archive) -> RowReader:
    generation = archive.generations.current()
    return RowReader(generation.folder, generation.manifest)


def paragraphs(articles: Mapping[int, Article]) -> dict[int, tuple[Article, range]]:
    """The paragraphs by their addresses: the article of each, and the ordinals of its passages."""
    return {
        number << SHIFT | row.first: (one, range(row.first, row.first + row.passages))
        for number, one in articles.items()
        for row in pack(one).paragraphs
    }


def score(article: Article, ordinal: int, means: MeanLengths, weights: Mapping[str, float]) -> float:
    """The score of a passage, worded as ``index.retrieval.bm25`` words it."""
    own, block = article.terms[ordinal], article.paragraphs[article.blocks[ordinal]]
    return sum(
        weight
        * (
            saturation(own.count(term), len(own) / means.sentence)
            + PARAGRAPH * saturation(block.count(term), len(block) / means.paragraph)
            + TITLE * (term in article.title)
        )
        for term, weight in sorted(weights.items())
    )


@given(st.data(), WEIGHTS, MEANS, st.integers(1, 40))
def test_the_best_of_any_pool_are_those_of_the_formula_in_its_order(  # noqa: PLR0913, PLR0917 - two fixtures, four draws
    rows: RowReader,
    articles: dict[int, Article],
    data: st.DataObject,
    weights: dict[str, float],
    means: MeanLengths,
    limit: int,
) -> None:
    known = {
        address: (article, ordinals)
        for address, (article, ordinals) in paragraphs(articles).items()
        if weights.keys() & {*article.title, *article.paragraphs[article.blocks[ordinals[0]]]}
    }
    pool = data.draw(st.sets(st.sampled_from(sorted(known)))) if known else set[int]()
    expected = [
        (round(score(known[address][0], ordinal, means, weights), PRECISION), known[address][0], address, ordinal)
        for address in pool
        for ordinal in known[address][1]
        if known[address][0].passages[ordinal].quotable
    ]
    expected.sort(key=lambda one: (-one[0], one[1].record.name, one[3]))
    found = rescore(rows, means, pool, weights, limit)
    assert [one.score for one in found] == pytest.approx([one[0] for one in expected[:limit]], abs=1e-8)
    places = [(one.name, one.paragraph, one.address - (one.paragraph >> SHIFT << SHIFT), one.title) for one in found]
    if len({one[0] for one in expected}) == len(expected) or len(expected) <= limit:
        ours = [(article.record.name, address, ordinal, article.title) for _, article, address, ordinal in expected]
        assert sorted(places) == sorted(ours[:limit])


def test_ties_are_broken_by_name_then_position_also_where_the_limit_cuts_them(
    rows: RowReader, articles: dict[int, Article]
) -> None:
    weights = dict.fromkeys(("cyber", "crime", "hotlin", "guo", "lynch", "beij", "talk"), 1e-12)
    pool = {
        address
        for address, (article, ordinals) in paragraphs(articles).items()
        if weights.keys() & set(article.paragraphs[article.blocks[ordinals[0]]])
    }
    every = rescore(rows, MeanLengths(5.0, 15.0), pool, weights, 999)
    places = [(one.name, one.address) for one in every]
    assert {one.score for one in every} == {0.0}
    assert len(places) > 60
    assert places == sorted(places)
    assert rescore(rows, MeanLengths(5.0, 15.0), pool, weights, 40) == every[:40]


def test_an_empty_pool_has_no_best(rows: RowReader) -> None:
    assert rescore(rows, MeanLengths(0.0, 0.0), (), {"guo": 1.0}, 9) == []


def test_a_paragraph_that_is_not_there_or_holds_none_of_the_words_is_an_error(rows: RowReader) -> None:
    number, article = rows.article("0.txt")
    first = number << SHIFT | article.paragraphs[-1].first
    with pytest.raises(ValueError, match="holds none of the words"):
        rescore(rows, MeanLengths(5.0, 15.0), {first}, {"unknown": 1.0}, 9)
    with pytest.raises(ValueError, match="not there"):
        rescore(rows, MeanLengths(5.0, 15.0), {first, 999 << SHIFT}, {"guo": 1.0}, 9)


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.floats(0, 100), st.floats(0, 100), st.floats(0.01, 20))
def test_no_term_adds_more_than_its_largest_share(
    own: int, around: int, length: float, whole: float, weight: float
) -> None:
    added = weight * (saturation(own, length) + PARAGRAPH * saturation(around, whole) + TITLE)
    assert added <= largest_share(weight) * (1 + 1e-12)
