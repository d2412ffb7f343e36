"""``pullquote ask``: answer one question, or a batch of them."""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial

from bot.answers import Answerer, WordedAnswer
from bot.commands.batch import STANDARD_INPUT, Item, Progress, read_questions
from bot.commands.shared import answerer, clean, json_lines, screen, settings
from bot.jsonform import answer_object, dumps, error_object
from bot.terminal.answer_text import answer_text, explanation_text
from bot.terminal.screen import Screen, Style
from bot.wording.counting import number
from bot.wording.failures import told
from index.errors import UsageError

__all__ = ["run"]

ANSWERED, DECLINED = 0, 1
Show = Callable[[Item, WordedAnswer], str]
Failed = Callable[[Item, str], str]


def run(arguments: argparse.Namespace) -> int:
    """Answer on standard output; 0 where every question was answered, 1 where one was declined or failed."""
    if bool(arguments.question) == bool(arguments.batch):
        raise UsageError('give a question, or --batch FILE; for example: pullquote ask "Who attended the dialogue?"')
    chosen = settings(arguments)
    made = answerer(chosen)
    shown = screen(chosen)
    show: Show = partial(_text, arguments=arguments, made=made, shown=shown)
    failed: Failed = partial(_text_failure, shown=shown)
    if arguments.json:
        json_lines()
        show, failed = partial(_json, explain=arguments.explain), _json_failure
    if arguments.batch:
        return _batch(arguments.batch, partial(_line, made=made, show=show, failed=failed))
    question = clean(" ".join(arguments.question))
    answer = made.ask(question)
    print(show(Item(question), answer))
    return ANSWERED if answer.answered else DECLINED


def _batch(path: str, answered: Callable[[Item], tuple[str, str]]) -> int:
    """Answer in order, also behind a line that failed; a file is read first, a pipe as its lines come."""
    questions: Iterable[Item] = read_questions(path)
    if path != STANDARD_INPUT:
        questions = list(questions)
    progress = Progress(sys.stderr, len(questions) if isinstance(questions, list) else None)
    outcomes = Counter[str]()
    for item in questions:
        outcome, text = answered(item)
        outcomes[outcome] += 1
        print(text, flush=True)
        progress.step()
    progress.finish(_summary(outcomes))
    return ANSWERED if outcomes["answered"] == progress.done else DECLINED


def _line(item: Item, *, made: Answerer, show: Show, failed: Failed) -> tuple[str, str]:
    """What became of one line of a batch, and what is printed for it; nothing that goes wrong here ends the batch."""
    if item.text is None:
        return "failed", failed(item, item.error or "")
    try:
        answer = made.ask(item.text)
        return "answered" if answer.answered else "declined", show(item, answer)
    except Exception as error:  # noqa: BLE001 - the other lines are still to be answered
        return "failed", failed(item, told(error))


def _summary(outcomes: Counter[str]) -> str:
    """How many questions had which outcome; failures only where there were any."""
    shown = [f"{outcomes[one]} {one}" for one in ("answered", "declined", "failed") if one != "failed" or outcomes[one]]
    return f"{number(outcomes.total(), 'question')}: {', '.join(shown)}"


def _json_failure(item: Item, cause: str) -> str:
    return dumps(error_object(item.text, cause, item.identifier))


def _text_failure(item: Item, cause: str, *, shown: Screen) -> str:
    """A line that failed, for the screen, under its question where it has one."""
    asked = [] if item.text is None else [shown.paint(f"> {item.text}", Style.FAINT)]
    return "\n\n".join([*asked, "\n".join(shown.lines(f"Not answered: {cause}"))]) + "\n"


def _json(item: Item, answer: WordedAnswer, *, explain: bool) -> str:
    return dumps(answer_object(answer, item.identifier, explain=explain))


def _text(item: Item, answer: WordedAnswer, *, arguments: argparse.Namespace, made: Answerer, shown: Screen) -> str:
    """An answer for the screen; in a batch it stands under its question."""
    around = partial(made.around, sentences=arguments.context) if arguments.context else None
    parts = [answer_text(answer, shown, around=around, others=arguments.limit is not None)]
    if arguments.explain:
        parts.append(explanation_text(answer, shown))
    if arguments.batch:
        parts = [shown.paint(f"> {item.text}", Style.FAINT), *parts]
    return "\n\n".join(parts) + ("\n" if arguments.batch else "")
