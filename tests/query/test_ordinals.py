import pytest

from index.query.ordinals import also_known_as
from index.text.analyzer import terms


@pytest.mark.parametrize(
    ("asked", "title", "known"),
    [
        ("second", "The first dialogue", {"next", "follow", "subsequ"}),
        ("first", "A second dialogue", {"previous", "last", "preced"}),
        ("next", "A second dialogue", {"third"}),
        ("previous", "A second dialogue", {"first"}),
        ("third", "The first dialogue", set()),
        ("second", "A dialogue", set()),
        ("previous", "The first dialogue", set()),
        ("dialogu", "The first dialogue", set()),
    ],
)
def test_the_next_of_the_first_is_the_second(asked: str, title: str, known: set[str]) -> None:
    assert also_known_as(asked, terms(title)) == known
