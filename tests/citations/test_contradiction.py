"""Contradictions: a negation, a number, a date or a name that differs is no small difference."""

import pytest

from index.citations.quotes import Finding, find
from index.documents.source import Source

TEXT = (
    "Guild plots don’t count towards your limit. You may change your name once every 30 days. "
    "The siege is on Saturday 28 June in Coldharbour. Translations are handled by Mirela in Littlewick. "
    "The stewards say that Mirela left. A steward gets nothing in the other town. "
    "It cost 3.5 million euros in the 1970s. The plan was approved by all three stewards of the town."
)


def finding(quote: str) -> Finding:
    return find(quote, [Source("a.txt", TEXT, "")]).finding


@pytest.mark.parametrize(
    "quote",
    [
        "Guild plots do count towards your limit.",
        "You may not change your name once every 30 days.",
        "You may change your name once every 60 days.",
        "The siege is on Sunday 28 June in Coldharbour.",
        "The siege is on Saturday 28 July in Coldharbour.",
        "Translations are handled by Hanneke in Littlewick.",
        "Translations are handled by Mirela in Northwick.",
        "A steward gets everything in the other town.",
        "It cost 3.5 billion euros in the 1970s.",
        "It cost 3.5 million euros in the 1980s.",
        "It cost 3 million euros in the 1970s.",
        "The plan was disapproved by all three stewards of the town.",
        "The plan was approved by all four stewards of the town.",
    ],
)
def test_what_turns_the_meaning_contradicts(quote: str) -> None:
    assert finding(quote) is Finding.CONTRADICTS


@pytest.mark.parametrize(
    "quote",
    [
        "You may alter your name once every 30 days.",
        "you may change your Name once every 30 days",
        "Guild plots do not count towards your limits.",
        "The siege is held on Saturday 28 June in Coldharbour.",
        "The plan was accepted by all 3 stewards of the town.",
    ],
)
def test_other_words_for_the_same_are_nearly_there(quote: str) -> None:
    assert finding(quote) is Finding.NEARLY


FOREIGN = {
    "de": "Der Rat tagt am zweiten Dienstag im Mai. "
    "Hunde sind im Garten erlaubt. Es kamen drei Millionen Gäste nach dem Fest.",
    "es": "El consejo se reúne el segundo martes de mayo. Los perros están permitidos en el jardín antes de la fiesta.",
    "fr": "Le conseil se réunit le deuxième mardi de mai. "
    "Les chiens sont autorisés dans le jardin avant la fête du village.",
    "it": "Il consiglio si riunisce il secondo martedì di maggio. "
    "I cani sono sempre ammessi nel giardino prima della festa.",
    "nl": "De raad vergadert op de tweede dinsdag van mei. Honden zijn altijd toegestaan in de tuin van het oude huis.",
    "pt": "O conselho reúne-se na segunda semana de maio. Os cães são permitidos no jardim depois da festa da aldeia.",
    "ru": "Совет собирается во второй вторник мая. "
    "Собакам вход в сад разрешён, но только до начала большого праздника.",
    "tr": "Kurul mayıs ayının ikinci haftasında toplanır. Bahçeye köpek girişi serbest, ama yalnız bayramdan önce.",
    "ar": "يجتمع المجلس في الأسبوع الثاني من شهر مايو كل عام. دخول الكلاب إلى الحديقة مسموح قبل الاحتفال الكبير.",
}


@pytest.mark.parametrize(
    ("code", "quote"),
    [
        ("de", "Der Rat tagt am dritten Dienstag im Mai."),
        ("de", "Der Rat tagt am zweiten Dienstag im Juni."),
        ("de", "Hunde sind im Garten verboten."),
        ("de", "Es kamen drei Milliarden Gäste nach dem Fest."),
        ("de", "Es kamen drei Millionen Gäste vor dem Fest."),
        ("es", "El consejo se reúne el tercer martes de mayo."),
        ("es", "El consejo se reúne el segundo martes de junio."),
        ("es", "Los perros están prohibidos en el jardín antes de la fiesta."),
        ("fr", "Le conseil se réunit le troisième mardi de mai."),
        ("fr", "Les chiens sont interdits dans le jardin avant la fête du village."),
        ("it", "I cani sono mai ammessi nel giardino prima della festa."),
        ("it", "Il consiglio si riunisce il terzo martedì di maggio."),
        ("nl", "De raad vergadert op de derde dinsdag van mei."),
        ("nl", "Honden zijn altijd verboden in de tuin van het oude huis."),
        ("pt", "Os cães são proibidos no jardim depois da festa da aldeia."),
        ("pt", "O conselho reúne-se na segunda semana de junho."),
        ("ru", "Совет собирается в третий вторник мая."),
        ("ru", "Собакам вход в сад запрещён, но только до начала большого праздника."),
        ("tr", "Kurul haziran ayının ikinci haftasında toplanır."),
        ("tr", "Bahçeye köpek girişi yasak, ama yalnız bayramdan önce."),
        ("ar", "يجتمع المجلس في الأسبوع الثالث من شهر مايو كل عام."),
        ("ar", "دخول الكلاب إلى الحديقة ممنوع قبل الاحتفال الكبير."),
    ],
)
def test_what_turns_the_meaning_in_another_language_contradicts(code: str, quote: str) -> None:
    assert find(quote, [Source("a.txt", FOREIGN[code], "")]).finding is Finding.CONTRADICTS


@pytest.mark.parametrize(
    ("code", "quote"),
    [
        ("de", "Es kamen 3 Millionen Gäste nach dem Fest."),
        ("de", "Hunde sind im Hofe erlaubt."),
        ("es", "El consejo se reunió el segundo martes de mayo."),
        ("fr", "Les chiens sont autorisés dans le parc avant la fête du village."),
        ("ru", "Совет соберётся во второй вторник мая."),
    ],
)
def test_other_words_for_the_same_in_another_language_are_nearly_there(code: str, quote: str) -> None:
    assert find(quote, [Source("a.txt", FOREIGN[code], "")]).finding is Finding.NEARLY
