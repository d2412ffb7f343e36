"""The rules for boilerplate: the phrases that a whole line must match, and the reason given for each.

Each rule names words of which the line, in lower case, must hold one. A rule whose words do not occur in a text costs
nothing, not even the compilation of its phrases.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, cached_property

from index.text.pack import pack

__all__ = ["RULES", "Rule", "rules_for"]


@dataclass(frozen=True)
class Rule:
    """One kind of boilerplate: a line that holds one of the ``words`` and as a whole matches one of the ``phrases``.

    ``reason`` names the kind in plain words. ``heads_list`` means that headlines may follow below such a line. A line
    within a sentence may look like one that is ``like_prose``; a line that is ``in_company`` counts only next to other
    boilerplate, because by itself it may belong to the article.
    """

    reason: str
    words: tuple[str, ...]
    phrases: str
    heads_list: bool = False
    like_prose: bool = False
    in_company: bool = False

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(filter(None, map(str.strip, self.phrases.splitlines()))))

    def may_apply(self, lower: str) -> bool:
        """True if a text in lower case holds one of the words, so that a line of it may be of this kind."""
        for word in self.words:  # noqa: SIM110 - a third of the time of any(), and asked of every line
            if word in lower:
                return True
        return False

    def applies(self, line: str) -> bool:
        """True if a line, without white space around it, matches one of the phrases."""
        return bool(self._pattern.fullmatch(line))


def _phrases(text: str) -> str:
    """Return a pattern for phrases, one per line, in any case and with any marks at the end."""
    return "\n".join(rf"(?i:{line.strip()})[.!:…»→>*]*" for line in text.splitlines() if line.strip())


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(words) + ")"


_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?(?: ?(?:GMT|UTC|[A-Z]{2,4}T))?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
_DAY = _any(
    [
        rf"\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?:,? \d{{4}})?",
        rf"{_MONTH} \d{{1,2}}(?:,? \d{{4}})?",
        r"\d{4}-\d{2}-\d{2}",
        r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}",
    ]
)
_DATE = rf"(?:{_WEEKDAY} ?,? ?)?{_DAY}"
_STAMP = _any(
    [
        rf"GMT {_CLOCK} \d{{4}} {_WEEKDAY} ?, ?\d{{1,2}} {_MONTH}",
        rf"{_DATE}(?:,? (?:at )?| ?[-|·] ?){_CLOCK}",
        rf"{_CLOCK}(?:,? (?:on )?| ?[-|·] ?){_DATE}",
        r"\d{1,2} (?:minute|min|hour|day|week|month)s? ago",
    ]
)
_MAKER = r"(?:Maintained|Developed|Designed|Powered|Hosted)(?: (?:and|&) (?:maintained|developed|designed|hosted))? by"
_RIGHTS = r"All [Rr]ights [Rr]eserved"
_OWNER = r"(?: (?:[A-Z0-9&][\w.,'’&-]*|of|and|the)){1,12}"
_NETWORK = (
    r"(?:facebook|twitter|linkedin|whatsapp|pinterest|reddit|instagram|youtube|telegram|messenger"
    r"|e-?mail|tweet|print|share|copy link|more|x)"
)
_MENU = (
    r"(?:home|news|world|politics|business|sports?|culture|opinion|search|log ?in|sign ?(?:in|up)|register|help|faqs?"
    r"|about(?: us)?|contact(?: us)?|privacy|terms(?: of use| of service)?|careers|advertise|sitemap|rss|blog)"
)
_BUTTON = _any(
    [
        "search|subscribe|log ?in|sign ?in|sign ?up|register|menu|share|reply|like|report|follow|save|terms|privacy",
        "copy link|terms of (?:use|service)|contact(?: us)?|about us|advertise|careers|sitemap",
        "(?:sort by )?(?:newest|oldest)(?: first)?",
    ]
)

RULES = (
    Rule(
        "a time of publication",
        (":", " ago"),
        rf"""(?:Published|Posted|Updated|Last (?:updated|modified)):? ?(?:on )?{_STAMP}
        {_STAMP}""",
    ),
    Rule(
        "another page's headline and its time",
        (":", " ago"),
        rf"[^.!?]*[^.!?\s,;:] ?{_STAMP}",
        in_company=True,
    ),
    Rule(
        "a copyright line",
        ("©", "(c)", "copyright", "rights reserved"),
        rf"""(?:©|\([cC]\)|Copyright\b) ?(?:©|\([cC]\)|\d{{4}}(?! (?!by )[a-z])|by\b).{{0,140}}
        © ?\S.{{0,80}}
        (?:.{{0,80}}[,.|–—-] ?)?{_RIGHTS}(?: (?:to|by){_OWNER})?[.©\s|]*(?:\d{{4}})?[.©\s]*""",
        like_prose=True,
    ),
    Rule(
        "says who made the page",
        (" by ",),
        rf"(?:{_MAKER}|(?:Web)?[Ss]ite by|Proudly powered by) [A-Z0-9](?:[^.!?]|\.(?=\S)){{0,80}}\.?",
        like_prose=True,
    ),
    Rule(
        "runs into another line of the page",
        (" by ", "rights reserved", "©"),
        rf".*[a-z](?:{_MAKER} [A-Z].*|{_RIGHTS}.*|© ?\d{{4}}.*)",
    ),
    Rule(
        "a comment form",
        ("comment", "reply", "feedback", "address will not be published"),
        _phrases(
            r"""(?:send|leave|post|add|write|submit)(?: us)?(?: your| an?| another)? (?:comments?|reply|feedback)
            (?:send|leave|post|add|write|submit)(?: us)?(?: your| an?| another)? comments? (?:here|below)
            your comments?(?: as a (?:visitor|guest|member))?
            (?:\d+|no) comments?(?: yet| so far)?
            comments? \(\d+\)
            comments are closed
            be the first to comment
            cancel reply
            (?:view|show|load|read)(?: all| more)(?: \d+)? comments
            your e-?mail address will not be published\.?(?: required fields are marked ?\*?)?
            save my name, .{0,40} for the next time i comment
            (?:please )?(?:log|sign) in to (?:leave a |post a )?(?:comment|reply)"""
        ),
    ),
    Rule(
        "a cookie or privacy notice",
        ("cookie", "privacy"),
        _phrases(
            r"""(?:this (?:web)?site|our (?:web)?site) uses (?:\w+ ){0,2}cookies
            we use (?:\w+ ){0,2}cookies
            by (?:continuing|using|browsing)\b.{0,80}\byou (?:agree|consent)\b.{0,60}\bcookies?\b.{0,20}
            (?:accept|allow|reject|manage|decline)(?: all)? cookies?(?: settings| preferences)?
            (?:cookies?|privacy) (?:policy|settings|preferences|notice)(?: ?(?:\||·|•|and|&) ?[\w ]{1,40}){0,5}"""
        ),
    ),
    Rule(
        "a cookie or privacy notice",
        ("cookie",),
        _phrases(
            r"(?:this (?:web)?site|we|our (?:web)?site)(?: and our partners)? uses? (?:\w+ ){0,2}cookies to .{0,160}"
        ),
        in_company=True,
    ),
    Rule(
        "an offer to subscribe",
        ("subscri", "sign up", "inbox", "your e", "account", "newsletter"),
        _phrases(
            r"""(?:subscribe|sign up|join|register)(?: now| today| here| free)?(?: to| for)(?: our| the| my)?"""
            r"""(?: \S+){0,5} (?:newsletters?|mailing list|e-?mail(?: updates| alerts)|alerts|updates)(?: today| now)?
            (?:subscribe|sign up)(?: now| today| here| free)
            (?:get|receive) (?:our|the)(?: \S+){0,6} (?:in|to) your inbox.{0,40}
            enter your e-?mail(?: address)?(?: here)?
            already (?:a subscriber|have an account)\?(?: (?:log|sign) in)?
            create (?:an|your)(?: free)? account"""
        ),
    ),
    Rule(
        "a share link",
        ("share", "facebook", "twitter", "mail", "print", "tweet", "bookmark", "save this", " us"),
        _phrases(
            rf"""share(?: this(?: (?:article|story|post|page))?)?(?: (?:on|via|to|with) {_NETWORK})?
            share this (?:article|story|post|page) with .{{1,30}}
            {_NETWORK}(?:[ |/·•,]+{_NETWORK})+
            (?:e-?mail|print|tweet|bookmark|save) this(?: (?:article|story|page|post))?
            (?:follow|like|find|join) us on {_NETWORK}[\w ,&]{{0,60}}"""
        ),
    ),
    Rule(
        "a pointer to other pages",
        ("related", "like", "interest", "recommend", "suggest", "most ", "trending", "popular", "more", "latest news"),
        _phrases(
            r"""related(?: \w+)? ?(?:articles?|stories|posts?|news|content|topics?|links?|coverage)
            (?:you )?(?:may|might)(?: also)? (?:like|be interested in)
            recommended (?:for you|articles|stories)
            most (?:read|popular|viewed|shared)(?: (?:articles|stories|news))?
            trending(?: now| stories| articles| posts)?
            popular (?:stories|articles|posts)
            more (?:stories|articles|news|headlines)(?: (?:from|in|on) [\w &]{1,30})?
            more (?:on|about) this (?:story|topic)
            (?:latest|top|other) (?:news|stories|headlines)"""
        ),
        heads_list=True,
    ),
    Rule(
        "a link to another page or place",
        ("read", "next", "previous", "more", " top", "skip", "jump", "see also", "related"),
        _phrases(
            r"""read (?:more|also|next)(?: ?[:»→>] ?.{0,120})?
            see also ?[:»→>] ?.{1,120}
            related(?: (?:story|article|stories|articles))?: [^.!?]{1,120}(?<![.!?…:])
            (?:next|previous) (?:article|story|post|page)(?: ?[:»→>] ?.{0,120})?
            (?:continue|keep) reading
            (?:load|show|view) more
            (?:back|return|scroll) to (?:the )?top
            (?:skip|jump) to (?:the )?(?:main )?(?:content|navigation|search)"""
        ),
    ),
    Rule(
        "an advertisement",
        ("advert", "continues below", "sponsor", "paid ", "skip "),
        _phrases(
            r"""advertisements?
            (?:article|story|text|content) continues (?:below|after)(?: (?:this |the )?(?:ad|advertisement))?
            sponsored (?:content|links?|by .{1,40})
            paid (?:content|post)
            skip (?:this )?ad"""
        ),
    ),
    Rule(
        "a menu",
        ("home", "|", "menu", "navigation", "›", "·", "•"),
        _phrases(
            rf"""home ?(?:[>»›/|·•][\w &'’-]{{1,40}}){{1,8}}
            {_MENU}(?:\s*[>»›/|·•]\s*{_MENU}){{2,12}}
            (?:toggle|open|close|show|hide) (?:navigation|menu)"""
        ),
    ),
    Rule(
        "a button or a link of the page",
        ("",),
        rf"(?i:{_BUTTON}|{_NETWORK})",
        in_company=True,
    ),
)

_KINDS = {
    "comments": Rule("a comment form", ("",), ""),
    "cookies": Rule("a cookie or privacy notice", ("",), ""),
    "subscribe": Rule("an offer to subscribe", ("",), "", in_company=True),
    "share": Rule("a share link", ("",), "", in_company=True),
    "pointers": Rule("a pointer to other pages", ("",), "", heads_list=True),
    "links": Rule("a link to another page or place", ("",), ""),
    "adverts": Rule("an advertisement", ("",), ""),
    "rights": Rule("a copyright line", ("",), "", like_prose=True),
}
"""The rules whose phrases stand in the packs of other languages than English, by their keys there."""


@cache
def rules_for(language: str) -> tuple[Rule, ...]:
    """Return the rules for texts of a language: those for English, which are on many pages, and its own."""
    own = (replace(_KINDS[key], phrases=_phrases(listed)) for key, listed in pack(language).furniture.items())
    return (*RULES, *own)
