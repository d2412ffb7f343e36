import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.documents.source import Source
from index.query.dictionary import is_english_word
from index.query.question import understand
from index.retrieval.memory import MemoryEngine

TEXT = """\
China and the United States on Tuesday held a second dialogue on cybercrime in Washington.
Guo Shengkun, Minister of Public Security, and Loretta Lynch attended the dialogue.
The two sides approved a plan for the hotline and signed no contact.
Xi Jinping welcomed the cooperation of the ministries on cyber security.
The population agreed on law enforcement. Iran was not there, nor was Mali.
Meng Jianzhu met the people of the delegation.
"""


@pytest.fixture(scope="module")
def engine() -> MemoryEngine:
    return MemoryEngine([Source("news.txt", TEXT, "0")])


@pytest.mark.parametrize(
    ("question", "corrections"),
    [
        ("Who is Guo Shenkun?", ("Shenkun", "Shengkun")),
        ("who is guo shenkun", ("shenkun", "Shengkun")),
        ("Who is Lorreta Lynch?", ("Lorreta", "Loretta")),
        ("What did the minstry say?", ("minstry", "ministries")),
        ("the dialoge", ("dialoge", "dialogue")),
        ("talks on cybercrme", ("cybercrme", "cybercrime")),
        ("the hotilne", ("hotilne", "hotline")),
        ("cyber securty", ("securty", "security")),
        ("coperation", ("coperation", "cooperation")),
        ("what did Jinpin say", ("Jinpin", "Jinping")),
        ("the populaton of it", ("populaton", "population")),
        ("how many pepole came", ("pepole", "people")),
        ("secnod dialogue", ("secnod", "second")),
        ("in Washingotn", ("Washingotn", "Washington")),
        ("Meng Jianzu", ("Jianzu", "Jianzhu")),
    ],
)
def test_a_slip_is_taken_for_the_known_word_as_a_source_writes_it(
    engine: MemoryEngine, question: str, corrections: tuple[str, str]
) -> None:
    found = understand(question, engine)
    assert corrections in found.corrections
    assert corrections[0] not in found.unknown


@pytest.mark.parametrize(
    ("text", "question", "corrections"),
    [
        (
            "El estado cobra un impuesto a los que viven en la ciudad. Hay púas en el muro de la casa que es de él.",
            "¿Quién puso el estadio?",
            (),
        ),
        (
            "Der Staat hat den Termin verlegt, und die Feier ist nicht in der Stadt.",
            "Wann fand die Feier statt, und wer verliert den Termin?",
            (),
        ),
        (
            "Gandhi vivió en la India y nació en 1869. Es el padre de la nación, y los que lo vieron hablan de él.",
            "¿Dónde vivió Ghandi?",
            (("Ghandi", "Gandhi"),),
        ),
        (
            "Die Regierung tagt in der Hauptstadt, und der Rat ist nicht dort.",
            "Wo tagt die Regeirung?",
            (("Regeirung", "Regierung"),),
        ),
        (
            "Он писал неправильными буквами, и это не было видно в городе.",
            "Кто писал неправиьными буквами?",
            (("неправиьными", "неправильными"),),
        ),
    ],
)
def test_of_another_language_only_a_plain_slip_is_corrected(
    text: str, question: str, corrections: tuple[tuple[str, str], ...]
) -> None:
    assert understand(question, MemoryEngine([Source("a.txt", f"{text}\n", "0")])).corrections == corrections


def test_the_known_word_is_what_is_looked_for(engine: MemoryEngine) -> None:
    question = "Who is Guo Shenkun?"
    found = understand(question, engine)
    assert [(one.term, question[one.start : one.end]) for one in found.tokens] == [
        ("guo", "Guo"),
        ("shengkun", "Shenkun"),
    ]


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("Who met in Brazil?", "Brazil"),
        ("Who signed the contract?", "contract"),
        ("the Iraq talks", "Iraq"),
        ("the talks in Bali", "Bali"),
        ("in 2061", "2061"),
        ("asdf", "asdf"),
        ("Slovenia", "Slovenia"),
        ("the minister of Finland", "Finland"),
        ("carpet", "carpet"),
    ],
)
def test_another_word_is_not_taken_for_a_known_one(engine: MemoryEngine, question: str, unknown: str) -> None:
    found = understand(question, engine)
    assert unknown in found.unknown
    assert found.corrections == ()


@pytest.mark.parametrize("question", ["teh hotline", "waht was teh hotline", "wich hotline was thier hotline"])
def test_a_misspelt_stop_word_is_a_stop_word(engine: MemoryEngine, question: str) -> None:
    found = understand(question, engine)
    assert {one.term for one in found.tokens} == {"hotlin"}
    assert (found.unknown, found.corrections) == ((), ())


def test_the_noun_that_names_the_kind_of_answer_is_never_unknown(engine: MemoryEngine) -> None:
    assert understand("In which month was the hotline approved?", engine).unknown == ()


@pytest.mark.parametrize(
    "question",
    ["", "???", "\0", "🤷", "x" * 10_000, "wrod " * 2_000, "مرحبا بك", "中文句子" * 2_500, "1," * 5_000, "a\u202eb"],
)
def test_any_question_is_read(engine: MemoryEngine, question: str) -> None:
    found = understand(question, engine)
    assert all(0 <= one.start < one.end <= len(question) for one in found.tokens)


def test_nothing_is_known_of_an_empty_collection() -> None:
    assert understand("Who is Guo?", MemoryEngine([])).unknown == ("Guo",)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=60))
def test_every_word_is_looked_for_in_its_place(question: str) -> None:
    engine = MemoryEngine([Source("news.txt", TEXT, "0")])
    found = understand(question, engine)
    assert all(question[one.start : one.end] for one in found.tokens)
    assert all(word in question for word in found.unknown)


def test_a_word_of_english_is_told_from_a_slip() -> None:
    assert all(is_english_word(word) for word in ["Contract", "colour", "color", "abbé", "Slovenia", "zoos"])
    assert not any(is_english_word(word) for word in ["contarct", "dialoge", "qx", "", "a\nab"])
