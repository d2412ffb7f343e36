import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.documents.source import Metadata, Source
from index.query.question import understand
from index.ranking.confidence import Calibration, calibrate
from index.ranking.ranker import Ranking, rank
from index.ranking.weights import FIGURES, WEIGHTS
from index.retrieval.memory import MemoryEngine

FERRY = """Mayor Anna Berg opened the ferry terminal on 3 May 2021.
She said that it had cost 12 million euros.
The terminal has two piers and a café.
It replaced an older one that a storm destroyed in 2017.

The harbour museum shows 400 model ships.
The museum is closed on Mondays because the staff restore the models.
"""
BRIDGE = """The bridge over the sound is 840 metres long.
Engineer Paul Holm designed the bridge.
Mayor Anna Berg opened the bridge in 2019.
"""


def engine(*articles: tuple[str, Metadata] | str) -> MemoryEngine:
    given = [one if isinstance(one, tuple) else (one, Metadata()) for one in articles]
    return MemoryEngine(Source(f"{at}.txt", text, "", metadata) for at, (text, metadata) in enumerate(given))


@pytest.fixture(scope="module")
def town() -> MemoryEngine:
    return engine((FERRY, Metadata(title="The ferry terminal")), (BRIDGE, Metadata(title="The bridge over the sound")))


def ask(question: str, served: MemoryEngine, limit: int = 10) -> Ranking:
    return rank(understand(question, served), served, limit)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Who opened the ferry terminal?", "Mayor Anna Berg opened the ferry terminal on 3 May 2021."),
        ("When was the ferry terminal opened?", "Mayor Anna Berg opened the ferry terminal on 3 May 2021."),
        ("How much did the terminal cost?", "She said that it had cost 12 million euros."),
        ("How many model ships does the museum show?", "The harbour museum shows 400 model ships."),
        (
            "Why is the museum closed on Mondays?",
            "The museum is closed on Mondays because the staff restore the models.",
        ),
        ("How long is the bridge?", "The bridge over the sound is 840 metres long."),
        ("Who designed the bridge?", "Engineer Paul Holm designed the bridge."),
        ("who was the designer of the bridge", "Engineer Paul Holm designed the bridge."),
        ("bridge opened when", "Mayor Anna Berg opened the bridge in 2019."),
        ("what destroyed the older terminal", "It replaced an older one that a storm destroyed in 2017."),
    ],
)
def test_the_sentence_that_answers_comes_first(town: MemoryEngine, question: str, first: str) -> None:
    ranking = ask(question, town)
    assert ranking.quoted
    assert ranking.evidence[0].passage.text == first


def test_every_figure_has_a_weight_and_is_explained() -> None:
    assert FIGURES.keys() == WEIGHTS.keys()
    assert all(len(explained) > len(name) for name, explained in FIGURES.items())


def test_a_score_is_the_sum_of_what_its_figures_added(town: MemoryEngine) -> None:
    for one in ask("Who opened the ferry terminal?", town).evidence:
        assert one.score == pytest.approx(sum(one.figures.values()), abs=1e-6)
        assert one.figures.keys() <= FIGURES.keys()


def test_matches_and_the_answer_are_spans_of_the_passage(town: MemoryEngine) -> None:
    first = ask("How much did the terminal cost?", town).evidence[0]
    assert first.answer is not None
    assert first.passage.text[slice(*first.answer)] == "12 million euros"
    assert [first.passage.text[start:end] for start, end in first.matches] == ["cost"]


def test_she_and_it_come_with_the_sentence_that_says_who(town: MemoryEngine) -> None:
    first = ask("How much did the terminal cost?", town).evidence[0]
    assert first.antecedent is not None
    assert first.antecedent.text.startswith("Mayor Anna Berg")
    assert ask("Who designed the bridge?", town).evidence[0].antecedent is None


def test_it_looks_back_past_sentences_that_refer_back_themselves(town: MemoryEngine) -> None:
    first = ask("What destroyed the older terminal?", town).evidence[0]
    assert first.antecedent is not None
    assert first.antecedent.text == "The terminal has two piers and a café."


def test_the_same_words_in_several_places_are_one_passage_with_all_its_places() -> None:
    served = engine(BRIDGE, f"Other news.\n\n{BRIDGE}", "Engineer  Paul Holm designed the bridge.")
    ranking = ask("Who designed the bridge?", served)
    assert ranking.quoted == 1
    first = ranking.evidence[0]
    assert sorted(one.source for one in (first.passage, *first.also)) == ["0.txt", "1.txt", "2.txt"]
    texts = [" ".join(one.passage.text.split()) for one in ranking.evidence]
    assert len(set(texts)) == len(texts)


def test_a_near_copy_is_not_quoted_beside_its_original() -> None:
    served = engine(BRIDGE, "The engineer Paul Holm has designed the bridge.")
    assert ask("Who designed the bridge?", served).quoted == 1


def test_two_articles_that_complete_each_other_are_both_quoted_oldest_first() -> None:
    later = (
        "The council approved a plan for the hotline and its staff.",
        Metadata(title="B", date=dt.date(2016, 6, 1)),
    )
    before = ("The council agreed on setting up a hot line.", Metadata(title="A", date=dt.date(2015, 12, 1)))
    ranking = ask("What was decided about the hotline?", engine(later, before))
    assert [one.passage.source for one in ranking.evidence[: ranking.quoted]] == ["1.txt", "0.txt"]
    assert ranking.notes == ("Two reports: “A” (2015-12-01) and “B” (2016-06-01).",)


def test_an_ordinal_prefers_the_article_that_its_title_names() -> None:
    texts = [f"The two sides met in {place} and spoke about trade." for place in ("Rome", "Oslo")]
    titles = ["The first meeting on trade", "The second meeting on trade"]
    served = engine(*((text, Metadata(title=title)) for text, title in zip(texts, titles, strict=True)))
    assert ask("Where was the first meeting on trade?", served).evidence[0].passage.source == "0.txt"
    assert ask("Where was the second meeting on trade?", served).evidence[0].passage.source == "1.txt"


def test_what_was_planned_as_the_next_is_quoted_with_what_came_to_be_the_second() -> None:
    first = (
        "The first meeting was held in Rome. The next meeting will be held in Oslo.",
        Metadata(title="First meeting"),
    )
    second = ("The second meeting was held in Oslo on Tuesday.", Metadata(title="Second meeting"))
    ranking = ask("Where was the second meeting held?", engine(first, second))
    quoted = [one.passage.text for one in ranking.evidence[: ranking.quoted]]
    assert quoted == ["The second meeting was held in Oslo on Tuesday.", "The next meeting will be held in Oslo."]


def test_a_year_or_a_publisher_prefers_the_article_it_fits() -> None:
    text = "The council met and spoke about the price of bread."
    old = (text, Metadata(title="Council", date=dt.date(2015, 3, 1), publisher="The Herald"))
    new = (f"{text[:-1]} again.", Metadata(title="Council", date=dt.date(2016, 3, 1), publisher="The Courier"))
    served = engine(old, new)
    assert ask("What did the council speak about in 2015?", served).evidence[0].passage.source == "0.txt"
    assert ask("What did the council speak about in 2016?", served).evidence[0].passage.source == "1.txt"
    assert ask("What did the Courier report of the council?", served).evidence[0].passage.source == "1.txt"


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("", "nothing was asked"),
        ("   \n", "nothing was asked"),
        ("???", "the question holds no word to look for, only words such as 'who' and 'is'"),
        ("who is the", "the question holds no word to look for, only words such as 'who' and 'is'"),
        ("asdf", "'asdf' appears nowhere in the sources"),
        ("What is the capital of France?", "'capital' and 'France' appear nowhere in the sources"),
        ("Who opened the embassy in Brazil?", "'embassy' and 'Brazil' appear nowhere in the sources"),
    ],
)
def test_a_refusal_says_why_and_quotes_nothing(town: MemoryEngine, question: str, reason: str) -> None:
    ranking = ask(question, town)
    assert (ranking.quoted, ranking.reason) == (0, reason)
    assert ranking.confidence < 0.5


def test_a_reason_names_few_words_and_shortens_them(town: MemoryEngine) -> None:
    reason = ask("z" * 10_000, town).reason
    assert reason is not None
    assert len(reason) < 200
    many = ask(" ".join(f"qqq{at}zz" for at in range(2_000)), town).reason
    assert many is not None
    assert "more words" in many


def test_words_that_stand_apart_are_no_answer(town: MemoryEngine) -> None:
    ranking = ask("Which storm closed the café with ships on Mondays?", town)
    assert ranking.reason == "the words stand in the sources, but not together" or ranking.quoted


def test_a_refusal_still_shows_the_closest_lines(town: MemoryEngine) -> None:
    ranking = ask("Who painted the museum in Brazil in 1723 for the queen?", town)
    assert ranking.quoted == 0
    assert any("museum" in one.passage.text for one in ranking.evidence)


def test_an_empty_collection_declines() -> None:
    empty = engine()
    ranking = ask("Who opened the ferry terminal?", empty)
    assert (ranking.quoted, ranking.evidence, ranking.confidence) == (0, (), 0.0)
    assert ranking.reason is not None


def test_the_ranking_is_the_same_on_every_run_and_in_whatever_order_sources_come() -> None:
    texts = [f"{FERRY}\n{BRIDGE}", BRIDGE, FERRY, BRIDGE.replace("Holm", "Dahl")]
    sources = [Source(f"{at}.txt", text, "") for at, text in enumerate(texts)]
    shuffled = sources[2:] + sources[:2]
    for question in ("Who designed the bridge?", "Who opened the terminal?", "museum", "zebra bridge"):
        assert ask(question, MemoryEngine(sources)) == ask(question, MemoryEngine(shuffled))


def test_the_limit_cuts_the_ranking_and_changes_nothing_else(town: MemoryEngine) -> None:
    whole = ask("Who opened the bridge and the ferry terminal?", town, 10)
    cut = ask("Who opened the bridge and the ferry terminal?", town, 2)
    assert cut.evidence == whole.evidence[:2]
    assert (cut.confidence, cut.reason) == (whole.confidence, whole.reason)


def test_quoted_passages_come_first_and_are_at_most_three() -> None:
    served = engine(*(f"Mayor Anna Berg opened the {name} ferry in {2000 + at}." for at, name in enumerate("abcdefg")))
    ranking = ask("Who opened the ferry?", served)
    assert 1 <= ranking.quoted <= 3


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
    from index.ranking.confidence import ASKED  # noqa: PLC0415 - the shipped questions themselves

    everything = engine("\n".join(line.replace("?", ".") for line in ASKED.read_text("utf-8").splitlines()))
    assert calibrate(everything).threshold > Calibration().threshold


words = st.sampled_from(
    ["ferry", "bridge", "opened", "the", "of", "2019", "Anna", "hotline", "hot", "line", "who", "中国", "ships."]
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(words, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=5),
    st.lists(words, max_size=8).map(" ".join),
)
def test_no_collection_and_no_question_break_the_ranking(texts: list[str], question: str) -> None:
    ranking = ask(question, engine(*texts))
    assert 0 <= ranking.confidence <= 1
    assert (ranking.reason is None) == (ranking.quoted > 0)
    scores = [one.score for one in ranking.evidence[ranking.quoted :]]
    assert scores == sorted(scores, reverse=True)
    for one in ranking.evidence:
        assert all(0 <= start < end <= len(one.passage.text) for start, end in one.matches)
        assert one.passage.quotable


FAQ = (
    "**Q: Who moderates the forum?**\nA: Six volunteers do it in their spare time.\n\n"
    "## When does it close for maintenance?\n\nOn the first Sunday of each month, from two to four.\n\n"
    "## Can I delete my posts?\n\nYes, within an hour of writing them.\n"
)


@pytest.mark.parametrize(
    ("question", "first", "asked"),
    [
        ("Who moderates the forum?", "A: Six volunteers", "**Q: Who moderates the forum?**"),
        ("When does it close for maintenance?", "On the first Sunday", "When does it close for maintenance?"),
        ("Can I delete posts?", "Yes, within an hour", "Can I delete my posts?"),
    ],
)
def test_a_page_of_questions_and_answers_is_answered_from_its_answers(question: str, first: str, asked: str) -> None:
    found = ask(question, MemoryEngine([Source("faq.md", FAQ, "0" * 64)]))
    assert found.quoted
    assert found.evidence[0].passage.text.startswith(first)
    assert found.evidence[0].antecedent is not None
    assert found.evidence[0].antecedent.text == asked


def test_a_question_is_never_quoted_as_the_answer_where_a_sentence_tells_it() -> None:
    text = "Why did the mill burn down? Nobody knows why the mill burned. It was built in 1820."
    found = ask("Why did the mill burn down?", MemoryEngine([Source("mill.txt", text, "0" * 64)]))
    assert found.evidence[0].passage.text == "Nobody knows why the mill burned."
