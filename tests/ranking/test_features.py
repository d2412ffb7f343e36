import datetime as dt

from index.documents.source import Metadata
from tests.ranking.town import ask, engine


def test_a_year_or_a_publisher_prefers_the_article_it_fits() -> None:
    text = "The council met and spoke about the price of bread."
    old = (text, Metadata(title="Council", date=dt.date(2015, 3, 1), publisher="The Herald"))
    new = (f"{text[:-1]} again.", Metadata(title="Council", date=dt.date(2016, 3, 1), publisher="The Courier"))
    served = engine(old, new)
    assert ask("What did the council speak about in 2015?", served).evidence[0].passage.source == "0.txt"
    assert ask("What did the council speak about in 2016?", served).evidence[0].passage.source == "1.txt"
    assert ask("What did the Courier report of the council?", served).evidence[0].passage.source == "1.txt"


def test_a_question_of_more_terms_than_are_looked_for_is_ranked_where_a_title_joins_its_last_words() -> None:
    words = [
        f"{first}{last}" for first in "bcdfghjkl" for last in ("arino", "elito", "imoto", "otuno", "undano", "askolo")
    ]
    more = [f"{first}{last}" for first in "mnprst" for last in ("ebalo", "ivako", "ofiro")]
    text = f"{' '.join(words)} {' '.join(more)}"
    served = engine((f"{text}.", Metadata(title="The hotline")))
    assert ask(f"What is {text} hot line", served).evidence
