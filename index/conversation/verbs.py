"""The verb in a run of words of a question, told by where the run stands: no list knows every verb.

In English questions a verb is found by its neighbours: behind "who" it comes at once, behind "did the council" it
comes next, and a bare word before "the" is one. Lists only help where two readings are left.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from index.query.phrases import is_plural, is_verb
from index.text.lexicon import words

__all__ = ["VerbRun", "is_adverb", "is_past", "verb"]

_QUESTION_WORDS, _AUXILIARIES, _PREPOSITIONS = words("question_words"), words("auxiliaries"), words("prepositions")
_ARTICLES, _ORDINALS, _NATIONS = words("articles"), words("ordinals"), words("nations")
_LY = frozenset(["family", "assembly", "monopoly", "anomaly"])
_BEING = frozenset(["am", "is", "are", "was", "were", "be", "been", "being", "isn't", "aren't", "wasn't", "weren't"])
_HAVING = frozenset(["has", "have", "had", "hasn't", "haven't", "hadn't"])
_SUBJECTS = frozenset(["who", "i", "you", "we", "he", "she", "they", "not", "never", "also", "please"])
_OBJECTS = _ARTICLES | {"it", "his", "her", "its", "their", "our", "my", "your", "him", "them", "me", "us", "this"}
# what follows a subject and says that its verb is not in the run
_SPEAKING = words("requests") | {"say", "said", "says", "get", "got", "go"}
_DOING, _NOUNS_TOO, _PREDICATES = words("actions"), words("verbs_and_nouns"), words("predicates")


@dataclass(frozen=True, slots=True)
class VerbRun:
    """Words that follow each other without a function word or a comma between them, and what stands around them.

    ``capitals`` says of each whether it has a capital, ``determined`` whether an article stands before the run,
    ``earlier`` are all words before it and its article, ``after`` is the word behind it, or "" where its clause ends.
    """

    texts: Sequence[str]
    capitals: Sequence[bool]
    determined: bool
    earlier: Sequence[str]
    after: str

    @property
    def before(self) -> str:
        """The word before the run and its article, or ""."""
        return self.earlier[-1] if self.earlier else ""


def is_adverb(word: str) -> bool:
    """Whether a word is likely an adverb in "-ly"."""
    return len(word) > len("early") and word.endswith("ly") and word not in _LY


def is_past(word: str) -> bool:
    """Whether a word is likely a past form or a participle in "-ed": "proposed", and not "speed"."""
    return len(word) > len("red") and word.endswith("ed") and not word.endswith("eed")


def verb(run: VerbRun) -> int | None:
    """The index of the verb in a run, or None where all of it speaks of things."""
    if run.after in _SPEAKING:
        return None
    if run.before in _BEING | _HAVING:
        return _behind_being(run)
    if run.before in _AUXILIARIES:
        return _behind_doing(run)
    return _participle(run, 1) if run.determined else _undetermined(run)


def _undetermined(run: VerbRun) -> int | None:
    """Who co-chaired; to install; which ferry crosses; parking the car: the verb of a run without an article."""
    if run.before in _SUBJECTS or is_adverb(run.before):
        return _at_once(run)
    if run.before == "to":
        known = run.texts[0] in _DOING or (is_verb(run.texts[0]) and not run.capitals[0])
        return 0 if known or (len(run.texts) == 1 and run.after in _OBJECTS) else None
    if _names_what_is_asked(run):
        return _behind_asked(run)
    last = len(run.texts) - 1
    if run.after in _OBJECTS and not run.capitals[last] and run.texts[last] not in _ORDINALS:
        return last
    return 0 if not run.earlier and is_verb(run.texts[0]) else _participle(run, 1)


def _at_once(run: VerbRun) -> int | None:
    """Who proposed; who first proposed: but not the name in "not Guo"."""
    at = int(run.texts[0] in _ORDINALS and len(run.texts) > 1)
    return None if run.capitals[at] else at


def _participle(run: VerbRun, begin: int) -> int | None:
    """The first word from ``begin`` on that is a verb wherever it stands."""
    return next((at for at in range(begin, len(run.texts)) if _is_participle(run, at)), None)


def _is_participle(run: VerbRun, at: int) -> bool:
    word, before = run.texts[at], run.texts[at - 1] if at else ""
    listed = is_verb(word) and not word.endswith(("ing", "eed")) and word not in _NOUNS_TOO
    parted = before not in _ORDINALS and not is_adverb(before)
    return parted and not run.capitals[at] and (is_past(word) or listed)


def _behind_being(run: VerbRun) -> int | None:
    """Was the hotline set up; is the museum open; who was elected: a participle, or what is said at the end."""
    last = len(run.texts) - 1
    participle = _participle(run, int(run.determined or run.texts[0].endswith("ing")))
    if participle is not None or run.capitals[last]:
        return participle
    says = len(run.earlier) == 1 or run.earlier[-2] in {"why", "if", "whether"}
    predicate = run.texts[last] in _PREDICATES or (says and not run.after)
    return last if predicate and last > 0 else None


def _behind_doing(run: VerbRun) -> int | None:
    """Did the two sides approve; who will attend; does Guo oppose new rules."""
    count = len(run.texts)
    if run.after in _AUXILIARIES:
        return None
    inverted = len(run.earlier) == 1 or run.earlier[-2] in _QUESTION_WORDS - {"who", "which"}
    if not run.determined and not run.capitals[0] and _stands_alone(run, inverted=inverted):
        return 0
    behind_name = next((at for at in range(1, count) if run.capitals[at - 1] and not run.capitals[at]), None)
    begin = 1
    if behind_name is not None:
        begin = behind_name
        adjective = run.determined or run.texts[begin - 1] in _NATIONS
        if not adjective or begin == count - 1:
            return begin
        begin += 1
    if begin >= count or all(run.capitals[begin:]):
        return None
    return _in_clause(run, begin)


def _stands_alone(run: VerbRun, *, inverted: bool) -> bool:
    """Whether a run begins with its verb: "who will attend", "can join the server"."""
    single = len(run.texts) == 1 and (run.after in _OBJECTS or not inverted)
    return single or (not inverted and (is_verb(run.texts[0]) or run.texts[0] in _DOING))


def _in_clause(run: VerbRun, begin: int) -> int:
    """The verb behind a subject that begins the run: before an object, a known one, behind a plural, or the last."""
    last = len(run.texts) - 1
    if run.after in _OBJECTS:
        return last
    known = [at for at in range(begin, last + 1) if run.texts[at] in _DOING or is_verb(run.texts[at])]
    if known:
        return known[0]
    plural = next((at for at in range(begin - 1, last) if is_plural(run.texts[at])), None)
    if plural is not None:
        return plural + 1
    return begin if is_plural(run.texts[last]) else last


def _names_what_is_asked(run: VerbRun) -> bool:
    """Whether a run says what is asked for: "which ministries", "how many people"."""
    return run.before in {"what", "which", "whose"} or run.earlier[-2:] in (["how", "many"], ["how", "much"])


def _behind_asked(run: VerbRun) -> int | None:
    """Which ministries attended; which ferry crosses the bay; which team beat Germany; what caused."""
    begin = int(run.before != "what")
    participle = _participle(run, begin)
    if participle is not None:
        return participle
    known = [at for at in range(1, len(run.texts)) if run.texts[at] in _DOING]
    before_name = [at for at in range(1, len(run.texts) - 1) if run.capitals[at + 1] and not run.capitals[at]]
    last = len(run.texts) - 1
    object_follows = run.after in _OBJECTS or (run.after in _PREPOSITIONS - {"of"} and last > 0)
    if object_follows and not run.capitals[last]:
        return last
    return next(iter([*known, *before_name]), None)
