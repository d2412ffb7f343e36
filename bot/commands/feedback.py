"""Makes a file of questions for ``pullquote eval`` of the answers that people liked on Discord."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands.shared import json_lines, warn
from bot.jsonform import dumps
from bot.wording.grammar import number
from index.errors import UsageError

if TYPE_CHECKING:
    from bot.discord.state.liked_answers import LikedAnswer

__all__ = ["write_questions"]

UNSTORED = "{} left out for want of the question's words, which were not stored; see discord.store_questions"
FOLLOWING = "{} left out for following another question, without which it says little"
OF_PARTS = "{} left out for being refusals, where discord.scopes gives places a part of the sources"
NONE = "no question to write; it takes answers that were liked, that nobody disliked, and the words of their questions"


def write_questions(state: Path, output: Path | None, *, parts: bool) -> bool:
    """Write the questions of liked answers, to standard output without a file; return True if there are any.

    With ``parts``, places of Discord are given parts of the sources, and refusals are left out: they say nothing of the
    whole. Standard error tells how many, and how many were left out and why. Raises UsageError if the state cannot be
    read, or if the file is there already or cannot be written.
    """
    from bot.discord.state.liked_answers import liked_answers  # noqa: PLC0415 - needed for votes alone

    liked = liked_answers(state)
    of_parts = [one for one in liked if parts and one.outcome == "declined"]
    liked = [one for one in liked if one not in of_parts]
    questions = _questions(liked)
    if questions:
        _write("".join(f"{dumps({'question': one, 'gold': gold or None})}\n" for one, gold in questions), output)
    unstored = sum(not one.question for one in liked)
    following = sum(bool(one.before) for one in liked)
    for left, why in ((unstored, UNSTORED), (following, FOLLOWING), (len(of_parts), OF_PARTS)):
        if left:
            warn(why.format(number(left, "liked answer")))
    warn(f"{number(len(questions), 'question')} written" if questions else NONE)
    return bool(questions)


def _questions(liked: Sequence["LikedAnswer"]) -> list[tuple[str, list[str]]]:
    """Return each question once, with all places that were liked, none if it is rightly declined."""
    found: dict[str, list[str]] = {}
    for one in liked:
        if one.question and not one.before and (one.citations or one.outcome == "declined"):
            places = found.setdefault(one.question, [])
            places += [citation for citation in one.citations if citation not in places]
    return list(found.items())


def _write(text: str, output: Path | None) -> None:
    if output is None:
        json_lines()
        print(text, end="")
        return
    try:
        with output.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise UsageError(f"{output}: is there already; name a new file, or remove it") from None
    except OSError as error:
        raise UsageError(f"{output}: cannot be written ({error.strerror}); name another file") from None
