"""The state of the bot in the text form that Prometheus and its like read."""

import time
from collections.abc import Iterable, Iterator, Mapping

from bot.discord.operation.vitals import Vitals

__all__ = ["CONTENT_TYPE", "metrics_text"]

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
OUTCOMES = ("answered", "unsure", "declined")
"""The outcomes that are told also where there was none yet."""


def metrics_text(vitals: Vitals) -> str:
    """Return all figures, each with what it means."""
    return "".join(f"{line}\n" for line in _lines(vitals))


def _lines(vitals: Vitals) -> Iterator[str]:
    answers = {**dict.fromkeys(OUTCOMES, 0), **vitals.answers}
    age = time.time() - vitals.index_made
    yield from _gauge("up", "1 while the event loop turns", 1)
    yield from _gauge("ready", "1 if it answers: gateway connected, sources loaded, not closing", vitals.ready)
    yield from _by("gateway_connected", "gauge", "1 for a connection that is open", "shard", vitals.connected)
    yield from _by("gateway_latency_seconds", "gauge", "heartbeat to its acknowledgement", "shard", vitals.latency)
    yield from _gauge("questions_pending", "questions and lists that wait or are being answered", vitals.questions)
    yield from _gauge("checks_pending", "checks that wait or are under way", vitals.checks)
    yield from _by("answers_total", "counter", "answers since the start", "outcome", answers)
    yield from _family("refused_total", "counter", "requests refused by a limit", [("", vitals.refused)])
    yield from _family("errors_total", "counter", "errors in the log", [("", vitals.errors)])
    yield from _gauge("sources", "sources that are served", vitals.sources)
    yield from _gauge("passages", "passages that can be quoted", vitals.passages)
    yield from _gauge("index_age_seconds", "time since what is served was made", round(max(age, 0.0), 3))
    yield from _gauge("index_behind", "1 if the folder holds changes that are not served yet", vitals.behind)
    yield from _gauge("start_time_seconds", "start of the bot since 1970", round(vitals.started, 3))


def _gauge(name: str, means: str, value: float) -> Iterator[str]:
    return _family(name, "gauge", means, [("", value)])


def _by(name: str, kind: str, means: str, label: str, values: Mapping[int, float] | Mapping[str, int]) -> Iterator[str]:
    return _family(name, kind, means, [(f'{{{label}="{key}"}}', value) for key, value in values.items()])


def _family(name: str, kind: str, means: str, values: Iterable[tuple[str, float]]) -> Iterator[str]:
    yield f"# HELP pullquote_{name} {means}"
    yield f"# TYPE pullquote_{name} {kind}"
    yield from (f"pullquote_{name}{labels} {float(value):.15g}" for labels, value in values)
