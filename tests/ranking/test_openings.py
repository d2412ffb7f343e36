from index.documents.source import Metadata
from index.query.expansion import expand
from index.query.question import understand
from index.ranking.openings import openings
from tests.ranking.town import BRIDGE, FERRY, ask, engine

HOLM = (
    "Paul Holm was an engineer. He studied in Lund and came to the town in 1931.\n\n"
    "A school bears his name. Paul Holm taught there himself. Later Paul Holm went abroad."
)


def test_a_short_question_is_answered_by_the_opening_that_shares_no_word_with_it() -> None:
    served = engine(FERRY, (HOLM, Metadata(title="Paul Holm")), BRIDGE)
    assert "1931" in " ".join(one.passage.text for one in ask("when was paul holm born", served).evidence)


def test_an_opening_is_a_candidate_as_an_engine_makes_it() -> None:
    served = engine(FERRY, (HOLM, Metadata(title="Paul Holm")), BRIDGE)
    query = expand(understand("paul holm born", served), served)
    proposed = served.candidates({"lund": 1.0, "school": 1.0, **query.boosts}, 40)
    every = {(one.passage.source, one.passage.ordinal): one for one in proposed}
    found = list(openings(served.candidates(query.boosts, 1), served))
    assert [one.passage.ordinal for one in found] == [0, 1, 2, 4]
    assert all(one == every[one.passage.source, one.passage.ordinal] for one in found)


def test_what_stands_under_a_heading_opens_nothing() -> None:
    served = engine("## Times\n\nThey leave at noon. They come back at six.\n\n## Tickets\n\nTickets cost 4 euros.")
    query = expand(understand("ferries tickets", served), served)
    assert not list(openings(served.candidates(query.boosts, 1), served))
