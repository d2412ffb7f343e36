"""The schema of a language pack, which says what is wrong with one; apart because pydantic is slow to import."""

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from index.errors import PackError
from index.text.pack_keys import FURNITURE, KINDS, MONTHS, VALUE, Apostrophe
from index.toml_lines import holds, line_of

__all__ = ["PackFile", "what_is_wrong"]

_CURES = {
    "missing": "is missing; every pack needs it",
    "extra_forbidden": "is no key of a language pack; see index/text/pack.py for those there are",
    "string_type": "is to be words in quotation marks, with spaces between them",
    "bool_type": "is to be true or false",
    "dict_type": "is to be a table, such as [nouns]",
    "enum": f"is to be one of {', '.join(repr(str(one)) for one in Apostrophe)}",
}


def _of_kinds(table: dict[str, str]) -> dict[str, str]:
    if unknown := sorted(table.keys() - KINDS):
        raise ValueError(f"holds {unknown[0]}, which is no type of answer; write one of {', '.join(sorted(KINDS))}")
    return table


def _of_a_year(names: str) -> str:
    if len(names.split()) != MONTHS:
        raise ValueError(f"holds {len(names.split())} names; write those of the twelve months, in their order")
    return names


def _of_numbers(table: dict[str, str]) -> dict[str, str]:
    if wrong := [key for key in table if not VALUE.fullmatch(key)]:
        raise ValueError(
            f"holds {wrong[0]}, which is no number; write such as 3, '3.' for the third or e6 for a million"
        )
    return table


def _of_furniture(table: dict[str, str]) -> dict[str, str]:
    if unknown := sorted(table.keys() - FURNITURE):
        raise ValueError(
            f"holds {unknown[0]}, which is no kind of furniture; write one of {', '.join(sorted(FURNITURE))}"
        )
    return table


_Furniture = Annotated[dict[str, str], AfterValidator(_of_furniture)]
_Kinds = Annotated[dict[str, str], AfterValidator(_of_kinds)]


class PackFile(BaseModel):
    """The keys of a language pack as its file holds them; ``index.text.pack.Pack`` says what each is for."""

    model_config = ConfigDict(extra="forbid", strict=True)

    name: str
    question_words: str
    letters: str = ""
    stop_words: str = ""
    light: str = ""
    families: str = ""
    synonyms: str = ""
    particles: str = ""
    elisions: str = ""
    apostrophe: Annotated[Apostrophe, Field(strict=False)] = Apostrophe.WITHIN
    accents_vary: bool = True
    letter_case: bool = True
    nouns_capitalised: bool = False
    nouns_first: bool = False
    compounds: bool = False
    forms_apart: bool = False
    ordinals_end_in_stop: bool = False
    stops: str = ""
    abbreviations: str = ""
    months: str = ""
    weekdays: str = ""
    eras: str = ""
    numerals: str = ""
    currencies: str = ""
    time_units: str = ""
    percents: str = ""
    reasons: str = ""
    negations: str = ""
    negating_prefixes: str = ""
    opposites: str = ""
    calendar: Annotated[str, AfterValidator(_of_a_year)] = ""
    asks: _Kinds = {}
    nouns: _Kinds = {}
    values: Annotated[dict[str, str], AfterValidator(_of_numbers)] = {}
    spellings: dict[str, str] = {}
    asking_spellings: dict[str, str] = {}
    lists: dict[str, str] = {}
    patterns: dict[str, str] = {}
    furniture: _Furniture = {}
    furniture_in_company: _Furniture = {}
    furniture_words: _Furniture = {}


def what_is_wrong(path: Path, text: str) -> PackError:
    """Return the error of a pack's file that cannot be read: its file, its line, the key and the cure."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return PackError(f"{path}: is no TOML: {error}; see the packs beside it")
    try:
        PackFile.model_validate(told)
    except ValidationError as invalid:
        first = invalid.errors()[0]
        keys = [str(one) for one in first["loc"]]
        line = f":{line_of(text, keys)}" if holds(told, keys) else ""
        cure = _CURES.get(first["type"], first["msg"].removeprefix("Value error, "))
        return PackError(f"{path}{line}: {'.'.join(keys)} {cure}")
    return PackError(f"{path}: cannot be read as a language pack; see index/text/pack.py for its keys")
