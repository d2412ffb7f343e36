"""``pullquote ask``: answer one question, or a batch of them."""

import argparse
import sys
from collections.abc import Callable, Iterable
from functools import partial

from bot.answers import Answer, Answerer
from bot.batch import STANDARD_INPUT, Item, Progress, read_questions
from bot.commands.shared import answerer, clean, json_lines, screen, settings
from bot.counting import number
from bot.jsonform import answer_object, dumps
from bot.screen import Screen, Style
from bot.terminal import answer_text, explanation_text
from index.errors import UsageError

__all__ = ["run"]

ANSWERED, DECLINED = 0, 1
Show = Callable[[Item, Answer], str]


def run(arguments: argparse.Namespace) -> int:
    """Answer on standard output; 0 where every question was answered, 1 where one was declined."""
    if bool(arguments.question) == bool(arguments.batch):
        raise UsageError('give a question, or --batch FILE; for example: pullquote ask "Who attended the dialogue?"')
    chosen = settings(arguments)
    made = answerer(chosen)
    show: Show = partial(_text, arguments=arguments, made=made, shown=screen(chosen))
    if arguments.json:
        json_lines()
        show = partial(_json, explain=arguments.explain)
    if arguments.batch:
        return _batch(arguments, made, show)
    question = clean(" ".join(arguments.question))
    answer = made.ask(question)
    print(show(Item(question), answer))
    return ANSWERED if answer.answered else DECLINED


def _batch(arguments: argparse.Namespace, made: Answerer, show: Show) -> int:
    """Answer in order; a file is read first, so that a bad line is told before the work, a pipe as its lines come."""
    questions: Iterable[Item] = read_questions(arguments.batch)
    if arguments.batch != STANDARD_INPUT:
        questions = list(questions)
    progress = Progress(sys.stderr, len(questions) if isinstance(questions, list) else None)
    answered = 0
    for item in questions:
        answer = made.ask(item.text)
        answered += answer.answered
        print(show(item, answer), flush=True)
        progress.step()
    progress.finish(f"{number(progress.done, 'question')}: {answered} answered, {progress.done - answered} declined")
    return ANSWERED if answered == progress.done else DECLINED


def _json(item: Item, answer: Answer, *, explain: bool) -> str:
    return dumps(answer_object(answer, item.identifier, explain=explain))


def _text(item: Item, answer: Answer, *, arguments: argparse.Namespace, made: Answerer, shown: Screen) -> str:
    """An answer for the screen; in a batch it stands under its question."""
    around = partial(made.around, sentences=arguments.context) if arguments.context else None
    parts = [answer_text(answer, shown, around=around, others=arguments.limit is not None)]
    if arguments.explain:
        parts.append(explanation_text(answer, shown))
    if arguments.batch:
        parts = [shown.paint(f"> {item.text}", Style.FAINT), *parts]
    return "\n\n".join(parts) + ("\n" if arguments.batch else "")
