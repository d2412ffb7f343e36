"""Failures: what a person can cure is said as it is, a bug in one line with its place."""

import re

from bot.wording.failures import failure_text
from index.errors import SourcesError


def test_an_error_of_this_project_is_its_message() -> None:
    assert failure_text(SourcesError("articles: it is gone"), "Who?") == "articles: it is gone"


def test_a_bug_is_told_in_one_line_with_its_place_and_with_the_question_if_that_is_given() -> None:
    try:
        int("boom\nboom")
    except ValueError as error:
        bug = failure_text(error)
        asked = failure_text(error, "Who?")
    assert re.fullmatch(
        r"this is a bug of Pullquote \(ValueError: .*boom.*; tests/wording/test_failures\.py, line \d+\)", bug
    )
    assert asked == f"“Who?”: {bug}"


def test_a_bug_that_was_never_raised_has_no_place() -> None:
    assert failure_text(ValueError("a\nb")) == "this is a bug of Pullquote (ValueError: a b)"
    assert failure_text(ValueError()) == "this is a bug of Pullquote (ValueError)"
