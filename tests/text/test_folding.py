"""Words of other languages become terms by their own stemmer, stop words and letters."""

import pytest

from index.text.analyzer import analyzer


@pytest.mark.parametrize(
    ("code", "one", "other"),
    [
        ("de", "Häuser", "Haus"),
        ("es", "canciones", "canción"),
        ("fr", "l’école", "écoles"),
        ("it", "dell'isola", "isole"),
        ("ru", "встречами", "встреча"),
        ("ru", "ёлка", "елка"),
        ("tr", "Ankara'nın", "Ankara"),
        ("tr", "İstanbul", "istanbul"),
        ("ar", "الكِتاب", "كتاب"),
        ("de", "1.000", "1000"),
        ("zh", "ＡＢＣ", "abc"),
        ("ar", "وافتُتحت", "افتتحت"),
        ("ar", "والكتاب", "كتاب"),
        ("ar", "١٩٦١", "1961"),
        ("ar", "٣٢٬٥٠٠", "32,500"),
        ("fa", "۱۳۵۷", "1357"),
        ("hi", "१९६१", "1961"),
        ("en", "١٩٦١", "1961"),
        ("en", "٤١٫٥", "41.5"),
    ],
)
def test_two_forms_of_a_word_are_one_term(code: str, one: str, other: str) -> None:
    assert analyzer(code).terms(one) == analyzer(code).terms(other) != ()


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Das ist für die"),
        ("es", "Este es el que él"),
        ("ru", "Это и в на"),
        ("tr", "Bu ve için"),
        ("fr", "C'est la"),
    ],
)
def test_stop_words_of_a_language_are_no_terms(code: str, text: str) -> None:
    assert analyzer(code).terms(text) == ()


def test_tones_of_vietnamese_tell_words_apart() -> None:
    assert len({analyzer("vi").term(word) for word in ("ma", "má", "mà", "mả")}) == 4


def test_a_language_without_a_stemmer_keeps_its_words() -> None:
    assert analyzer("xx").terms("Habari za asubuhi") == ("habari", "za", "asubuhi")
