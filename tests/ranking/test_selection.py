import datetime as dt

from index.documents.source import Metadata
from tests.ranking.town import BRIDGE, ask, engine


def test_a_near_copy_is_not_quoted_beside_its_original() -> None:
    served = engine(BRIDGE, "The engineer Paul Holm has designed the bridge.")
    assert ask("Who designed the bridge?", served).quoted == 1


def test_two_articles_that_complete_each_other_are_both_quoted_oldest_first() -> None:
    later = (
        "The council approved a plan for the hotline and its staff.",
        Metadata(title="B", date=dt.date(2016, 6, 1)),
    )
    before = ("The council agreed on setting up a hot line.", Metadata(title="A", date=dt.date(2015, 12, 1)))
    ranking = ask("What was decided about the hotline?", engine(later, before), strictness=0.0)
    assert [one.passage.source for one in ranking.evidence[: ranking.quoted]] == ["1.txt", "0.txt"]


def test_of_how_things_stand_now_the_newest_report_comes_first_and_another_figure_is_no_copy() -> None:
    fees = [
        (f"The fee for a mooring is {sum_} euros a year.", Metadata(title=title, date=dt.date(year, 6, 1)))
        for sum_, title, year in ((90, "A", 2015), (120, "B", 2019))
    ]
    now, then = (ask(text, engine(*fees)) for text in ("How much is the mooring fee?", "How much was the mooring fee?"))
    assert [one.passage.source for one in now.evidence[: now.quoted]] == ["1.txt", "0.txt"]
    assert [one.passage.source for one in then.evidence[: then.quoted]] == ["0.txt", "1.txt"]


def test_quoted_passages_come_first_and_are_at_most_three() -> None:
    served = engine(*(f"Mayor Anna Berg opened the {name} ferry in {2000 + at}." for at, name in enumerate("abcdefg")))
    ranking = ask("Who opened the ferry?", served)
    assert 1 <= ranking.quoted <= 3


def test_what_was_planned_as_the_next_is_quoted_with_what_came_to_be_the_second() -> None:
    first = (
        "The first meeting was held in Rome. The next meeting will be held in Oslo.",
        Metadata(title="First meeting"),
    )
    second = ("The second meeting was held in Oslo on Tuesday.", Metadata(title="Second meeting"))
    ranking = ask("Where was the second meeting held?", engine(first, second))
    quoted = [one.passage.text for one in ranking.evidence[: ranking.quoted]]
    assert quoted == ["The second meeting was held in Oslo on Tuesday.", "The next meeting will be held in Oslo."]
