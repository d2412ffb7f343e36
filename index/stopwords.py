"""Words that carry no meaning of their own, in text and in questions."""

__all__ = ["QUESTION_WORDS", "STOP_WORDS"]

STOP_WORDS = frozenset(
    """
    a about above after again against all also although always am among an and any are as at be became because
    become been before being below between both but by can cannot cant could did do does doing dont done down
    during each either else etc even ever every few for from further had has have having he her here hers
    herself him himself his how however i if in into is isnt it its itself just let may me might mine more
    most much must my myself neither no nor not now of off often on once only onto or other others ought our
    ours ourselves out over own per rather same shall she should since so some still such than that the their
    theirs them themselves then there therefore these they this those though through thus to too toward towards
    under until up upon us very via was we were what whatever when whenever where whether which while who whoever
    whom whose why will with within without would yes yet you your yours yourself yourselves
    arent couldnt didnt doesnt hadnt hasnt havent mustnt neednt shant shouldnt wasnt werent wont wouldnt
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
"""Function words of English, folded as ``index.terms`` folds them; text and questions lose them alike."""

QUESTION_WORDS = frozenset(
    """
    please tell show explain describe define whats whos wheres whens hows whys kindly
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
"""Words that only ask, which a question loses beside the stop words; they carry meaning in a text."""
