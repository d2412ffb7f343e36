"""The language in which somebody is answered: as a server or the operator chose, of the person, or of the question."""

from pathlib import Path

from bot.wording.speaking import shipped
from bot.wording.template_file import ENGLISH, LANGUAGES, load
from bot.wording.voice import Voice
from index.errors import SettingsError
from index.text.language import language_told

__all__ = ["AUTO", "Voices", "language_of_locale"]

AUTO = "auto"
"""The setting that leaves the language to the question and the person."""
_OTHERS = ("zh-TW", "zh-HK", "zh-MO", "zh-Hant")
"""Locales, or how they begin, that the language of their first letters does not serve."""


def language_of_locale(locale: str) -> str:
    """Return the language that ships for a locale, such as "es-419"; "" if there is none."""
    code = locale.partition("-")[0].lower()
    return code if code in LANGUAGES and not locale.startswith(_OTHERS) else ""


def language_of_wording(question: str) -> str:
    """Return the language that ships in which a question is asked; "" if there is none, or if that is not told."""
    code = language_told(question, LANGUAGES)
    return code if code in LANGUAGES else ""


class Voices:
    """The voices of an operator: what ships, with a file of their own for one language."""

    def __init__(self, setting: str = AUTO, own: Path | None = None) -> None:
        """Take the setting, a code or "auto", and read the file; raises SettingsError."""
        if setting != AUTO and setting not in LANGUAGES:
            known = ", ".join(LANGUAGES)
            raise SettingsError(f'language: there is no wording in "{setting}"; set "{AUTO}" or one of {known}')
        self._setting = "" if setting == AUTO else setting
        code = self._setting or ENGLISH
        self._own = Voice(code, load(code, own)) if own else None

    def of(self, code: str) -> Voice:
        """Return the voice of a language that ships, English for ""."""
        code = code or ENGLISH
        return self._own if self._own and self._own.code == code else shipped(code)

    def preferred(self, server: str = "", locale: str = "") -> str:
        """Return the code that a server, or else the operator, or else the person chose; "" to follow the question.

        ``server`` is its setting, "" or "auto" for none, ``locale`` that of who alone sees what is said, or "".
        """
        chosen = server if server in LANGUAGES else ""
        return chosen or self._setting or language_of_locale(locale)

    def for_question(self, question: str, preferred: str = "") -> Voice:
        """Return the voice for the answer to a question: that which is preferred, or else that of the question."""
        return self.of(preferred or self._setting or language_of_wording(question))
