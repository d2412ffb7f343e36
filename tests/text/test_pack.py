"""Language packs: each that ships is read, and one that is wrong says where and how to mend it."""

import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from index.errors import PackError
from index.text.pack import FOLDER, NEUTRAL, Pack, codes, pack, read, words_of_all
from index.text.pack_schema import PackFile

RIGHT = 'name = "Novial"\nquestion_words = "kel kand"\n'


@pytest.mark.parametrize("code", codes())
def test_each_pack_that_ships_is_as_the_schema_says(code: str) -> None:
    PackFile.model_validate(tomllib.loads((FOLDER / f"{code}.toml").read_text("utf-8")))
    assert pack(code).name
    assert pack(code).question_words


def test_the_schema_has_the_keys_and_the_defaults_of_a_pack() -> None:
    defaults = {name: one.default for name, one in PackFile.model_fields.items() if isinstance(one.default, bool)}
    assert [*sorted(PackFile.model_fields)] == sorted(one.name for one in fields(Pack))
    assert defaults == {name: getattr(NEUTRAL, name) for name in defaults}


def test_a_language_without_a_file_has_the_neutral_pack() -> None:
    assert pack("sw") is NEUTRAL


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('name = "Novial"\n', "x.toml: question_words is missing; every pack needs it"),
        (RIGHT + 'stopwords = "li"\n', "x.toml:3: stopwords is no key of a language pack; see index/text/pack.py"),
        (RIGHT + "months = 12\n", "x.toml:3: months is to be words in quotation marks, with spaces between them"),
        (RIGHT + 'compounds = "yes"\n', "x.toml:3: compounds is to be true or false"),
        (RIGHT + 'nouns = "urbe"\n', "x.toml:3: nouns is to be a table, such as [nouns]"),
        (RIGHT + 'apostrophe = "in front"\n', "x.toml:3: apostrophe is to be one of 'within', 'before suffix'"),
        (RIGHT + '[asks]\ntime = "kand"\n', "x.toml:3: asks holds time, which is no type of answer; write one of date"),
        (
            RIGHT + '[furniture]\nshares = "comparti"\n',
            "x.toml:3: furniture holds shares, which is no kind of furniture;",
        ),
        (RIGHT + "[asks]\ndate = 1\n", "x.toml:4: asks.date is to be words in quotation marks"),
        (
            RIGHT + 'calendar = "enero"\n',
            "x.toml:3: calendar holds 1 names; write those of the twelve months, in their",
        ),
        (RIGHT + '[values]\nthree = "tri"\n', "x.toml:3: values holds three, which is no number; write such as 3,"),
        ("name = Novial\n", "x.toml: is no TOML: Invalid value (at line 1, column 8); see the packs beside it"),
    ],
)
def test_a_wrong_pack_is_an_error_that_names_the_key_and_the_cure(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(PackError) as raised:
        read(path)
    assert str(raised.value).startswith(str(tmp_path / message.partition(":")[0]))
    assert message in str(raised.value)


def test_a_right_pack_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text(RIGHT + "synonyms = '''\nurbe vile\nhome viro\n'''\n[asks]\ndate = 'kand de_kand'\n", "utf-8")
    of = read(path)
    assert of.question_words == {"kel", "kand"}
    assert of.synonyms == (("urbe", "vile"), ("home", "viro"))
    assert of.asks == {"date": {"kand", "de kand"}}


def test_each_list_of_a_pack_is_read_by_a_rule_or_named_by_a_pattern() -> None:
    code = "\n".join(path.read_text("utf-8") for path in Path("index").rglob("*.py"))
    for of in map(pack, codes()):
        patterns = "\n".join([*of.patterns.values(), *of.furniture.values(), *of.furniture_in_company.values(), code])
        unread = [
            name
            for name in of.lists
            if f'"{name}"' not in code.replace("'", '"') and f"{{{name}}}" not in patterns.lower()
        ]
        assert unread == []


def test_words_of_all_are_those_of_each_language() -> None:
    assert {"also at", "auch bei", "también en", "aussi à", "另见"} <= words_of_all("further_places")
    assert words_of_all("no_such_list") == frozenset()
