"""Answers, checks and sources as JSON.

Offsets are in characters of the decoded text, end exclusive, and come with the SHA-256 of the source's bytes; lines and
columns count from 1, ``end_column`` is that of the last character. ``base`` is the address of the website on which each
place has a page, as `bot.page_link.page_base` gives it; without it, every ``page_url`` is null.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from bot.answers import WordedAnswer
from bot.page_link import page_url
from bot.wording.direction import without_isolates
from bot.wording.verdicts import verdict_text
from index.citations.excerpts import Excerpt
from index.documents.article import Record
from index.documents.folder import Problem
from index.documents.source import Source
from index.library.answer import Place, Quote
from index.library.verification import Match, Verification

if TYPE_CHECKING:
    from index.library.evaluation import Evaluation, Judgement
    from index.retrieval.store.updating import UpdateSummary
    from index.retrieval.store.verifying import IndexVerification
    from index.semantic.filling import Filled

__all__ = [
    "answer_error",
    "answer_object",
    "check_error",
    "check_object",
    "dumps",
    "evaluation_object",
    "index_check_object",
    "lines_object",
    "sources_object",
    "update_object",
]

UNSAFE = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
DECIMALS = 4
"""Decimals of a confidence or a score."""
PLACE = ("start", "end", "line", "column", "end_line", "end_column", "sha256", "text")


def dumps(value: object) -> str:
    """Write a value as one line of JSON.

    Letters of every script stay readable; what could command a terminal, reorder a line or end one is escaped.
    """
    text = json.dumps(value, ensure_ascii=False)
    return UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def answer_object(
    answer: WordedAnswer, identifier: object = None, *, explain: bool = False, base: str | None = None
) -> dict[str, Any]:
    """Return an answer as an object; ``explain`` adds its type and lead, and the features of each passage."""
    reason = answer.reason and {"code": answer.reason.code.value, "text": without_isolates(answer.because)}
    form: dict[str, Any] = {
        "version": 1,
        "id": identifier,
        "question": answer.question,
        "outcome": answer.outcome.value,
        "answered": answer.answered,
        "confidence": round(answer.confidence, DECIMALS),
        "reason": reason,
        "missing": list(answer.missing),
        "lead": without_isolates(answer.lead),
        "corrections": [{"written": written, "taken": taken} for written, taken in answer.corrections],
        "passages": [_passage(one, base, explain=explain) for one in answer.passages],
    }
    if explain:
        form |= {
            "kind": answer.answer_type.value,
            "subject": answer.subject,
        }
    form |= {"suggestions": list(answer.suggestions)} if answer.suggestions else {}
    form["notes"] = [without_isolates(one) for one in answer.notes]
    if explain:
        form |= {"relevance": answer.relevance, "threshold": answer.threshold, "support": answer.support}
    return form


def answer_error(question: str | None, error: str, identifier: object = None) -> dict[str, Any]:
    """Return a question of a batch that failed, with the cause; the question is None if its line held none."""
    return {"id": identifier, "question": question, "error": error}


def check_object(check: Verification, base: str | None = None) -> dict[str, Any]:
    """Return a check as an object."""
    form = {
        "claim": check.claim,
        "verdict": check.verdict.value,
        "explanation": without_isolates(verdict_text(check)),
        "citation": check.citation,
        "places": list(check.places),
        "matches": [_match(one, base) for one in check.matches],
    }
    return form | ({"unsearched": check.unsearched} if check.unsearched else {})


def check_error(claim: str, error: str) -> dict[str, Any]:
    """Return a claim among several whose check failed, with the cause."""
    return {"claim": claim, "error": error}


def sources_object(records: Sequence[Record], problems: Sequence[Problem]) -> dict[str, Any]:
    """Return the sources that are served, and the files that are not."""
    return {"sources": [_record(one) for one in records], "problems": [asdict(one) for one in problems]}


def lines_object(source: Source, skipped: Mapping[int, str]) -> dict[str, Any]:
    """Return the lines of a source; those that are skipped have the reason."""
    spans = [(number, *source.line_span(number)) for number in range(1, len(source.line_starts) + 1)]
    lines = [
        {"number": number, "start": start, "end": end, "text": source.text[start:end], "skipped": skipped.get(number)}
        for number, start, end in spans
    ]
    told = {"source": source.name, "title": source.title, "sha256": source.sha256, "converted": source.converted}
    return told | {"pages": list(source.pages), "lines": lines}


def update_object(place: str, summary: "UpdateSummary", filled: "Filled | None" = None) -> dict[str, Any]:
    """Return what an update of the index in a folder did, in seconds and bytes, and of the vectors of a model."""
    manifest = summary.generation.manifest
    vectors = {} if filled is None else {"vectors": filled._asdict() | {"seconds": round(filled.seconds, 3)}}
    return {
        "index": place,
        "bytes": summary.generation.bytes,
        "sources": manifest.articles,
        "passages": manifest.passages,
        "added": list(summary.added),
        "changed": list(summary.changed),
        "removed": list(summary.removed),
        "unchanged": summary.unchanged,
        "problems": dict(summary.problems),
        "read_anew": summary.fresh,
        "seconds": round(summary.seconds, 3),
        **vectors,
    }


def index_check_object(found: "IndexVerification") -> dict[str, Any]:
    """Return where an index differs from its sources."""
    findings = [{"name": one.name, "difference": one.difference} for one in found.differences]
    return {"sources": found.sources, "passages": found.passages, "findings": findings}


def evaluation_object(evaluation: "Evaluation") -> dict[str, Any]:
    """Return the measures of an evaluation, each from 0 to 1 or null, and what became of each of its questions."""
    measures = {name: value if value is None else round(value, DECIMALS) for name, value in evaluation.measures.items()}
    return {"name": evaluation.name, **measures, "questions": [_judgement(one) for one in evaluation.outcomes]}


def _judgement(one: "Judgement") -> dict[str, Any]:
    told = {"line": one.asked.line, "question": one.asked.question, "outcome": one.answer.outcome.value}
    return {**told, "right": one.is_right, "rank": one.rank, "quoted": [quote.citation for quote in one.answer.quotes]}


def _passage(quote: Quote, base: str | None, *, explain: bool) -> dict[str, Any]:
    form: dict[str, Any] = {"rank": quote.rank, "quoted": quote.quoted, "score": round(quote.score, DECIMALS)}
    form |= {name: getattr(quote, name) for name in ("citation", "source", "title")}
    form |= {"headings": list(quote.headings), "page": quote.page, "publisher": quote.publisher}
    form |= {"date": quote.date and quote.date.isoformat(), "url": quote.url}
    form |= {"page_url": page_url(base, quote.citation, quote.sha256, quote.text), "stale": quote.changed}
    form |= {name: getattr(quote, name) for name in PLACE}
    if quote.columns:
        form["columns"] = list(quote.columns)
    form["plain"] = quote.plain
    form["answer"] = _within(quote)
    form["also"] = [
        {**_place(one), "page_url": page_url(base, one.citation, one.sha256, one.text)} for one in quote.also
    ]
    if explain:
        form["figures"] = dict(quote.features)
    return form


def _within(quote: Quote) -> Mapping[str, int] | None:
    """Return the span of the likely answer as offsets in the source."""
    if quote.answer is None:
        return None
    start, end = quote.answer
    return {"start": quote.start + start, "end": quote.start + end}


def _match(match: Match, base: str | None) -> dict[str, Any]:
    differences = [dict(zip(("kind", "quote", "source"), one, strict=True)) for one in match.differences]
    return {
        **_place(match.place),
        "page_url": page_url(base, match.place.citation, match.excerpt.sha256, match.text),
        "page": match.excerpt.page,
        "furniture": match.furniture,
        "sha256": match.excerpt.sha256,
        "text": match.text,
        "plain": match.plain,
        "similarity": match.similarity,
        "differences": differences,
        "lines": _lines(match.excerpt),
    }


def _place(place: Place) -> dict[str, Any]:
    return {"citation": place.citation, "source": place.source, "start": place.start, "end": place.end}


def _lines(excerpt: Excerpt) -> list[dict[str, Any]]:
    return [
        {"number": one.number, "text": one.text, "offset": one.offset, "marked": list(one.marked or ()) or None}
        for one in excerpt.lines
    ]


def _record(record: Record) -> dict[str, Any]:
    metadata = record.metadata
    return {
        "source": record.name,
        "title": record.title,
        "publisher": metadata.publisher,
        "date": metadata.date.isoformat() if metadata.date else None,
        "url": metadata.url,
        "sha256": record.sha256,
        "lines": record.lines,
        "passages": record.passages,
        "skipped_lines": record.skipped_lines,
    }
