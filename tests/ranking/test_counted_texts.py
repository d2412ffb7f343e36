import numpy as np

from index.query.expansion import expand
from index.query.question import understand
from index.ranking.counted_texts import CountedTexts
from tests.ranking.town import engine


def test_each_candidate_has_what_its_own_texts_have() -> None:
    served = engine("# The ferry\n\nThe ferry came late. A bridge and a bridge stood there. It rained on the ferry.")
    query = expand(understand("ferry bridge", served), served)
    candidates = served.candidates(query.boosts, 3)
    found = CountedTexts(candidates, query)
    for column, one in enumerate(candidates):
        texts = (one.terms, one.title, one.heads, one.group, one.paragraph, one.previous, one.following)
        for table, text in zip(found.fields, texts, strict=True):
            assert np.array_equal(table[:, column], query.counts([text]))
        assert np.array_equal(found.sections[:, column], query.counts([(*one.paragraph, *one.heads)]))
