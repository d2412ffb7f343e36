"""Datelines and credits of many agencies, and prose that only looks like them."""

import pytest

from index.documents.bylines import dateline, is_credit, opening_credit
from index.text.pack import codes

DATELINES = [
    "WASHINGTON, Dec. 1 (Xinhua) --",
    "LONDON, March 5 (Reuters) -",
    "NEW YORK (AP) —",
    "PARIS, 3 May 2021 (AFP) –",
    "SEOUL, South Korea (AP) —",
    "GENEVA/NEW YORK, 14 May 2020 –",
    "WASHINGTON, D.C. (Reuters) -",
    "ST. LOUIS —",
]
CREDITS = [
    "(Xinhua/Bao Dandan)",
    "(AP Photo/Julie Jacobson)",
    "(AP Photo/J. Scott Applewhite, File)",
    "(Photo by Jane Doe/Getty Images)",
    "(Getty Images)",
    "(Reuters)",
    "[Photo: NASA]",
    "(Reporting by Jane Doe; Editing by John Roe)",
    "(Image courtesy of NASA)",
]
LINES = [
    "Source:XINHUA",
    "Source: Reuters",
    "Photo: Jane Doe",
    "REUTERS/Jim Young",
    "Photo credit: NASA",
    "AP Photo/Evan Vucci",
]
PROSE = [
    "NASA — the agency that flew to the moon — agreed.",
    "WARNING — The bridge is closed.",
    "China and the U.S. agreed - at last.",
    "The EPA (Environmental Protection Agency) -- the regulator -- agreed.",
    "UN officials said so.",
    "BEIJING is a city.",
    "Photos of the two men were shown to the court.",
    "Sources said that the talks had failed.",
    "(It was late.)",
    "(see Figure 3)",
    "(and others)",
    "Image processing is a field of study.",
    "Photography by hand is an art.",
    "Reporting by the press was poor.",
    "Linux/Unix",
    "Photo: Guo Shengkun attends the meeting in Beijing on Monday.",
    "Source: adapted from a report that the ministry wrote.",
    "Video: How the bridge was built",
]


@pytest.mark.parametrize("line", DATELINES)
def test_a_dateline_ends_with_its_dash(line: str) -> None:
    assert dateline(f"{line} The two sides agreed.") == len(line)


@pytest.mark.parametrize("credit", CREDITS)
def test_a_credit_in_brackets_ends_with_them(credit: str) -> None:
    assert opening_credit(f"{credit} The two sides agreed.") == opening_credit(credit) == len(credit)


@pytest.mark.parametrize("line", LINES)
def test_a_line_of_its_own_may_be_a_credit(line: str) -> None:
    assert is_credit(line)


@pytest.mark.parametrize("sentence", PROSE)
def test_prose_is_neither_dateline_nor_credit(sentence: str) -> None:
    assert not dateline(sentence)
    assert not opening_credit(sentence)
    assert not is_credit(sentence)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("de", "Foto: Martin Weber/dpa"),
        ("de", "Quelle: Statistisches Bundesamt"),
        ("es", "Foto de Lucía Pérez"),
        ("es", "Fuente: Ayuntamiento de Soria"),
        ("fr", "Photo : Jeanne Morel et Paul Roy"),
        ("fr", "© Élise Martin"),
        ("it", "Foto di Anna Rossi"),
        ("pt", "Imagem: João da Silva"),
        ("nl", "Beeld: Jan de Vries"),
        ("ru", "Фото: Анна Петрова"),
        ("ru", "Источник: РИА Новости"),
        ("tr", "Kaynak: Anadolu Ajansı"),
        ("ar", "المصدر: وكالة الأنباء"),
        ("zh", "图片来源：新华社"),
        ("zh", "新华社记者 李明 摄"),
        ("ja", "写真提供：市立図書館"),
    ],
)
def test_other_languages_credit_in_their_own_words(language: str, line: str) -> None:
    assert is_credit(line, language)
    assert opening_credit(f"({line})", language) == opening_credit(f"（{line}）", language) == len(line) + 2


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Foto und Text sind geschützt."),
        ("es", "Fuente de Cantos es un municipio."),
        ("fr", "Source de la Seine"),
        ("ru", "Источник энергии"),
        ("zh", "这张照片是他拍的。"),
    ],
)
def test_prose_of_other_languages_is_no_credit(language: str, sentence: str) -> None:
    assert not is_credit(sentence, language)
    assert not opening_credit(f"({sentence})", language)


@pytest.mark.parametrize(
    "piece", ["A", "A ", "A/", "AP/", "A, ", "A. ", "Photo: A ", "(A", "A (", "A and ", "AA, A (A"]
)
def test_no_text_makes_the_rules_slow(piece: str) -> None:
    text = piece * 200
    for one in (text, f"({text[:140]})", f"Photo: {text[:140]}"):
        dateline(one)
        opening_credit(one)
        for language in codes():
            is_credit(one, language)
