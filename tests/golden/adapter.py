"""The one place where the golden files touch the product: its command line, answers with exact figures, its cards."""

import asyncio
import hashlib
import io
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from bot.__main__ import main
from bot.answers import Answerer, WordedAnswer
from bot.discord.cards.answer_cards import answer_card, answer_pages
from bot.discord.cards.card import Card, Role
from bot.discord.cards.card_reader import Shown, read
from bot.discord.cards.check_cards import check_pages, context_pages, standing_pages
from bot.discord.cards.info_cards import about_card, found_card, sources_card
from bot.discord.client.components import layout
from bot.discord.client.workers import Workers
from bot.jsonform import answer_object
from bot.settings.model import Settings

__all__ = ["Product", "command"]

ASKER = 7
Card_ = dict[str, Any]


def command(
    arguments: Sequence[str],
    stdin: str | bytes = "",
    environ: Mapping[str, str] | None = None,
    *,
    terminal: bool = True,
) -> dict[str, Any]:
    """Run a command line in this process: its exit code, or the exception that it ended with, and its two streams.

    Standard output is a terminal of 80 columns if ``terminal``, and a pipe otherwise.
    """
    typed = stdin.encode() if isinstance(stdin, str) else stdin
    streams = {
        "stdin": io.TextIOWrapper(io.BytesIO(typed), "utf-8"),
        "stdout": _Terminal(io.BytesIO(), "utf-8") if terminal else io.TextIOWrapper(io.BytesIO(), "utf-8"),
        "stderr": io.TextIOWrapper(io.BytesIO(), "utf-8"),
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PULLQUOTE_")}
    given = {**kept, "PULLQUOTE_LANGUAGE": "en", "COLUMNS": "80", "LINES": "24", "TERM": "dumb", **(environ or {})}
    given.pop("NO_COLOR", None)
    code: int | str | None
    with mock.patch.multiple(sys, **streams), mock.patch.dict(os.environ, given, clear=True):
        try:
            code = main(list(arguments))
        except SystemExit as ended:
            code = ended.code
        except Exception as error:  # noqa: BLE001 - a crash is what the product does today, too
            code = f"{type(error).__name__}: {error}"
    return {"exit": code, "out": _held(streams["stdout"]), "err": _held(streams["stderr"])}


class _Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def _held(stream: io.TextIOWrapper) -> str:
    stream.flush()
    raw = stream.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue().decode("utf-8")


class Product:
    """The product over one folder of sources, with one of its engines."""

    def __init__(self, sources: Path, engine: str, index: Path) -> None:
        settings = Settings.model_validate(
            {"sources": sources, "engine": engine, "index_path": index, "language": "en"}
        )
        self._answerer = Answerer(settings)
        self._workers = Workers(self._answerer, settings)

    def ask(self, question: str, identifier: object = None, limit: int = 50) -> dict[str, Any]:
        """An answer as `ask --json --explain` gives it, and beside it what that rounds or leaves out."""
        answer = self._answerer.ask(question, limit=limit)
        return {**answer_object(answer, identifier, explain=True), "exact": _exact(answer)}

    def cards(self, question: str, before: str | None = None) -> dict[str, Any]:
        """Every page of an answer, what differs where only the asker sees it, and what its buttons lead to."""
        answer = self._answerer.ask(question, before=before)
        shown_before = (before or "") if answer.subject else ""
        pages = answer_pages(answer, shown_before)
        first = _shown(answer_card(pages, 0))
        return {
            "said": [first.question, first.before],
            "pages": [_data(answer_card(pages, number)) for number in range(len(pages))],
            "private": _data(answer_card(pages, 0, private=True), private=True)["rows"],
            "rechecked": [
                _data(one) for one in standing_pages(asyncio.run(self._workers.recheck(first.quotes, 1, scope=None)))
            ],
            "context": self._context([one.citation for one in first.quotes]),
        }

    def check_cards(self, claims: Sequence[str]) -> list[Card_]:
        """The pages that say what became of claims."""
        return [_data(page) for page in check_pages(asyncio.run(self._workers.check(claims, 1, scope=None)))]

    def source_cards(self) -> Iterator[tuple[str, Any]]:
        """The cards of the sources, of one of them, of the bot, and of lines of a source, by name."""
        records, problems = asyncio.run(self._workers.sources(scope=None))
        many = [*records] * 9
        for number in range(4):
            yield f"sources, page {number}", _data(sources_card(many, problems, number, private=bool(number % 2)))
        yield "sources", _data(sources_card(records, problems, 0, private=True))
        for typed in ("cyber", "Xinhua *bold*", "no such name"):
            yield f"found {typed}", _data(found_card([one for one in records if typed in one.title.lower()], typed))
        yield "about", _data(about_card("Pullquote", "1.0", len(records), [], "Nothing."))
        yield "about, listening", _data(about_card("P*q*", "1.0", len(records), ["<#1>", "<#2>"], "Nothing."))
        for record in records:
            for line in range(1, record.lines + 1):
                excerpt = asyncio.run(self._workers.excerpt(f"{record.name}:{line}", scope=None))
                yield f"line {line} of {record.name}", [_data(page) for page in context_pages([excerpt])]

    def suggestions(self, typed: str) -> list[str]:
        """The completions of what was typed so far."""
        return list(asyncio.run(self._workers.suggest(typed, scope=None)))

    def _context(self, citations: Sequence[str]) -> list[Card_]:
        return [_data(page) for page in context_pages(asyncio.run(self._workers.excerpts(citations, scope=None)))]

    @contextmanager
    def closing(self) -> "Iterator[Product]":
        """End its threads afterwards."""
        try:
            yield self
        finally:
            asyncio.run(self._workers.drain())


def _exact(answer: WordedAnswer) -> dict[str, Any]:
    return {
        "confidence": answer.confidence,
        "scores": [one.score for one in answer.passages],
        "asked": answer.asked,
        "weights": dict(answer.weights),
        "calibrated_with": answer.calibrated_with,
        "matches": [one.matches for one in answer.passages],
        "antecedents": [one.antecedent and one.antecedent.citation for one in answer.passages],
        "ordinals": [one.ordinal for one in answer.passages],
        "changed": [one.rank for one in answer.passages if one.changed],
    }


def _data(card: Card, *, private: bool = False) -> Card_:
    """A card as plain data; ``sent`` is the start of the SHA-256 of what Discord is sent for it."""
    sent = json.dumps(layout(card, asker=ASKER, private=private).to_components())
    return {
        "colour": int(card.colour),
        "blocks": [[int(block.role), block.text, *(["ruled"] if block.ruled else [])] for block in card.blocks],
        "rows": [[[str(one.action), one.label, one.page] for one in row] for row in card.rows],
        "menu": [[str(one.action), one.label, one.page] for one in card.menu],
        "fingerprint": card.fingerprint,
        "size": [card.text_length, card.components],
        "sent": hashlib.sha256(sent.encode()).hexdigest()[:16],
    }


def _shown(card: Card) -> Shown:
    """A card as it is read back from a message."""
    blocks = enumerate(card.blocks)
    return read((one.role + at if one.role >= Role.QUOTE else int(one.role), one.text) for at, one in blocks)
