"""Words that carry no meaning of their own, in text and in questions."""

__all__ = ["QUESTION_WORDS", "STOP_WORDS"]

STOP_WORDS = frozenset(
    """
    a about also am an and are arent as at be been being but by can cannot cant could couldnt did didnt do does
    doesnt doing done dont else etc for from had hadnt has hasnt have havent having he her here hers herself him
    himself his how however i if in into is isnt it its itself may me might mine must mustnt my myself neednt no
    not now of on onto or ought our ours ourselves shall shant she should shouldnt so such than that the their
    theirs them themselves then there therefore these they this those though thus to too us was wasnt we were
    werent what whatever when whenever where whether which who whoever whom whose why will with wont would
    wouldnt yes yet you your yours yourself yourselves
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
"""Function words of English, folded as ``index.text.analyzer`` folds them; text and questions lose them alike.

Words of time, place and degree ("after", "between", "most") are none: they tell sentences apart.
"""

QUESTION_WORDS = frozenset(
    """
    please tell show explain describe define whats whos wheres whens hows whys kindly
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
"""Words that only ask, which a question loses beside the stop words; they carry meaning in a text."""
