from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.annotation import quantities


def written(find: object, text: str) -> list[str]:
    assert callable(find)
    return [text[span.start : span.end] for span in find(text)]


@pytest.mark.parametrize(
    "date",
    [
        "Dec. 1, 2015",
        "December 1, 2015",
        "1 December 2015",
        "1st of December 2015",
        "31 October",
        "October 31",
        "Oct. 31",
        "Tuesday",
        "Sunday morning",
        "Wednesday, 31 October",
        "late September",
        "early September",
        "mid-June 1990",
        "June next year",
        "September 2013",
        "summer of 1521",
        "16th century",
        "mid-18th century",
        "nineteenth century",
        "first century BC",
        "1066",
        "the 1990s",
        "early 1970s",
        "2015-12-01",
        "12/1/2015",
        "11,600 BP",
        "66 million years ago",
        "last year",
        "next week",
        "later this year",
        "yesterday",
        "4:51",
        "10:30 a.m.",
        "1971–1975",
    ],
)
def test_a_date_is_found_in_its_usual_forms(date: str) -> None:
    found = written(quantities.dates, f"They met there {date}, it is said.")
    assert found
    assert found[0] in {date, date.removeprefix("the ")}


@pytest.mark.parametrize(
    "text",
    [
        "They may march on.",
        "It cost $1,500 in all.",
        "He scored 23 points.",
        "a population of 1,345,596",
        "20% of 1,500",
        "",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert quantities.dates(text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("It had 308 points.", "308"),
        ("about 1,345,596 people", "1,345,596"),
        ("some 7,000,000 square kilometres of land", "7,000,000 square kilometres"),
        ("five nations", "five"),
        ("Twenty-four delegates came", "Twenty-four"),
        ("two hundred and six bones", "two hundred and six"),
        ("over 37 million passengers", "37 million"),
        ("It won 23–16 that day", "23–16"),
        ("winds of 110 mph were felt", "110 mph"),
        ("a rise of 0.3 to 0.6 °C since", "0.3 to 0.6 °C"),
        ("nearly half of them", "half"),
        ("the five-point consensus", "five"),
    ],
)
def test_a_number_is_found_with_its_unit(text: str, number: str) -> None:
    assert number in written(quantities.numbers, text)


@pytest.mark.parametrize(
    ("text", "sum_of_money"),
    [
        ("a fine of $5 million in cash", "$5 million"),
        ("fees of £30m a year", "£30m"),
        ("US$1.5 billion was lent", "US$1.5 billion"),
        ("they paid 200 dollars", "200 dollars"),
        ("two million euros", "two million euros"),
        ("at €9.99 each", "€9.99"),
    ],
)
def test_a_sum_of_money_is_found(text: str, sum_of_money: str) -> None:
    assert written(quantities.money, text) == [sum_of_money]


@pytest.mark.parametrize(
    ("text", "share"),
    [("rose by 12.5% today", "12.5%"), ("55 per cent", "55 per cent"), ("ten percent", "ten percent")],
)
def test_a_share_is_found(text: str, share: str) -> None:
    assert written(quantities.percents, text) == [share]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("it lasted three years and", "three years"),
        ("a 90-day plan", "90-day"),
        ("for several months", "several months"),
        ("from 1905 to 1910", "from 1905 to 1910"),
        ("ten more minutes", "ten more minutes"),
    ],
)
def test_a_span_of_time_is_found(text: str, time: str) -> None:
    assert time in written(quantities.durations, text)


def test_how_long_ago_is_no_span_of_time() -> None:
    assert quantities.durations("it fell three years ago") == []


def test_a_year_and_a_number_in_a_name_count_less_than_a_number() -> None:
    strength = {
        "AS-207 in 2015 had 12 men"[span.start : span.end]: span.strength
        for span in quantities.numbers("AS-207 in 2015 had 12 men")
    }
    assert strength["12"] > strength["2015"]


FINDERS = [quantities.dates, quantities.numbers, quantities.money, quantities.percents, quantities.durations]


@given(st.text(max_size=200) | st.text(alphabet="0123456789,.-– $%JanMay twohundrd", max_size=200))
def test_every_span_lies_in_the_text_in_order_and_apart(text: str) -> None:
    for find in FINDERS:
        found = find(text)
        assert all(0 <= span.start < span.end <= len(text) and 0 < span.strength <= 1 for span in found)
        assert all(first.end <= second.start for first, second in pairwise(found))


@pytest.mark.parametrize("piece", ["1,", "111,", "two ", "one-", "1 ", "Jan ", "late the ", "1.1.", "$1 ", "1-", "st "])
def test_long_hostile_text_is_read(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    for find in FINDERS:
        assert all(span.end <= len(text) for span in find(text))
