"""What the quoted words bear out is claimed, what only comes nearest is not, and says what it lacks."""

import pytest

from index.documents.source import Source
from index.ranking.refusal import Reason, ReasonCode
from index.ranking.support import Outcome
from index.retrieval.memory import MemoryEngine
from tests.ranking.town import ask, engine

TOWN = (
    "Mayor Anna Berg opened the ferry to Oslo on 3 May 2021.",
    "The ferry takes two hours.",
    "Nobody spoke of the price of bread.",
)

CITY = (
    "河边的图书馆于1913年由建筑师王海涛建造。",
    "图书馆每天上午九点开门，晚上六点关门。",
    "老桥在1987年的洪水中倒塌，三年后重建。",
    "市长李明在五月的会议上宣布了新的公共汽车路线。",
)


@pytest.mark.parametrize(
    ("question", "outcome", "missing"),
    [
        ("Who opened the ferry?", Outcome.ANSWERED, ()),
        ("When was the ferry opened?", Outcome.ANSWERED, ()),
        ("How long does the ferry take?", Outcome.ANSWERED, ()),
        ("Why did Anna Berg burn the ferry?", Outcome.UNSURE, ("burn",)),
        ("Who is the captain of the ferry to Oslo?", Outcome.UNSURE, ("captain",)),
        ("Who painted the zeppelin?", Outcome.DECLINED, ("painted", "zeppelin")),
    ],
)
def test_only_what_the_words_bear_out_is_claimed(question: str, outcome: Outcome, missing: tuple[str, ...]) -> None:
    found = ask(question, engine(*TOWN))
    assert (found.outcome, found.missing) == (outcome, missing)
    assert bool(found.quoted) is (outcome is not Outcome.DECLINED)
    assert (found.reason is None) is (outcome is Outcome.ANSWERED)


@pytest.mark.parametrize(
    ("question", "outcome", "missing"),
    [
        ("老桥在哪一年的洪水中倒塌？", Outcome.ANSWERED, ()),
        ("谁建造了河边的图书馆？", Outcome.ANSWERED, ()),  # no form tells a name, and none is said to lack
        ("市长在五月的会议上宣布了多少条新的电车路线？", Outcome.UNSURE, ("电",)),
        ("图书馆的屋顶是由哪位建筑师修理的？", Outcome.DECLINED, ("屋顶", "修理")),
    ],
)
def test_pairs_of_characters_are_no_more_than_their_words(
    question: str, outcome: Outcome, missing: tuple[str, ...]
) -> None:
    found = ask(question, engine(*CITY))
    assert (found.outcome, found.missing) == (outcome, missing)


@pytest.mark.parametrize(
    ("rules", "question", "first"),
    [
        (("Music is allowed until ten.", "Dogs are forbidden in the garden."), "Are dogs allowed?", "Dogs"),
        (("Musik ist bis zehn erlaubt.", "Hunde sind im Garten untersagt."), "Sind Hunde erlaubt?", "Hunde"),
        (("La música está permitida.", "Los perros están prohibidos."), "¿Están permitidos los perros?", "Los perros"),
        (("Музыка разрешена до десяти.", "Собаки запрещены."), "Собаки разрешены?", "Собаки"),
        (
            ("Müzik için her yer çok serbesttir.", "Sigara için her yer yasaktır."),
            "Sigara serbest mi?",
            "Sigara",
        ),
        (("الموسيقى مسموح بها هنا.", "التدخين ممنوع في المبنى."), "هل التدخين مسموح؟", "التدخين"),
        (("音乐可以放到晚上十点。", "花园里禁止带狗。"), "允许带狗吗？", "花园"),
    ],
)
def test_a_no_is_the_answer_to_a_question_for_yes_or_no(rules: tuple[str, ...], question: str, first: str) -> None:
    found = ask(question, engine(*rules))
    assert found.evidence[0].passage.text.startswith(first)
    assert found.missing == ()


def test_a_no_bears_out_no_question_that_takes_the_yes_for_granted() -> None:
    found = ask("Why are dogs allowed?", engine("Music is allowed until ten.", "Dogs are forbidden here."))
    assert found.outcome is not Outcome.ANSWERED


def test_a_few_words_that_many_passages_have_bear_nothing_out() -> None:
    ferries = [f"The ferry {name} has a café and takes cars." for name in ("Anna", "Berta", "Clara", "Dora", "Emma")]
    found = ask("What does the ferry have?", engine(*ferries, "The bridge is closed."))
    assert (found.outcome, found.missing) == (Outcome.UNSURE, ())
    assert ask("What does the ferry Clara have?", engine(*ferries)).outcome is Outcome.ANSWERED


def test_a_year_is_no_number_of_anything() -> None:
    built = "In 1912 the tower of Saint Olaf was built."
    assert ask("How tall is the tower of Saint Olaf?", engine(built, *TOWN)).outcome is Outcome.UNSURE
    tall = "The tower of Saint Olaf is 80 metres tall."
    assert ask("How tall is the tower of Saint Olaf?", engine(built, tall, *TOWN)).outcome is Outcome.ANSWERED


def test_the_strictness_moves_what_is_claimed() -> None:
    question = "Why did Anna Berg burn the ferry?"
    assert ask(question, engine(*TOWN), strictness=0.0).outcome is Outcome.ANSWERED
    assert ask("Who opened the ferry?", engine(*TOWN), strictness=1.0).outcome is Outcome.UNSURE


def test_a_reason_names_the_word_and_has_a_code() -> None:
    reason = ask("Why did Anna Berg burn the ferry?", engine(*TOWN)).reason
    assert reason == Reason(ReasonCode.NOWHERE, ("burn",))


def test_headings_bear_a_question_out() -> None:
    rules = "# Rules\n\n## Names\n\nOnce every 30 days.\n\n## Dogs\n\nNot in the kitchen.\n"
    found = ask("What are the rules for dogs?", MemoryEngine([Source("rules.md", rules, "0" * 64)]))
    assert (found.outcome, found.evidence[0].quote.text) == (Outcome.ANSWERED, "Not in the kitchen.")


def test_no_word_is_said_to_be_missing_that_another_line_of_the_quote_has() -> None:
    found = ask(
        "Kervanlı Köprüsü'nü kim yaptırdı?",
        engine(
            "Kervanlı Köprüsü, Sazlıdere üzerinde, Akpınar kasabasının 5 km güneyinde yer alır. "
            "Köprüyü mimar Hacı Selim Ağa 1672 yılında yaptırdı. "
            "Köprünün 11 kemeri vardır ve uzunluğu 186,4 metredir. "
            "Müzede yirmi üç el yazması bulunur."
        ),
    )
    assert (found.outcome, found.quoted) == (Outcome.UNSURE, 2)
    assert (found.missing, found.reason) == ((), Reason(ReasonCode.APART))


def test_no_particle_is_said_to_be_missing() -> None:
    found = ask("河边的图书馆在哪里？", engine(*CITY))
    assert "在" not in found.missing
    assert found.reason is None or "在" not in found.reason.words
