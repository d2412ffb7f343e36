"""What the product says to the inputs, as records: a key and a JSON value, with one of its engines."""

import hashlib
import json
import platform
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.golden.adapter import Product, command
from tests.golden.inputs import COMMANDS, FOLLOW_UPS, TYPED, Command, claims, news_claims, questions
from tests.golden.world import QUESTIONS, ROOT, world

__all__ = ["ENGINES", "PARTS", "SETS", "digest", "records", "shared"]

Record = tuple[str, Any]
ENGINES = ("memory", "disk")
EVAL = ROOT.parent / "shared" / "eval"
PYTHON = ".".join(platform.python_version_tuple()[:2])
CHECKED = 300
"""Sentences of a shared folder that are checked."""
WHOLE = 4
"""One context of so many is kept whole, and a digest of each of the others."""
NO_PAGE = ', "page_url": null'
TABLED = ("source", "title", "start", "end", "line", "column", "end_line", "end_column", "sha256", "text")
"""What is the same of a passage in every answer."""


def records(part: str, engine: str) -> dict[str, Any]:
    """All records of a part by key, floats to 9 decimals."""
    with world() as folder:
        found = list(PARTS[part](engine))
        made = {key: _steady(value, str(folder)) for key, value in found}
        assert len(made) == len(found), "two records with one key"
        return made


def shared(name: str, engine: str, first: int | None = None) -> Iterator[Record]:
    """What is said to the (first) questions of a shared set, or to its claims."""
    kind, _, of = name.rpartition(" ")
    sources = EVAL / ("xquad-dev" if of == "premise-dev" else of) / "sources"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as index:  # tantivy may still lock it
        if kind:
            said = list(claims(sources, CHECKED))[:first]
            found = _checked(said, engine, ("--sources", str(sources)), index)[:first]
        else:
            asked = questions(EVAL / of / "questions.jsonl")[:first]
            with Product(sources, engine, Path(index, "i")).closing() as product:
                found = [(key, _answer(product, text, key)) for key, text in asked]
    return ((key, _steady(value, index)) for key, value in found)


SETS = (
    *("community-dev", "docs-uv", "xquad-dev", "premise-dev", "wikiqa-dev"),
    *(f"xquad-{language}-dev" for language in ("ar", "de", "es", "ru", "tr", "zh")),
    *("checks community-dev", "checks xquad-dev"),
)


def digest(value: Any) -> str:
    """The start of the SHA-256 of a record."""
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _answer(product: Product, question: str, key: str) -> Any:
    """An answer, or the exception that was raised instead: a crash is what the product does today, too."""
    try:
        return product.ask(question, key)
    except Exception as error:  # noqa: BLE001 - whatever it is
        return {"crash": f"{type(error).__name__}: {error}"}


def _answers(engine: str) -> Iterator[Record]:
    """The answers to the questions of the news, each passage's own data once."""
    asked = questions(QUESTIONS)
    batch = "".join(json.dumps({"question": text, "id": key}) + "\n" for key, text in asked)
    ran = _run(Command(("ask", "--batch", "-", "--json", "--explain", "--limit", "50"), batch), engine)
    table: dict[str, Any] = {}
    with Product(Path("sources"), engine, Path("index-sources")).closing() as product:
        for (key, text), line in zip(asked, ran["out"].splitlines(), strict=True):
            answer = json.loads(line) | {"exact": product.ask(text)["exact"]}
            for passage in answer["passages"]:
                own = {name: passage.pop(name) for name in TABLED}
                if table.setdefault(passage["citation"], own) != own:
                    passage["own"] = own
            yield f"{key} {text}", answer
    yield from sorted(table.items())
    yield "summary", {name: ran[name] for name in ("exit", "err")}


def _checks(engine: str) -> Iterator[Record]:
    return iter(_checked(list(dict.fromkeys(news_claims())), engine, ("--context", "0")))


def _checked(said: Sequence[str], engine: str, options: Sequence[str] = (), index: str = "") -> list[Record]:
    ran = _run(Command(("check", "--json", *options, "--", *said)), engine, index)
    lines = ran["out"].splitlines()
    found = [
        (f"{number} {claim}", json.loads(line)) for number, (claim, line) in enumerate(zip(said, lines, strict=False))
    ]
    return [*found, ("summary", {name: ran[name] for name in ("exit", "err")})]


def _transcripts(engine: str) -> Iterator[Record]:
    yield "python", PYTHON
    for options in ((), ("--sources", "odd")):
        for number, more in enumerate(((), (), ("--json",), ("--check",), ("--check", "--json"), ("--rebuild",))):
            arguments = ("index", *options, *more)
            yield f"{number} {' '.join(arguments)}", _timeless(_run(Command(arguments), engine))
    for one in COMMANDS:
        yield f"{'python: ' * one.by_python}{one.name}", _lines(_run(one, engine))


def _cards(engine: str) -> Iterator[Record]:
    with Product(Path("sources"), engine, Path("index-sources")).closing() as product:
        for number, (key, text) in enumerate(questions(QUESTIONS)):
            made = product.cards(text)
            if number % WHOLE:
                made["context"] = digest(made["context"])
            yield f"{key} {text}", made
        for before, text in FOLLOW_UPS:
            yield f"{before} > {text}", product.cards(text, before)
        said = list(dict.fromkeys(news_claims()))[::7]
        for number, claim in enumerate(said):
            yield f"check {number} {claim}", product.check_cards([claim])
        yield "check several", product.check_cards(said[:4])
        yield from product.source_cards()
        for typed in TYPED:
            yield f"typed {typed}", product.suggestions(typed)


PARTS: dict[str, Callable[[str], Iterator[Record]]] = {
    "answers": _answers,
    "checks": _checks,
    "transcripts": _transcripts,
    "cards": _cards,
}


def _run(one: Command, engine: str, index: str = "") -> dict[str, Any]:
    """Run a command with an engine; each folder of sources has an index of its own."""
    options = dict(zip(one.arguments, one.arguments[1:], strict=False))
    folder = options.get("--sources", "sources").replace("/", "-")
    own = {"PULLQUOTE_ENGINE": engine, "PULLQUOTE_INDEX_PATH": f"{index}/i" if index else f"index-{folder}"}
    return command(one.arguments, one.stdin, {**own, **one.environ}, terminal=one.terminal)


def _lines(ran: dict[str, Any]) -> dict[str, Any]:
    """A run with its output as lines, so that a difference is one of a line."""
    return {"exit": ran["exit"], "out": ran["out"].split("\n"), "err": ran["err"].split("\n")}


def _timeless(ran: dict[str, Any]) -> dict[str, Any]:
    """A run of ``index`` without the seconds and bytes that it took."""
    out = re.sub(r'\d[\d.,]* (MB|s)\b|("(?:bytes|seconds)": )[\d.]+', r"\2N \1", ran["out"])
    return _lines({**ran, "out": out})


def _steady(value: Any, folder: str) -> Any:
    """A value with its floats to 9 decimals, without the name of the folder that it was made in.

    It is without the address of each place's page, too, of which there is none without a website: null tells nothing.
    """
    if isinstance(value, float):
        return round(value, 9) + 0.0
    if isinstance(value, str):
        return value.replace(folder, "FOLDER").replace(NO_PAGE, "")
    if isinstance(value, dict):
        return {key: _steady(one, folder) for key, one in value.items() if (key, one) != ("page_url", None)}
    if isinstance(value, list | tuple):
        return [_steady(one, folder) for one in value]
    return value
