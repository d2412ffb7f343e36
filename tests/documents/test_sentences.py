"""Where sentences end, case by case, and what holds for any text."""

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, 0, len(text))]


RIGHT = {
    "titles": "Mr. Smith met Dr. Jones and Gen. Lee.|They talked.",
    "initials": "J. K. Rowling wrote it.|George W. Bush read it.",
    "a single letter before a sentence": "It is rich in vitamin C.|The rest is sugar.",
    "dotted letters within": "U.S. officials met the U.S. Attorney General in Washington D.C. on Monday.|It rained.",
    "dotted letters at the end": "He went to the U.S.|He came back.|She lives in Washington D.C.|It is large.",
    "degrees": "She holds a Ph.D. in physics.|He has an M.A.|It is new.",
    "latin": "Some fruit, e.g. Apples, i.e. Pomes, etc. are sold.|Others vs. Those are not.",
    "companies": "Apple Inc. Chief Tim Cook spoke.|He works at Apple Inc.|The firm is large.",
    "cases": "Smith v. Jones was heard.|See 12 U.S.C. § 5.|He lost.",
    "citations of works": "Lee et al. (2010) found it.|See Fig. 3 and p. 12 of vol. 2.|Cf. No. 5.",
    "no, the word": "He said no.|Then he left.",
    "states": "He was born in Springfield, Ill. in May.|She moved to Calif.|Her brother stayed.",
    "saints and streets": "St. Mary's Church is at 5 Main St.|It is old.",
    "clock times": "They met at 5 p.m. Tuesday.|It ended at 6 p.m. EST.|At 7 a.m.|Mr. Lee left.",
    "decimals": "The price was $3.50.|It rose 4.5 percent to 1,234.56 dollars.",
    "dates": "On Dec. 1, 2015 it began.|On Jan. 5 it fell.|It ended in Dec.|Officials said so.",
    "years": "He was born in 1990.|20 years later he left.",
    "months before days": "It fell in Dec. Monday was cold.|It ended in Dec.|Officials said so.",
    "lists before numbers": "They sold pens, etc. 5 of them left.|They sold pens, etc.|Bells rang.",
    "quotations that end inside": 'He said "I am here."|Then he left.|“No.”|She went.',
    "quotations that end outside": "They call it ‘freedom’.|He liked “it”.|She left.",
    "quotations whose speaker follows": '"Really?" he asked.|"Stop!" Mr. Smith said.|“Why?” Guo Shengkun asked.',
    "brackets": "(It was late.)|They slept.|He (the first. Not the last.) won.|The EPA (an agency) agreed.",
    "ellipses": "Wait... what?|He left…|Then no.|He said [...] The plan . . . failed.",
    "marks in a row": "No!!|Really?!|Yes.",
    "web addresses": "See https://example.com/a.b?c=d.e for more.|Or www.example.org.|Write to a.b@example.com.|So.",
    "versions and files": "Use Python 3.11.2 and main.py.|Node.Js is another.",
    "numbers of notes": "It is so.[1]|It was so.[2][3]|Both are.",
    "enumerations": "1. The first thing.|2. The second.|A. Another.",
    "lower-case names": "iPhone sales rose.|eBay fell.",
    "no space between": "It was a dialogue.The two sides agreed.|Done.".replace("dialogue.The", "dialogue.|The"),
    "dialogue in dashes": "He died.|— Shakespeare wrote it.",
    "wrapped lines": "The committee met on\nMonday, Dec.\n1, and agreed.|It will\nmeet again.",
    "chinese": "今天天气很好。|我们去公园！|你呢？|他说：“好。”|走吧。",
    "japanese": "「行こう。」と彼は言った。|終わり。",
    "german": "Das ist z.B. in Berlin so.|Am 5. Mai war es.|Er kam.",
    "german money and streets": "Es kostet ca. 12,5 Mio. Euro.|Das Bad in der Gartenstr. 14 war 3 Mrd. Euro zu klein.",
    "russian": "Опоры на ул. Ленина, д. 7 и рис. 5 старые.|Дом им. Горького закрыли в 2021 г. в мае.|Он стар.",
    "spanish": "¿Qué?|¡Vamos!|Él dijo «No.»|Luego se fue.",
    "semicolons": "He came; She left.|Done.",
    "no mark at all": "a text without any full stop",
}


@pytest.mark.parametrize("case", RIGHT)
def test_a_sentence_ends_where_a_reader_would_end_it(case: str) -> None:
    expected = RIGHT[case].split("|")
    joined = "".join(expected) if case in {"chinese", "japanese"} else RIGHT[case].replace("|", " ")
    assert (
        split(joined if case != "no space between" else RIGHT[case].replace("|The", "The").replace("|", " "))
        == expected
    )


@given(st.text(alphabet='abcAB .!?…。"”)(\n\r1', max_size=80))
def test_sentences_leave_out_nothing_but_white_space(text: str) -> None:
    spans = list(sentences(text, 0, len(text)))
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    edges = [(0, 0), *spans, (len(text), len(text))]
    assert all(not text[left[1] : right[0]].strip() for left, right in pairwise(edges))


@given(st.text(alphabet="abAB .!?(\n", max_size=60), st.text(alphabet="xY. ", max_size=10))
def test_sentences_do_not_depend_on_what_stands_before_the_run(text: str, before: str) -> None:
    shift = len(before) + 1
    moved = [(start - shift, end - shift) for start, end in sentences(f"{before} {text}", shift, shift + len(text))]
    assert moved == list(sentences(text, 0, len(text)))


@pytest.mark.parametrize(
    "piece", ["a", "a ", ".", ". ", "(", '."', "(a. B ", "a. ", "[1]", ".[1", "。", "U.S. ", "\n", "?)"]
)
def test_a_long_text_of_anything_is_split(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    assert sum(end - start for start, end in sentences(text, 0, len(text))) <= len(text)


LANGUAGES = tomllib.loads((Path(__file__).parents[1] / "data" / "sentences.toml").read_text("utf-8"))


def test_there_are_twelve_sentences_in_each_language_of_which_much_is_known() -> None:
    whole = {code for code, listed in LANGUAGES.items() if len(listed.strip().split("\n")) >= 12}
    assert whole >= {"de", "es", "fr", "pt", "it", "nl", "ru", "tr", "ar", "zh", "zh-Hant", "ja"}


@pytest.mark.parametrize("code", LANGUAGES)
def test_sentences_of_a_language_end_where_its_readers_would_end_them(code: str) -> None:
    expected = LANGUAGES[code].strip().split("\n")
    language = code.partition("-")[0]
    text = ("" if language in {"zh", "ja"} else " ").join(expected)
    assert [text[start:end] for start, end in sentences(text, 0, len(text), language)] == expected
