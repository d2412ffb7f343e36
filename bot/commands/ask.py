"""``pullquote ask``: answers one question, or a batch of them."""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial

from bot.answers import Answerer, WordedAnswer
from bot.commands.batch import STANDARD_INPUT, Item, read_questions
from bot.commands.shared import answerer, clean, json_lines, scope, screen, settings
from bot.jsonform import answer_error, answer_object, dumps
from bot.terminal.answer_text import answer_text, explanation_text
from bot.terminal.progress import BatchProgress
from bot.terminal.screen import Screen, Style
from bot.wording.failures import failure_text
from bot.wording.grammar import number
from bot.wording.speaking import speak
from index.errors import UsageError

__all__ = ["run"]

ANSWERED, DECLINED = 0, 1
MOST_PIPED = 100_000
"""Characters of standard input that are read as one question."""
OUTCOMES = ("answered", "unsure", "declined", "failed")
Show = Callable[[Item, WordedAnswer], str]
Failed = Callable[[Item, str], str]


def run(arguments: argparse.Namespace) -> int:
    """Print the answers; return 0 if every question was answered, 1 if one was not.

    Without a question, it is what stands on standard input, if that is no terminal.
    """
    asked = arguments.question or _piped(arguments.batch)
    if bool(asked) == bool(arguments.batch):
        raise UsageError('give a question, or --batch FILE; for example: pullquote ask "Who attended the dialogue?"')
    chosen = settings(arguments)
    part = scope(arguments)
    made, shown = answerer(chosen, part), screen(chosen, part)
    show: Show = partial(_text, arguments=arguments, made=made, shown=shown)
    failed: Failed = partial(_text_failure, shown=shown)
    if arguments.json:
        json_lines()
        show, failed = partial(_json, explain=arguments.explain, base=shown.base), _json_failure
    if arguments.batch:
        return _batch(arguments.batch, partial(_line, made=made, show=show, failed=failed))
    question = clean(" ".join(asked))
    answer = made.ask(question)
    print(show(Item(question), answer))
    return ANSWERED if answer.answered else DECLINED


def _piped(batch: str | None) -> list[str]:
    """Return the words that stand on standard input, none if it is a terminal or ``batch`` names the questions."""
    if batch or sys.stdin is None or sys.stdin.isatty():
        return []
    return sys.stdin.read(MOST_PIPED).split()


def _batch(path: str, answered: Callable[[Item], tuple[str, str]]) -> int:
    """Answer the lines in order and go on after one that fails; a file is read first, a pipe as its lines come."""
    questions: Iterable[Item] = read_questions(path)
    if path != STANDARD_INPUT:
        questions = list(questions)
    progress = BatchProgress(sys.stderr, len(questions) if isinstance(questions, list) else None)
    outcomes = Counter[str]()
    for item in questions:
        outcome, text = answered(item)
        outcomes[outcome] += 1
        print(text, flush=True)
        progress.step()
    progress.finish(_summary(outcomes))
    return ANSWERED if outcomes["answered"] == progress.done else DECLINED


def _line(item: Item, *, made: Answerer, show: Show, failed: Failed) -> tuple[str, str]:
    """Return the outcome of one line of a batch and the text to print; no error here ends the batch."""
    if item.text is None:
        return "failed", failed(item, item.error or "")
    try:
        answer = made.ask(item.text)
        return answer.outcome.value, show(item, answer)
    except Exception as error:  # noqa: BLE001 - the other lines are still to be answered
        return "failed", failed(item, failure_text(error))


def _summary(outcomes: Counter[str]) -> str:
    """Count the outcomes; what there may be none of is left out then."""
    shown = (one for one in OUTCOMES if one in {"answered", "declined"} or outcomes[one])
    counts = [f"{outcomes[one]} {one}" for one in shown]
    return f"{number(outcomes.total(), 'question')}: {', '.join(counts)}"


def _json_failure(item: Item, cause: str) -> str:
    return dumps(answer_error(item.text, cause, item.identifier))


def _text_failure(item: Item, cause: str, *, shown: Screen) -> str:
    """Render a line that failed, below its question if it has one."""
    asked = [] if item.text is None else [shown.paint(f"> {item.text}", Style.FAINT)]
    return "\n\n".join([*asked, "\n".join(shown.lines(f"Not answered: {cause}"))]) + "\n"


def _json(item: Item, answer: WordedAnswer, *, explain: bool, base: str | None) -> str:
    return dumps(answer_object(answer, item.identifier, explain=explain, base=base))


def _text(item: Item, answer: WordedAnswer, *, arguments: argparse.Namespace, made: Answerer, shown: Screen) -> str:
    """Render an answer; in a batch it stands below its question."""
    speak(made.voices.of(answer.language))
    around = partial(made.around, sentences=arguments.context) if arguments.context else None
    parts = [answer_text(answer, shown, around=around, others=arguments.limit is not None)]
    if arguments.explain:
        parts.append(explanation_text(answer, shown))
    if arguments.batch:
        parts = [shown.paint(f"> {item.text}", Style.FAINT), *parts]
    return "\n\n".join(parts) + ("\n" if arguments.batch else "")
