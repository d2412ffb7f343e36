from index.documents.source import Metadata
from tests.ranking.town import ask, engine


def test_an_ordinal_prefers_the_article_that_its_title_names() -> None:
    texts = [f"The two sides met in {place} and spoke about trade." for place in ("Rome", "Oslo")]
    titles = ["The first meeting on trade", "The second meeting on trade"]
    served = engine(*((text, Metadata(title=title)) for text, title in zip(texts, titles, strict=True)))
    assert ask("Where was the first meeting on trade?", served).evidence[0].passage.source == "0.txt"
    assert ask("Where was the second meeting on trade?", served).evidence[0].passage.source == "1.txt"
