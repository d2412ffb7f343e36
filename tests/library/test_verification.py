"""A check tells apart what stands, what changed, what moved and what was never there."""

import shutil
import time
from pathlib import Path

import pytest

from bot.answers import Answerer
from bot.settings.model import Settings
from bot.wording.verdicts import verdict_text
from index.errors import CitationError
from index.library.verification import Verdict, Verification

ROOT = Path(__file__).parents[2]
SECOND = "004_52fc0199ecdba978.txt"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "sources", tmp_path / "sources")
    return tmp_path / "sources"


@pytest.fixture
def answerer(folder: Path) -> Answerer:
    return Answerer(Settings(sources=folder))


def found(check: Verification) -> tuple[Verdict, list[str]]:
    return check.verdict, [match.place.citation for match in check.matches]


def test_a_citation_stands_and_shows_its_words(answerer: Answerer) -> None:
    check = answerer.check(f"{SECOND}:6")
    assert found(check) == (Verdict.PLACE, [f"{SECOND}:6"])
    assert check.matches[0].text.startswith("The two sides approved a plan for the hotline")
    assert [line.number for line in check.matches[0].excerpt.lines] == [5, 6, 7]
    assert verdict_text(check) == "This place reads:"


def test_words_that_changed_in_their_place_are_told(folder: Path, answerer: Answerer) -> None:
    article = folder / SECOND
    article.write_text(article.read_text("utf-8").replace("approved a plan", "rejected a plan"), "utf-8")
    assert found(answerer.check(f"{SECOND}:6")) == (Verdict.CHANGED, [f"{SECOND}:6"])
    unharmed = answerer.check(f"{SECOND}:1")
    assert unharmed.verdict is Verdict.PLACE
    assert "has changed since" in verdict_text(unharmed)


def test_words_that_moved_are_found_where_they_stand_now(folder: Path, answerer: Answerer) -> None:
    article = folder / SECOND
    article.write_text("A new first line.\n" + article.read_text("utf-8"), "utf-8")
    assert found(answerer.check(f"{SECOND}:6")) == (Verdict.ELSEWHERE, [f"{SECOND}:7"])


def test_the_words_and_the_hash_that_were_cited_are_taken_when_they_are_known(answerer: Answerer) -> None:
    words = "China and the United States on Tuesday held a second dialogue on cybercrime."
    assert found(answerer.check(f"{SECOND}:2", words=words)) == (Verdict.ELSEWHERE, [f"{SECOND}:1"])
    assert answerer.check(f"{SECOND}:1", words=words, sha256="0" * 64).verdict is Verdict.AT_CITATION
    assert answerer.check(f"{SECOND}:1", sha256="0" * 64).verdict is Verdict.CHANGED


@pytest.mark.parametrize(
    ("claim", "explanation"),
    [
        (f"{SECOND}:99", "there is no line 99"),
        (f"{SECOND}:1:1-999", "there is no column 999"),
        ("nowhere.txt:1", "nowhere.txt"),
        ("004_52fc0199ecdba979.txt:1", f"did you mean {SECOND}?"),
        (f"{SECOND}:0", "lines and columns count from 1"),
        (f"{SECOND}:1:9-2", "ends before it begins"),
        (f"{SECOND}:6-99", "there is no line 99"),
        (f"{SECOND}:6-", "is no citation; write NAME:LINE"),
        (SECOND, "is no citation; write NAME:LINE"),
        ("../pyproject.txt:1", "is no name of a source in the folder"),
    ],
)
def test_a_place_that_does_not_exist_is_nowhere_and_says_why(answerer: Answerer, claim: str, explanation: str) -> None:
    check = answerer.check(claim)
    assert found(check) == (Verdict.NO_SUCH_PLACE, [])
    assert explanation in verdict_text(check)


def test_a_source_that_is_gone_is_nowhere(folder: Path, answerer: Answerer) -> None:
    (folder / SECOND).unlink()
    assert answerer.check(f"{SECOND}:6").verdict is Verdict.NO_SUCH_PLACE


def test_a_quote_is_found_verbatim_in_all_its_places(answerer: Answerer) -> None:
    check = answerer.check("The first China-U.S. ministerial dialogue on fighting cyber crimes held here Tuesday")
    assert check.verdict is Verdict.VERBATIM
    assert len(check.matches) == 3
    assert verdict_text(check) == "These words stand in 3 places, word for word."


def test_other_quotation_marks_and_spaces_are_equal_but_told(answerer: Answerer) -> None:
    check = answerer.check("based on  “the principles of law-abiding, reciprocity, honest and pragmatism.”")
    assert check.verdict is Verdict.VERBATIM
    assert {kind for kind, *_ in check.matches[0].differences} == {"quotes", "space"}
    assert "but for white space or the shape of quotation marks" in verdict_text(check)


def test_a_quote_that_differs_is_nearly_there_with_the_differences(answerer: Answerer) -> None:
    check = answerer.check("The two sides rejected a plan for the hotline and agreed to hold a third dialogue")
    assert check.verdict is Verdict.NEARLY
    assert ("replaced", "rejected", "approved") in check.matches[0].differences
    assert 0.7 <= check.matches[0].similarity < 1


@pytest.mark.parametrize("claim", ["The moon is made of green cheese and the sea of wine.", "", "???", "at 10:30"])
def test_words_that_stand_nowhere_are_absent(answerer: Answerer, claim: str) -> None:
    check = answerer.check(claim)
    assert found(check) == (Verdict.NOWHERE, [])
    assert verdict_text(check)


def test_a_quote_is_looked_for_on_disk_as_it_is_now(folder: Path, answerer: Answerer) -> None:
    (folder / "new.txt").write_text("Lighthouses are painted white.\n", "utf-8")
    assert found(answerer.check("Lighthouses are painted white.")) == (Verdict.VERBATIM, ["new.txt:1"])


def test_in_a_large_folder_the_index_says_where_to_look(tmp_path: Path) -> None:
    for number in range(520):
        (tmp_path / f"{number}.txt").write_text(f"Lighthouse {number} was painted white in spring.\n", "utf-8")
    answerer = Answerer(Settings(sources=tmp_path))
    assert found(answerer.check("Lighthouse 417 was painted")) == (Verdict.VERBATIM, ["417.txt:1:1-26"])


def test_an_excerpt_of_a_place_that_does_not_exist_is_an_error(answerer: Answerer) -> None:
    assert answerer.excerpt(f"{SECOND}:6", context=0).lines[0].marked == (0, 112)
    with pytest.raises(CitationError, match="no line 99"):
        answerer.excerpt(f"{SECOND}:99")
    with pytest.raises(CitationError, match="no citation"):
        answerer.excerpt("hello")


HOTLINE = "The two sides approved a plan for the hotline"


@pytest.mark.parametrize(
    ("claim", "verdict", "places"),
    [
        (f"“{HOTLINE}” ({SECOND}:6)", Verdict.AT_CITATION, [f"{SECOND}:6:1-45"]),
        (f'{SECOND}:6 "{HOTLINE}"', Verdict.AT_CITATION, [f"{SECOND}:6:1-45"]),
        (f"“{HOTLINE}” ({SECOND}:1)", Verdict.ELSEWHERE, [f"{SECOND}:6:1-45"]),
        (f"“{HOTLINE}” ({SECOND}:99)", Verdict.ELSEWHERE, [f"{SECOND}:6:1-45"]),
        (f"“{HOTLINE}” (gone.txt:1)", Verdict.ELSEWHERE, [f"{SECOND}:6:1-45"]),
        (f"“The two sides … the hotline” ({SECOND}:6)", Verdict.ELIDED, [f"{SECOND}:6:1-45"]),
        (f"“The two sides approved the plan for a hotline” ({SECOND}:6)", Verdict.NEARLY, [f"{SECOND}:6:1-45"]),
        (
            f"“The two sides did not approve a plan for the hotline” ({SECOND}:6)",
            Verdict.CONTRADICTS,
            [f"{SECOND}:6:1-45"],
        ),
        (f"“wo sides approved a plan” ({SECOND}:6)", Verdict.PART_OF_WORD, [f"{SECOND}:6:6-29"]),
        (f"“The moon is made of green cheese.” ({SECOND}:6)", Verdict.NOWHERE, []),
        (f"“The moon is made of green cheese.” ({SECOND}:99)", Verdict.NO_SUCH_PLACE, []),
        ("Send your comments", Verdict.FURNITURE, [f"{SECOND}:18"]),
        (f"“Send your comments” ({SECOND}:18)", Verdict.FURNITURE, [f"{SECOND}:18"]),
    ],
)
def test_a_quote_with_its_citation_is_checked_at_its_place(
    answerer: Answerer, claim: str, verdict: Verdict, places: list[str]
) -> None:
    assert found(answerer.check(claim)) == (verdict, places)


def test_a_quote_of_a_source_that_changed_since_is_told_as_changed(folder: Path, answerer: Answerer) -> None:
    article = folder / SECOND
    article.write_text(article.read_text("utf-8").replace("approved a plan", "rejected a plan"), "utf-8")
    assert answerer.check(f"“{HOTLINE}” ({SECOND}:6)").verdict is Verdict.CHANGED
    assert answerer.check(f"“{HOTLINE}” ({SECOND}:6@88c1e856)").verdict is Verdict.CHANGED
    still = answerer.check(f"“agreed to hold a third dialogue” ({SECOND}:6@88c1e856)")
    assert (still.verdict, still.changed) == (Verdict.AT_CITATION, True)


def test_of_several_quotes_the_first_that_does_not_stand_is_told(answerer: Answerer) -> None:
    text = f"“{HOTLINE}” ({SECOND}:6) and “{HOTLINE}” ({SECOND}:1)"
    assert answerer.check(text).verdict is Verdict.ELSEWHERE
    assert [answerer.check(one).verdict for one in answerer.claims(text)] == [Verdict.AT_CITATION, Verdict.ELSEWHERE]
    assert answerer.claims("no citation") == ("no citation",)


def test_furniture_is_named_and_a_place_of_it_is_too(answerer: Answerer) -> None:
    assert "of the page that carried it: a comment form." in verdict_text(answerer.check("Send your comments"))
    assert "Not of the article" in verdict_text(answerer.check(f"{SECOND}:18"))


def test_what_a_quote_leaves_out_is_shown(answerer: Answerer) -> None:
    text = verdict_text(answerer.check("The two sides approved a plan … in Washington later this year."))
    assert "shortened" in text
    assert "Left out: “for the hotline and agreed to hold a third dialogue”." in text


WORK = [
    ("the of and to in a is that it was for on are as with his they at be this " * 30)[:2000],
    "the " * 500,
    "the … of … and … to … in … a … is … for",
    "zebra quagga okapi " * 100,
    '*_`“"[' * 300 + " the",
    "1 2 3 4 5 6 7 8 9 0 " * 100,
]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    folder = tmp_path_factory.mktemp("large")
    words = " ".join(one.read_text("utf-8") for one in sorted((ROOT / "sources").glob("*.txt"))).split()
    for number in range(8):
        turned = words[number * 40 :] + words[: number * 40]
        suffix = "md" if number % 2 else "txt"
        (folder / f"{number}.{suffix}").write_text("\n\n".join([" ".join(turned)] * 35), "utf-8")
    return Answerer(Settings(sources=folder))


@pytest.mark.parametrize("claim", WORK)
def test_a_check_has_a_limit_to_its_work(large: Answerer, claim: str) -> None:
    began = time.process_time()
    large.check(claim)
    assert time.process_time() - began < 20  # where a check without a limit takes minutes
