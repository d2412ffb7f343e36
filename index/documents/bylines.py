"""Bylines: datelines, photo credits and sign-offs among an article's sentences, which are never an answer."""

import re

__all__ = ["LONGEST", "dateline", "is_credit", "is_dateline", "opening_credit"]

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:\.|[a-z]{1,6})?"
_DAY = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]+(?:[ /][A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]*){0,4}"
_REGION = r"(?:, (?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[. a-z])[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2})?"
_AGENCY = r"\([A-Z][\w.&/-]{1,14}(?: [A-Z][\w.&/-]{1,14}){0,2}\)"
_DASH = r"(?:--|[-–—])"

_DATELINE = re.compile(
    rf"{_CAPITALS}{_REGION}(?:,? {_DAY},? ?{_DASH}| ?,? ?(?:{_DAY})? ?{_AGENCY} ?{_DASH})(?=\s+\S)"
    rf"|{_CAPITALS}{_REGION} (?:--|—)(?=\s+[A-Z\"“])"
)
_NOT_PLACES = re.compile(r"(?:WARNING|NOTE|CAUTION|UPDATED?|BREAKING|IMPORTANT|TIP|NB|EDITOR|CORRECTION|Q|A|FAQ)\b")
LONGEST = 160
"""Characters of the longest byline."""

_NAME = r"[A-ZÀ-ÖØ-Þ][\w.&'’-]*(?: (?:[A-ZÀ-ÖØ-Þ][\w.&'’-]*|of|de|van|von|al|via|for)){0,5}"
_AGENCIES = (
    r"(?:Xinhua|AP|AFP|EPA|UPI|PA|DPA|dpa|Reuters|REUTERS|Getty|ANSA|TASS|Kyodo|Yonhap|PTI|ANI|NASA|AAP|Bloomberg)"
)
_NAMES = rf"{_NAME}(?:(?:/|[,;] (?:and )?| and | & | via ){_NAME}){{0,5}}"
_AGENCY_CREDIT = rf"{_AGENCIES}(?: (?:Photo|Images?|News|Pool))?(?:(?: via |/){_NAMES})?"
_WORK = r"(?:[Aa]dditional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Tt]ranslation) by"
_CREDIT = re.compile(
    rf"{_AGENCY_CREDIT}|© ?{_NAMES}"
    r"|(?:(?:File )?[Pp]hotos?(?:graph)?|Image|Picture|Illustration|Video|Courtesy)"
    rf"(?: (?:courtesy of|courtesy|credit:?|by|from|via)|:| ©) ?{_NAMES}"
    rf"|(?:Credit|Source)s?: ?{_NAMES}"
    rf"|{_WORK} {_NAMES}(?: in {_NAME})?(?:[;,] {_WORK} {_NAMES}){{0,3}}"
)
_PAIR = re.compile(rf"{_NAME}(?:/{_NAME})+(?:, \w+)?")
_BRACKETED = re.compile(r"[(\[][^()\[\]]{2,150}[)\]](?=\s|\Z)")


def dateline(text: str) -> int:
    """Return the length of the dateline that opens a sentence, such as "PARIS, May 3 (AFP) --", or 0."""
    match = _DATELINE.match(text, 0, LONGEST)
    return match.end() if match and match.end() < len(text) and not _NOT_PLACES.match(text) else 0


def is_dateline(text: str) -> bool:
    """True if a text is nothing but a dateline."""
    return dateline(f"{text} A") == len(text)


def opening_credit(text: str) -> int:
    """Return the length of the credit in brackets that opens a sentence, or 0."""
    match = _BRACKETED.match(text)
    words = match.group()[1:-1].strip(" .") if match else ""
    return match.end() if match and (_CREDIT.fullmatch(words) or _PAIR.fullmatch(words)) else 0


def is_credit(text: str) -> bool:
    """True if a line only credits a picture or a report: "Source: Reuters"."""
    return len(text) <= LONGEST and bool(_CREDIT.fullmatch(text.rstrip(" .")))
