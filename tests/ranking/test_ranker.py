import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.documents.source import Source
from index.ranking.support import Outcome
from index.retrieval.memory import MemoryEngine
from tests.ranking.town import BRIDGE, FERRY, ask, engine


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
    assert (ranking.reason is None) == (ranking.outcome is Outcome.ANSWERED)
    assert (ranking.quoted > 0) == (ranking.outcome is not Outcome.DECLINED)
    scores = [one.score for one in ranking.evidence[ranking.quoted :]]
    assert scores == sorted(scores, reverse=True)
    for one in ranking.evidence:
        assert all(0 <= start < end <= len(one.passage.text) for start, end in one.matches)
        assert one.passage.quotable


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How much does the reduced gallery cost?", "$45"),
        ("How much does the full gallery cost?", "$60"),
        ("How much does the gallery cost?", "$60"),
    ],
)
def test_the_answer_of_a_row_is_marked_in_the_column_that_is_asked_for(question: str, answer: str) -> None:
    table = "| Seat | Full | Reduced |\n|---|---|---|\n| Stalls | $140 | $110 |\n| Gallery | $60 | $45 |\n"
    served = MemoryEngine([Source("fees.md", f"# What seats cost\n\n{table}", "")])
    first = ask(question, served, strictness=0.0).evidence[0]
    assert first.answer is not None
    assert first.quote.text[slice(*first.answer)] == answer
