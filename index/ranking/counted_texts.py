"""What the texts of candidates hold of a question: each text is counted once, though many candidates share it."""

from collections.abc import Sequence
from itertools import chain, count
from operator import attrgetter
from typing import TYPE_CHECKING

import numpy as np

from index.documents.article import Candidate
from index.query.expansion import ExpandedQuery

if TYPE_CHECKING:
    from index.ranking.feature_table import Features

__all__ = ["CountedTexts"]

_TEXTS = ("terms", "title", "heads", "group", "paragraph", "previous", "following")
_texts = attrgetter(*_TEXTS)
_PARAGRAPH = _TEXTS.index("paragraph")


class CountedTexts:
    """What is counted of each term of a question, a row each, in texts of each candidate, a column each.

    ``fields`` are such tables of a candidate's sentence, title, headings, group, paragraph, and of the sentences before
    and after it; ``sections`` is that of its paragraph with the headings above. See ``ExpandedQuery.count``.
    """

    def __init__(self, candidates: Sequence[Candidate], query: ExpandedQuery) -> None:
        fields = [*chain.from_iterable(map(_texts, candidates))]
        texts = dict(zip(map(id, fields), fields, strict=True))
        headed = {_section(one): (*one.paragraph, *one.heads) for one in candidates if one.heads}
        places = dict(zip((*texts, *headed), count(), strict=False))
        counts = query.counts([*texts.values(), *headed.values()])
        counted = np.array(counts).reshape(len(places), -1)
        held = counted[np.array([places[id(one)] for one in fields]).reshape(len(candidates), -1)]
        self.fields: Sequence[Features] = [*held.transpose(1, 2, 0)]
        of_paragraphs = self.fields[_PARAGRAPH]
        self.sections = counted[[places[_section(one)] for one in candidates]].T if headed else of_paragraphs


def _section(one: Candidate) -> int | tuple[int, int]:
    return (id(one.paragraph), id(one.heads)) if one.heads else id(one.paragraph)
