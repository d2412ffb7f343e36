"""Tells in which language a question is asked, as far as it is one that the bot speaks."""

import re
from types import MappingProxyType

__all__ = ["language_of"]

_WORDS = MappingProxyType(
    {
        code: frozenset(words.split())
        for code, words in {
            "en": """who whom whose what when where which why how is are was were do does did can could will would has
            have had should the of and in to for on with by from at""",
            "de": """wer wen wem wessen wann wo woher wohin warum wieso weshalb wie was welche welcher welches welchem
            welchen womit wofür der die das den dem des ein eine einen einem einer eines ist sind war waren wird werden
            wurde wurden hat haben hatte und oder für mit auf bei nicht viel viele im am zum zur von vom gibt es""",
            "es": """quién quiénes qué cuándo dónde cómo cuánto cuánta cuántos cuántas cuál cuáles quien que cuando
            donde como el la los las un una unos unas del de es son fue fueron era eran ha han en al y o por para con se
            lo su sus está están hay""",
            "fr": """qui que quoi quand où comment pourquoi combien quel quelle quels quelles est le la les un une
            des du de sont était étaient a ont été en au aux et par pour dans sur ce cette il elle ils elles se y""",
        }.items()
    }
)
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 2
"""Words of a language that a question must hold."""
_CHINESE, _OTHER_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]"), re.compile("[\u3040-\u30ff\uac00-\ud7af]")
_LONGEST = 300
"""Characters of a question that are looked at."""


def language_of(question: str) -> str:
    """Return the code of the language of which a question holds most words, "" if that cannot be told."""
    text = question[:_LONGEST].casefold()
    if _CHINESE.search(text) and not _OTHER_HAN.search(text):
        return "zh"
    words = _WORD.findall(text)
    counts = {code: sum(word in known for word in words) for code, known in _WORDS.items()}
    best = max(counts.values())
    likely = [code for code, count in counts.items() if count == best]
    return likely[0] if best >= _ENOUGH and len(likely) == 1 else ""
