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
        ("de", "date", "Am 17. 8. 1944 und am 17.8.1944.", ["17. 8. 1944", "17.8.1944"]),
        ("nl", "date", "Op 5-11-1916.", ["5-11-1916"]),
        ("ar", "date", "في ١٧/٨/١٩٤٤", ["١٧/٨/١٩٤٤"]),
        ("ar", "number", "بلغت ٣٢٬٥٠٠ ثم ٤١٫٥", ["٣٢٬٥٠٠", "٤١٫٥"]),
        (
            "de",
            "number",
            "Zweiundvierzig, siebzehn, einundzwanzigtausend; dreist, achtlos, ein.",
            ["Zweiundvierzig", "siebzehn", "einundzwanzigtausend"],
        ),
        ("nl", "number", "achttien schepen, tweeëntwintig mannen", ["achttien", "tweeëntwintig"]),
        ("it", "number", "da quarantun anni, duecentoquaranta", ["quarantun", "duecentoquaranta"]),
        (
            "es",
            "number",
            "mil doscientos treinta y cuatro, treinta y una",
            ["mil doscientos treinta y cuatro", "treinta y una"],
        ),
        ("pt", "number", "trinta e dois anos", ["trinta e dois"]),
        ("fr", "number", "quatre-vingt-sept ou soixante et onze", ["quatre-vingt-sept", "soixante et onze"]),
        ("ru", "number", "сорок шесть или двести тридцать", ["сорок шесть", "двести тридцать"]),
        ("tr", "number", "yirmi üç el yazması", ["yirmi üç"]),
        ("ar", "number", "خمسة وعشرون", ["خمسة وعشرون"]),
        ("ru", "duration", "сорок шесть лет", ["сорок шесть лет"]),
        ("es", "reason", "Cerró porque llovía.", ["llovía"]),
        ("es", "person", "Ayer llegó Ana Ruiz.", ["Ana Ruiz"]),
    ],
)
def test_a_form_is_found_as_it_is_written(code: str, kind: str, sentence: str, found: list[str]) -> None:
    find = find_in(code, kind)
    assert find is not None
    spans = [sentence[span.start : span.end] for span in find(sentence) if span.strength]
    assert [one for one in spans if one in found] == found


def test_a_word_that_begins_as_a_number_does_is_none() -> None:
    find = find_in("de", "number")
    assert find is not None
    assert find("Dreist und achtlos war ein Einwohner.") == []


def test_names_are_not_told_where_the_script_has_no_capitals_or_there_is_no_pack() -> None:
    assert find_in("zh", "person") is None
    assert find_in("xx", "date") is None


@pytest.mark.parametrize("piece", ["1.", "12 345 ", "XX", "3 mai ", "百", "9年"])
def test_a_long_sentence_of_anything_is_read_in_time(piece: str) -> None:
    for code in ("de", "fr", "zh"):
        for kind in ("date", "number", "money", "duration", "percent"):
            find = find_in(code, kind)
            assert find is None or isinstance(find(piece * 700), list)


@pytest.mark.parametrize(
    ("code", "sentence", "found"),
    [
        ("de", "Das Museum öffnet um 8 Uhr und schließt um halb sechs.", ["8 Uhr", "halb sechs"]),
        ("de", "Wir treffen uns um acht, meist montags.", ["um acht", "montags"]),
        ("de", "Das Bad öffnet jeden ersten Montag um acht Uhr morgens.", ["jeden ersten Montag", "acht Uhr morgens"]),
        (
            "de",
            "Geöffnet ist von 9–17 Uhr, am Dienstagabend bis 20.30 Uhr.",
            ["9–17 Uhr", "Dienstagabend", "20.30 Uhr"],
        ),
        ("de", "Die Mitglieder kommen alle zwei Wochen zusammen.", ["alle zwei Wochen"]),
        ("es", "La biblioteca abre a las ocho de la mañana.", ["a las ocho de la mañana"]),
        (
            "es",
            "Cierra a las 14:30 y los sábados a las dos y media.",
            ["a las 14:30", "los sábados", "a las dos y media"],
        ),
        ("es", "El club se reúne todos los jueves.", ["todos los jueves"]),
        ("fr", "Le musée ouvre à 8 h 30 et ferme à dix-huit heures.", ["8 h 30"]),
        ("fr", "La séance commence à huit heures du soir, chaque mardi.", ["à huit heures du soir", "chaque mardi"]),
        ("fr", "Le marché se tient tous les samedis, jusqu’à midi.", ["tous les samedis", "à midi"]),
        ("pt", "A loja abre às oito da manhã e fecha às 18h30.", ["às oito da manhã", "18h30"]),
        ("pt", "O grupo reúne-se todas as semanas, aos sábados.", ["todas as semanas", "aos sábados"]),
        ("it", "Il museo apre alle otto e mezza e chiude alle ore 18.", ["alle otto e mezza", "alle ore 18"]),
        ("it", "Il coro si riunisce ogni giovedì.", ["ogni giovedì"]),
        ("nl", "De winkel gaat om acht uur ’s ochtends open.", ["om acht uur ’s ochtends"]),
        ("nl", "Hij sluit om half zes, elke dag.", ["om half zes", "elke dag"]),
        ("ru", "Музей открывается в 8 часов, а касса в семь утра.", ["в 8 часов", "семь утра"]),
        ("ru", "Совет собирается каждую неделю, по средам.", ["каждую неделю", "по средам"]),
        ("tr", "Müze saat 8'de açılır ve akşam altıda kapanır.", ["saat 8'de", "akşam altıda"]),
        ("tr", "Kurul her salı toplanır.", ["her salı"]),
        ("ar", "تفتح المكتبة الساعة الثامنة صباحًا كل يوم.", ["الساعة الثامنة صباحًا", "كل يوم"]),
        ("ar", "يغلق المتحف عند الساعة 5 مساءً.", ["الساعة 5 مساءً"]),
        ("zh", "博物馆上午8点开门，下午五点半关门。", ["上午8点", "下午五点半"]),
        ("zh", "委员会每周三晚上开会。", ["每周三", "晚上"]),
        ("ja", "図書館は午前9時に開き、午後5時半に閉まる。", ["午前9時", "午後5時半"]),
        ("ja", "会合は毎週水曜日に開かれる。", ["毎週水曜日"]),
    ],
)
def test_times_of_day_and_recurrences_are_found(code: str, sentence: str, found: list[str]) -> None:
    find = find_in(code, "date")
    assert find is not None
    assert [sentence[span.start : span.end] for span in find(sentence)] == found


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("de", "Die Preise stiegen um acht Prozent, die Miete um 8 Euro."),
        ("es", "Dio las llaves a las ocho personas que esperaban."),
        ("fr", "Un voyage de huit heures."),
        ("pt", "Falou das oito pessoas presentes."),
        ("it", "Le otto persone che aspettavano."),
        ("ru", "Поездка длилась восемь часов."),
        ("ja", "会議は8時間続いた。"),
        ("zh", "会议持续了8小时。"),
    ],
)
def test_numbers_and_durations_are_no_times_of_day(code: str, sentence: str) -> None:
    find = find_in(code, "date")
    assert find is not None
    assert find(sentence) == []


def test_a_german_noun_with_an_article_is_no_name() -> None:
    find = find_in("de", "person")
    assert find is not None
    found = find("Der Garten liegt am Ufer der Leiblach, den die Gärtnerin Helga Brandt pflegt.")
    assert [(one.start, one.end) for one in found] == [(47, 69)]


def test_no_name_begins_with_a_small_word() -> None:
    sentence = "El Museo y la calle son de Ana Ruiz."
    find = find_in("es", "person")
    assert find is not None
    assert [sentence[one.start : one.end] for one in find(sentence)] == ["Museo", "Ana Ruiz"]
