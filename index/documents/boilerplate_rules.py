"""The rules for boilerplate: the phrases that a whole line must match, and the reason given for each.

The phrases stand in the packs of languages under the kind of rule. One may name words of which the line, in lower case,
must hold one: a rule whose words do not occur in a text costs nothing, not even the compilation of its phrases.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property

from index.text.language import DEFAULT
from index.text.pack import pack
from index.text.patterns import expanded

__all__ = ["REASONS", "Rule", "rules_for"]


@dataclass(frozen=True)
class Rule:
    """One kind of boilerplate: a line that holds one of the ``words`` and as a whole matches the ``phrases``.

    ``reason`` names the kind in plain words. ``heads_list`` means that headlines may follow below such a line. A line
    within a sentence may look like one that is ``like_prose``; a line that is ``in_company`` counts only next to other
    boilerplate, because by itself it may belong to the article.
    """

    reason: str
    words: tuple[str, ...] = ("",)
    phrases: str = ""
    heads_list: bool = False
    like_prose: bool = False
    in_company: bool = False

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """The pattern of the phrases in any case, with any marks at the end."""
        return re.compile(rf"(?i:{self.phrases})[.!:…»→>*]*")

    def may_apply(self, lower: str) -> bool:
        """True if a text in lower case holds one of the words, so that a line of it may be of this kind."""
        for word in self.words:  # noqa: SIM110 - a third of the time of any(), and asked of every line
            if word in lower:
                return True
        return False

    def applies(self, line: str) -> bool:
        """True if a line, without white space around it, matches one of the phrases."""
        return bool(self._pattern.fullmatch(line))


_KINDS = {
    "times": Rule("a time of publication"),
    "headlines": Rule("another page's headline and its time"),
    "rights": Rule("a copyright line", like_prose=True),
    "makers": Rule("says who made the page", like_prose=True),
    "joined": Rule("runs into another line of the page"),
    "comments": Rule("a comment form"),
    "cookies": Rule("a cookie or privacy notice"),
    "subscribe": Rule("an offer to subscribe"),
    "share": Rule("a share link"),
    "pointers": Rule("a pointer to other pages", heads_list=True),
    "links": Rule("a link to another page or place"),
    "adverts": Rule("an advertisement"),
    "menus": Rule("a menu"),
    "buttons": Rule("a button or a link of the page"),
}
"""The rules by the keys of their phrases in the packs of languages."""

REASONS = tuple(rule.reason for rule in _KINDS.values())
"""The reasons that rules give, each once."""


@cache
def rules_for(language: str) -> tuple[Rule, ...]:
    """Return the rules for texts of a language: those for English, which are on many pages, and its own.

    Raises PackError if a pattern that one names is wrong.
    """
    return tuple(rule for code in dict.fromkeys((DEFAULT, language)) for rule in _rules(code))


def _rules(language: str) -> Iterator[Rule]:
    of = pack(language)
    tables: Mapping[bool, Mapping[str, str]] = {False: of.furniture, True: of.furniture_in_company}
    for in_company, listed in tables.items():
        for kind, phrases in listed.items():
            words = tuple(of.furniture_words.get(kind, _KINDS[kind].words))
            yield replace(_KINDS[kind], words=words, phrases=expanded(of, phrases), in_company=in_company)
