"""What Discord makes of markdown: a model of its rules, written from their description and not from the escaping.

`render` gives the text that a person sees and the names of the rules that did something to it.
"""

import re
from dataclasses import dataclass, field

_CODE = re.compile(r"(`+)([\s\S]*?[^`])\1(?!`)")
# In the order in which Discord tries them at each place. A rule with a group shows the group, parsed in turn.
_INLINE = (
    ("custom emoji", re.compile(r"<a?:\w+:\d+>")),
    ("mention", re.compile(r"<@[!&]?\d+>|<#\d+>|<id:\w+>|</[^>]+:\d+>")),
    ("timestamp", re.compile(r"<t:-?\d+(?::[tTdDfFRsS])?>")),
    ("everyone", re.compile(r"@(?:everyone|here)\b")),
    ("angled link", re.compile(r"<[a-z][a-z0-9+.-]*:[^\s>]+>|<[^\s@>]+@[^\s>]+>|<\+?\d[\d -]+>", re.IGNORECASE)),
    ("masked link", re.compile(r"\[((?:\\.|[^\]\\])+)\]\(\s*<?[^\s>]+>?\s*\)")),
    ("link", re.compile(r"https?://[^\s<]+[^<.,:;\"'\]\s]", re.IGNORECASE)),
    ("invitation", re.compile(r"discord(?:\.gg|(?:app)?\.com/invite)/\w", re.IGNORECASE)),
    ("spoiler", re.compile(r"\|\|([\s\S]+?)\|\|")),
    ("bold", re.compile(r"\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)")),
    ("underline", re.compile(r"__((?:\\[\s\S]|[^\\])+?)__(?!_)")),
    ("italic", re.compile(r"\*(?=\S)((?:\*\*|\s+(?:[^*\s]|\*\*)|[^\s*])+?)\*(?!\*)|_((?:__|\\[\s\S]|[^\\_])+?)_\b")),
    ("strike", re.compile(r"~~([\s\S]+?)~~(?!_)")),
    ("shortcode", re.compile(r":[A-Za-z0-9_+-]+:")),
)
_ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")
_FENCE = re.compile(r"^(?:> )?```\n((?:[^`]|`(?!``))+?)\n(?:> )?```", re.MULTILINE)
_SPAN = re.compile(rf"{_ESCAPE.pattern}|(?<!`)(``?)(?!`).*?(?<!`)\2(?!`)")
"""An escape or code within a line, in which a fence begins nothing."""
_BLOCK = (
    ("heading", re.compile(r" *#{1,3}\s+(.*)")),
    ("subtext", re.compile(r" *-# +(.*)")),
    ("list", re.compile(r" *(?:[*+-]|\d+\.)\s+(.*)")),
    ("deep quote", re.compile(r" *>>> ?(.*)")),
    ("quote", re.compile(r" *> (.*)|>$")),
)


@dataclass
class Seen:
    """What a person sees, and by which rules."""

    text: str = ""
    rules: list[str] = field(default_factory=list)


def render(markdown: str) -> Seen:
    """Show a text as Discord does, line by line; a block of code ends at the next fence, wherever that stands."""
    seen = Seen()
    parts: list[str] = []
    for at, part in enumerate(_FENCE.split(markdown)):
        if at % 2:
            seen.rules += ["code block", "quote"] if part.startswith("> ") else ["code block"]
            parts.append("\n".join(line.removeprefix("> ") for line in part.split("\n")))
        else:
            if "```" in _SPAN.sub(" ", part):
                seen.rules.append("fence")
            parts.append(_inline("\n".join(_line(line, seen) for line in part.split("\n")), seen))
    seen.text = "".join(parts)
    return seen


def _line(line: str, seen: Seen) -> str:
    for name, rule in _BLOCK:
        if match := rule.fullmatch(line):
            seen.rules.append(name)
            inner = match[1] or ""
            return _line(inner, seen) if name in {"quote", "list"} else inner
    return line


def _inline(text: str, seen: Seen) -> str:
    shown: list[str] = []
    at = 0
    while at < len(text):
        if match := _ESCAPE.match(text, at):
            shown.append(match[1])
        elif match := _CODE.match(text, at):
            seen.rules.append("code")
            shown.append(match[2].strip(" "))
        elif found := next(((n, m) for n, rule in _INLINE if (m := rule.match(text, at))), None):
            name, match = found
            seen.rules.append(name)
            shown.append(_inline(next((g for g in match.groups() if g), ""), seen))
        else:
            shown.append(text[at])
        at = match.end() if match else at + 1
    return "".join(shown)
