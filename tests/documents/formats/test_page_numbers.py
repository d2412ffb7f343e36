"""Numbers of pages, in figures of either kind and with the words of several languages around them."""

import pytest

from index.documents.formats.page_numbers import shown_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", "12"),
        ("- xii -", "xii"),
        ("Page 3 of 9", "3"),
        ("p. 3", "3"),
        ("Seite 3 von 9", "3"),
        ("Página 3 de 9", "3"),
        ("3/9", "3"),
        ("стр. 3 из 9", "3"),
        ("第 3 页，共 9 页", "3"),
        ("3ページ", "3"),
    ],
)
def test_a_line_that_holds_the_number_of_a_page_is_told(text: str, number: str) -> None:
    assert shown_number(text) == number


@pytest.mark.parametrize("text", ["Article 3", "3 of us", "12 March", "Page", "of 9"])
def test_another_line_is_none(text: str) -> None:
    assert shown_number(text) is None
