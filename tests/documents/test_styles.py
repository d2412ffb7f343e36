"""Styles: what each mark of Markdown does to the words between them, and that no character is lost."""

import pytest
from hypothesis import given

from index.documents.reading import plain
from index.documents.styles import Look, StyledRun, styled_runs
from tests.marked_text import MARKDOWN, marks_of

Shown = list[tuple[str, Look]]

BOLD, ITALIC, CODE, STRUCK, PLAIN = Look.BOLD, Look.ITALIC, Look.CODE, Look.STRUCK, Look.PLAIN


def shown(text: str) -> Shown:
    """The runs of a paragraph, those of one look together."""
    runs: Shown = []
    for run in styled_runs(text, marks_of(text)):
        if runs and runs[-1][1] == run.look:
            runs[-1] = (runs[-1][0] + run.text, run.look)
        else:
            runs.append((run.text, run.look))
    return runs


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("plain *it* word", [("plain ", PLAIN), ("it", ITALIC), (" word", PLAIN)]),
        ("**bold *both* bold**", [("bold ", BOLD), ("both", BOLD | ITALIC), (" bold", BOLD)]),
        (
            "***both*** and *it **b***",
            [("both", BOLD | ITALIC), (" and ", PLAIN), ("it ", ITALIC), ("b", BOLD | ITALIC)],
        ),
        ("**bold `a*b` c** d", [("bold ", BOLD), ("a*b", BOLD | CODE), (" c", BOLD), (" d", PLAIN)]),
        ("``a`b`` c", [("a`b", CODE), (" c", PLAIN)]),
        ("~~no~~ yes", [("no", STRUCK), (" yes", PLAIN)]),
        ("a \\*b\\* \\`c\\`", [("a *b* `c`", PLAIN)]),
        ("press <kbd>Enter</kbd>, <b>now</b>", [("press ", PLAIN), ("Enter", CODE), (", ", PLAIN), ("now", BOLD)]),
        ("a **bold\nword** b", [("a ", PLAIN), ("bold word", BOLD), (" b", PLAIN)]),
        ("**a** *b\nc*\n`d`", [("a", BOLD), (" ", PLAIN), ("b c", ITALIC), (" ", PLAIN), ("d", CODE)]),
        ("a ![*i*](x.png) b **c**", [("a  b ", PLAIN), ("c", BOLD)]),
        ("2 * 3 * 4 and snake__case__name", [("2 * 3 * 4 and snake__case__name", PLAIN)]),
        ("an **unclosed mark\n\nand *more", [("an **unclosed mark\n\nand *more", PLAIN)]),
    ],
)
def test_each_mark_does_what_it_means(text: str, runs: Shown) -> None:
    assert shown(text) == runs


@pytest.mark.parametrize(
    ("text", "words", "address"),
    [
        ("see [the *page*](https://a.b/c_(d) 'Title') x", "the page", "https://a.b/c_(d)"),
        ("see [here](<a b.md>) x", "here", "a b.md"),
        ("**[bold](u)** x", "bold", "u"),
    ],
)
def test_a_link_is_its_words_with_the_address_beside(text: str, words: str, address: str) -> None:
    linked = [run for run in styled_runs(text, marks_of(text)) if run.look & Look.LINK]
    assert "".join(run.text for run in linked) == words
    assert {run.address for run in linked} == {address}


def test_a_mark_whose_other_half_lies_outside_of_a_quote_reaches_to_its_end() -> None:
    text = "**One is here. Two is there.** Three"
    marks = marks_of(text)
    first, last = text[:14], text[15:]
    assert [run.look for run in styled_runs(first, [one for one in marks if one.end <= 14])] == [BOLD]
    moved = [one._replace(start=one.start - 15, end=one.end - 15) for one in marks if one.start >= 15]
    assert [(run.text, run.look) for run in styled_runs(last, moved)] == [("Two is there.", BOLD), (" Three", PLAIN)]


def test_code_in_a_fence_is_as_it_stands_and_its_language_is_not_shown() -> None:
    text = "Type:\n\n```sh\nls *a* `b`\n\n  x\n```\n\n*then*"
    fenced = [run for run in styled_runs(text, marks_of(text)) if run.look & Look.FENCED]
    assert "".join(run.text for run in fenced) == "ls *a* `b`\n\n  x"
    assert all(run.look is Look.FENCED for run in fenced)
    assert styled_runs(text, marks_of(text))[-1][::3] == ("then", ITALIC)


def test_a_text_without_marks_is_one_run() -> None:
    assert styled_runs("a *b*\nc") == [StyledRun("a *b*\nc", 0, 7)]
    assert styled_runs("") == []


@given(MARKDOWN)
def test_the_runs_are_the_text_as_it_is_shown_and_know_their_places(text: str) -> None:
    marks = marks_of(text)
    runs = styled_runs(text, marks)
    assert "".join(run.text for run in runs) == plain(text, marks)
    assert all(text[run.start : run.end] == run.text for run in runs if run.exact)
    assert [run.start for run in runs] == sorted(run.start for run in runs)
