"""The language of texts and questions, told by script and small words."""

import pytest

from index.text.language import language_of, language_of_question
from index.text.pack import codes, pack

TEXTS = {
    "en": "The ferry leaves at seven, and it takes two hours to the island.",
    "de": "Die Fähre legt um sieben ab und braucht zwei Stunden bis zur Insel.",
    "es": "El transbordador sale a las siete y tarda dos horas en llegar a la isla.",
    "fr": "Le bac part à sept heures et met deux heures pour rejoindre l'île.",
    "pt": "O barco sai às sete e leva duas horas para chegar à ilha.",
    "it": "Il traghetto parte alle sette e impiega due ore per raggiungere l'isola.",
    "nl": "De veerboot vertrekt om zeven uur en doet er twee uur over naar het eiland.",
    "ru": "Паром отправляется в семь и идёт до острова два часа.",
    "tr": "Feribot saat yedide kalkar ve adaya varması iki saat sürer, çünkü deniz çok açıktır.",
    "ar": "تغادر العبارة في السابعة وتستغرق ساعتين للوصول إلى الجزيرة.",
    "zh": "渡轮七点出发，到岛上需要两个小时。",
    "ja": "フェリーは七時に出発し、島まで二時間かかります。",
    "ko": "배는 일곱 시에 떠나 섬까지 두 시간이 걸립니다.",
    "el": "Το πλοίο φεύγει στις επτά και κάνει δύο ώρες μέχρι το νησί.",
    "ro": "Feribotul pleacă la șapte și face două ore până la insulă.",
    "hi": "नौका सात बजे निकलती है और द्वीप तक दो घंटे लगते हैं।",
    "vi": "Phà khởi hành lúc bảy giờ và mất hai giờ để đến đảo.",
}


@pytest.mark.parametrize(("code", "text"), TEXTS.items())
def test_a_sentence_tells_its_language(code: str, text: str) -> None:
    assert language_of(text) == code
    assert language_of_question(text.rstrip(".。"), (code,)) == code


@pytest.mark.parametrize("text", ["", "2015: 12, 14", "Lynch met Guo.", "def f(de, la): return le", "Oslo\nBergen"])
def test_what_nothing_tells_is_english(text: str) -> None:
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    "question", ["hotline", "die makers", "alt accounts policy", "What was the comment of Die Zeit?"]
)
def test_a_question_over_english_sources_is_english_unless_it_asks_in_another_language(question: str) -> None:
    assert language_of_question(question, ("en",)) == "en"


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("Wann legt die Fähre ab?", "de"),
        ("When does the ferry leave?", "en"),
        ("¿Cuándo sale el transbordador?", "es"),
        ("Merkel", "de"),
        ("Когда уходит паром?", "ru"),
        ("Что такое Engineering News-Record?", "ru"),
    ],
)
def test_a_question_over_a_mixed_folder_is_in_its_own_language(question: str, code: str) -> None:
    assert language_of_question(question, ("de", "en", "es")) == code


@pytest.mark.parametrize("code", codes())
def test_every_pack_can_be_read_and_has_a_name(code: str) -> None:
    assert pack(code).name
    assert pack(code).question_words


def test_a_language_without_a_pack_has_the_neutral_one() -> None:
    assert pack("xx").stop_words == frozenset()


@pytest.mark.parametrize(
    ("question", "sources"),
    [("Who designed the São Bráulio bridge?", "pt"), ("What did São Paulo say?", "pt"), ("Who was José Muñoz?", "de")],
)
def test_a_name_of_the_sources_does_not_make_a_question_theirs(question: str, sources: str) -> None:
    assert language_of_question(question, (sources,)) == "en"
