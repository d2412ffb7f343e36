"""Dates, numbers, sums and reasons as other languages write them."""

import pytest

from index.annotation.foreign import find_in


@pytest.mark.parametrize(
    ("code", "kind", "sentence", "found"),
    [
        ("de", "date", "Am 3. Mai 1984 und im 16. Jahrhundert.", ["3. Mai 1984", "16. Jahrhundert"]),
        ("es", "date", "El 3 de mayo de 1984, en el siglo XVI.", ["3 de mayo de 1984", "siglo XVI"]),
        ("fr", "date", "Le 3 mai 1984.", ["3 mai 1984"]),
        ("ru", "date", "Это было 3 мая 1984 года.", ["3 мая 1984", "года"]),
        ("tr", "date", "3 Mayıs 1984'te oldu.", ["3 Mayıs 1984"]),
        ("ar", "date", "في 3 مايو 1984", ["3 مايو 1984"]),
        ("zh", "date", "1984年3月5日，16世纪", ["1984年3月5日", "16世纪"]),
        ("ja", "date", "1984年3月5日に", ["1984年3月5日"]),
        ("de", "number", "Er gewann 1.234,5 Punkte und zwei Spiele.", ["1.234,5", "zwei"]),
        ("de", "money", "Er zahlte 5 Millionen Dollar und 3 €.", ["5 Millionen Dollar", "3 €"]),
        ("fr", "percent", "De 3,5 % et 40 pour cent.", ["3,5 %", "40 pour cent"]),
        ("tr", "percent", "%35 ve yüzde 40", ["%35", "yüzde 40"]),
        ("zh", "percent", "百分之三十", ["百分之三十"]),
        ("zh", "number", "网站上超过5,100人签名", ["5,100"]),
        ("ru", "duration", "три года и 5 месяцев", ["три года", "5 месяцев"]),
        ("es", "reason", "Cerró porque llovía.", ["llovía"]),
        ("es", "person", "Ayer llegó Ana Ruiz.", ["Ana Ruiz"]),
    ],
)
def test_a_form_is_found_as_it_is_written(code: str, kind: str, sentence: str, found: list[str]) -> None:
    find = find_in(code, kind)
    assert find is not None
    spans = [sentence[span.start : span.end] for span in find(sentence) if span.strength]
    assert [one for one in spans if one in found] == found


def test_names_are_not_told_where_the_script_has_no_capitals_or_there_is_no_pack() -> None:
    assert find_in("zh", "person") is None
    assert find_in("xx", "date") is None


@pytest.mark.parametrize("piece", ["1.", "12 345 ", "XX", "3 mai ", "百", "9年"])
def test_a_long_sentence_of_anything_is_read_in_time(piece: str) -> None:
    for code in ("de", "fr", "zh"):
        for kind in ("date", "number", "money", "duration", "percent"):
            find = find_in(code, kind)
            assert find is None or isinstance(find(piece * 700), list)
