"""Questions in other languages ask for the type of answer that their words and nouns say."""

import tomllib
from pathlib import Path

import pytest

from index.query.answer_type import AnswerType
from index.query.foreign_types import classify_foreign
from index.query.question import parse
from index.text.patterns import pattern

ASKED = tomllib.loads((Path(__file__).parents[1] / "data" / "answer-types.toml").read_text("utf-8"))
CASES = [
    (code, kind, question)
    for code, kinds in ASKED.items()
    for kind in kinds
    for question in kinds[kind].strip().split("\n")
]


def test_there_are_sixty_questions_in_each_language() -> None:
    """English has its own in ``test_answer_type.py``; Chinese is asked in both of its scripts."""
    assert set(ASKED) == {"de", "es", "fr", "pt", "it", "nl", "ru", "tr", "ar", "zh", "zh-Hant", "ja"}
    assert {code: sum(one == code for one, *_ in CASES) for code in ASKED} == dict.fromkeys(ASKED, 60)


@pytest.mark.parametrize(("code", "kind", "question"), CASES, ids=[question for *_, question in CASES])
def test_a_question_asks_for_a_type_of_answer(code: str, kind: str, question: str) -> None:
    assert classify_foreign(question, code.partition("-")[0]).answer_type is AnswerType[kind.upper()]


def test_a_noun_that_only_names_the_type_need_not_be_in_the_answer() -> None:
    question = parse("In welchem Jahr starb die Königin?", ("de",))
    assert question.answer_type is AnswerType.DATE
    assert question.focus_terms == {"jahr"}


def test_what_is_counted_is_the_unit() -> None:
    assert parse("¿Cuántos libros escribió?", ("es",)).unit == ("libr",)


def test_a_language_without_a_pack_has_no_types() -> None:
    assert classify_foreign("Nani ni rais?", "sw").answer_type is AnswerType.OTHER


def test_the_rules_for_english_hold_for_no_other_language() -> None:
    assert parse("Was ist beschlossen worden?", ("de",)).answer_type is AnswerType.OTHER
    assert parse("Was it decided?", ("en",)).answer_type is AnswerType.YES_NO


@pytest.mark.parametrize(
    ("code", "question"),
    [
        ("de", "Um wie viel Uhr öffnet das Museum?"),
        ("de", "An welchen Tagen ist das Bad geöffnet?"),
        ("es", "¿A qué hora abre la biblioteca?"),
        ("es", "¿Qué días se reúne el club?"),
        ("fr", "À quelle heure ouvre le musée ?"),
        ("fr", "Quels jours le marché est-il ouvert ?"),
        ("pt", "A que horas abre a loja?"),
        ("it", "A che ora apre il museo?"),
        ("nl", "Hoe laat gaat de winkel open?"),
        ("ru", "Во сколько открывается музей?"),
        ("ru", "В котором часу начинается встреча?"),
        ("tr", "Müze saat kaçta açılır?"),
        ("tr", "Kurul hangi günler toplanır?"),
        ("ar", "في أي ساعة تفتح المكتبة؟"),
        ("zh", "博物馆几点开门？"),
        ("ja", "図書館は何時に開きますか？"),
    ],
)
def test_a_time_of_day_is_asked_for_as_a_date(code: str, question: str) -> None:
    assert classify_foreign(question, code).answer_type is AnswerType.DATE


def test_how_many_times_is_no_time_of_day() -> None:
    assert classify_foreign("Во сколько раз вырос город?", "ru").answer_type is AnswerType.NUMBER


@pytest.mark.parametrize(
    ("code", "question"),
    [
        ("de", "Was ist ein Planetoid?"),
        ("es", "¿Qué es una linterna?"),
        ("fr", "Qu’est-ce que le levain ?"),
        ("pt", "O que é um dorsal?"),
        ("it", "Che cos’è il loggione?"),
        ("nl", "Wat is een helling?"),
        ("ru", "Что такое маяк?"),
    ],
)
def test_what_something_is_asks_for_its_definition(code: str, question: str) -> None:
    assert classify_foreign(question, code).answer_type is AnswerType.DEFINITION


def test_what_is_within_a_question_asks_for_no_definition() -> None:
    question = "¿Cuál es la medida que se usa para saber lo concurridos que son los aeropuertos?"
    assert classify_foreign(question, "es").answer_type is not AnswerType.DEFINITION


def test_a_typographic_apostrophe_asks_as_a_straight_one() -> None:
    assert classify_foreign("Dov’è il teatro?", "it").answer_type is AnswerType.PLACE


@pytest.mark.parametrize(
    ("code", "opening", "question"),
    [
        ("de", "Hallo, könnte mir jemand bitte sagen, ", "wann wurde die Brücke eröffnet?"),
        ("de", "Ich würde gern wissen: ", "Wie viele Boote hat der Verein?"),
        ("es", "Hola, ¿alguien sabe ", "cuándo se abrió el puente?"),
        ("es", "Quisiera saber ", "quién dirige el club"),
        ("fr", "Bonjour, pouvez-vous me dire ", "quand le pont a été ouvert ?"),
        ("fr", "Je voudrais savoir ", "qui dirige le club"),
        ("it", "Ciao, qualcuno sa ", "quando è stato aperto il ponte?"),
        ("pt", "Você poderia me dizer ", "quando a ponte foi aberta?"),
        ("nl", "Kun je me alsjeblieft vertellen ", "wanneer de brug werd geopend?"),
        ("ru", "Здравствуйте, не могли бы вы сказать, ", "когда открыли мост?"),
        ("ru", "Кто-нибудь знает, ", "сколько лодок у клуба?"),
        ("tr", "Merhaba, bana söyleyebilir misiniz, ", "köprü ne zaman açıldı?"),
        ("ar", "من فضلك أخبرني ", "متى افتتح الجسر؟"),
        ("zh", "你好，请问你能告诉我", "大桥什么时候通车？"),
        ("zh", "有人知道", "俱乐部有多少条船？"),
        ("ja", "すみません、教えてください。", "橋はいつ開通しましたか？"),
    ],
)
def test_what_a_question_opens_with_changes_nothing(code: str, opening: str, question: str) -> None:
    whole, alone = parse(opening + question, (code,)), parse(question, (code,))
    assert [one.term for one in whole.tokens] == [one.term for one in alone.tokens]
    assert whole.answer_type is alone.answer_type is not AnswerType.OTHER


@pytest.mark.parametrize("question", ["Hallo", "Weißt du?", "Ich würde gern wissen"])
def test_an_opening_that_nothing_follows_is_the_question(question: str) -> None:
    assert parse(question, ("de",)).tokens


@pytest.mark.parametrize(
    ("code", "question", "kind"),
    [
        ("de", "Wer ist Angela Holm?", "definition"),
        ("de", "Wer ist der Präsident?", "person"),
        ("de", "Was ist die Hauptstadt?", "place"),
        ("de", "Was ist ein Bundesland?", "definition"),
        ("es", "¿Quién fue Ana Berg?", "definition"),
        ("es", "¿Qué es el precio?", "money"),
        ("ru", "Что такое столица?", "other"),
        ("tr", "Kulübün başkanı kimdir?", "person"),
        ("tr", "Son çağın adı nedir?", "other"),
        ("zh", "博物馆原名是什么？", "other"),
    ],
)
def test_what_something_is_asks_for_a_definition_unless_a_noun_says_more(code: str, question: str, kind: str) -> None:
    assert classify_foreign(question, code).answer_type is AnswerType[kind.upper()]


@pytest.mark.parametrize("code", sorted(ASKED.keys() - {"zh-Hant"}))
@pytest.mark.parametrize("piece", ["a ", "a, ", "и ", "was ist ", "nedir ", "什么", "ما هو ", "mir ", "s'il te plaît "])
def test_no_text_makes_the_patterns_slow(code: str, piece: str) -> None:
    for name in ("opening", "definition_asked", "defined", "defined_first"):
        pattern(code, name).match(piece * 200)
        for _ in pattern(code, name).finditer(piece * 200):
            pass
