"""Answers as text for a terminal: each quote word for word, under it where it stands."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from bot.answers import WordedAnswer
from bot.terminal.screen import Mark, Screen, Style
from index.documents.passages import Passage
from index.library.answer import Quote
from index.ranking.weights import FIGURES

__all__ = ["answer_text", "attribution", "explanation_text", "more_text"]

CLOSEST = 3
"""How many lines are shown with a refusal."""
LEAST = 0.005
"""The least points of a figure that are worth showing: less would be shown as nothing."""
MOST_PLACES = 10
"""How many other places of the same words are listed."""

INDENT = "   "


Around = Callable[[Quote], tuple[Sequence[Passage], Sequence[Passage]]]


def answer_text(answer: WordedAnswer, screen: Screen, *, around: Around | None = None, others: bool = False) -> str:
    """An answer, or a refusal with the closest lines, as lines of text.

    ``around`` gives the sentences before and after a quote to show with it; ``others`` adds the next best passages.
    """
    lines = [*_notes(answer, screen), *_lead(answer, screen)]
    for quote in answer.quotes:
        before, after = around(quote) if around else ((), ())
        lines += ["", *_beside(before, screen), *_quote(quote, screen), *_beside(after, screen)]
    if not answer.answered and answer.others:
        lines += ["", *_closest(answer.others[:CLOSEST], screen)]
    if answer.answered and others and answer.others:
        lines += ["", more_text(answer.others, screen)]
    return "\n".join(lines)


def more_text(quotes: Sequence[Quote], screen: Screen) -> str:
    """The next best passages, which are no part of the answer."""
    title = screen.paint("Next best, not part of the answer:", Style.FAINT)
    return "\n".join([title, *chain.from_iterable(["", *_quote(one, screen, faint=True)] for one in quotes)])


def explanation_text(answer: WordedAnswer, screen: Screen) -> str:
    """The figures behind an answer: what was asked for in which words, and what spoke for each passage and how much."""
    lines = [f"Asked for: {answer.kind.value}.  Confidence: {answer.confidence:.2f}."]
    lines += screen.lines(_relevance(answer))
    if answer.weights:
        words = "  ".join(f"{term} {weight:.2f}" for term, weight in answer.weights.items())
        lines += screen.lines(f"Words and their weight: {words}")
    met: dict[str, None] = {}
    for quote in answer.passages:
        figures = {name: points for name, points in quote.figures.items() if abs(points) >= LEAST}
        met |= dict.fromkeys(figures)
        lines += ["", f"{quote.rank:>2}  score {quote.score:.2f}  {screen.paint(quote.citation, Style.CITATION)}"]
        lines += (f"{figures[name]:>+12.2f}  {name}" for name in sorted(figures, key=lambda name: -abs(figures[name])))
    lines += ["", *_meanings(met, screen)] if met else []
    return "\n".join(lines)


def _relevance(answer: WordedAnswer) -> str:
    """Why a question was answered or declined, as a number."""
    reached = "no passage was found" if answer.relevance is None else f"{answer.relevance:.2f}"
    calibrated = f"calibrated on these sources with {answer.calibrated_with} questions about other things"
    basis = calibrated if answer.calibrated_with else "not calibrated"
    return f"Relevance: {reached}; an answer needs {answer.threshold:.2f} ({basis})."


def _meanings(names: Iterable[str], screen: Screen) -> Iterator[str]:
    """What each figure means, in words."""
    yield "The figures:"
    for name in names:
        text = f"{name}: {FIGURES.get(name, name)}"
        yield from (INDENT + line for line in screen.lines(text, [(len(name), len(text), Style.FAINT)], len(INDENT)))


def attribution(title: str, publisher: str | None, date: dt.date | None) -> str:
    """Whose words they are, as far as that is known."""
    day = f"{date.day} {date:%B %Y}" if date else None
    return " · ".join(part for part in (title, publisher, day) if part)


def _notes(answer: WordedAnswer, screen: Screen) -> Iterator[str]:
    for note in answer.notes:
        yield from screen.lines(note, [(0, len(note), Style.FAINT)])


def _lead(answer: WordedAnswer, screen: Screen) -> Iterator[str]:
    style = Style.LEAD if answer.answered else Style.WARNING
    yield from screen.lines(answer.lead, [(0, len(answer.lead), style)])
    if answer.reason:
        yield from screen.lines(_sentence(answer.reason))


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text[:1].upper()}{text[1:]}."


def _closest(quotes: Sequence[Quote], screen: Screen) -> Iterator[str]:
    title = "The closest lines, which do not answer this:"
    yield from screen.lines(title, [(0, len(title), Style.FAINT)])
    for quote in quotes:
        yield ""
        yield from _quote(quote, screen, faint=True)


def _quote(quote: Quote, screen: Screen, *, faint: bool = False) -> Iterator[str]:
    """A quote between quotation marks, who says it, and its citation on a line of its own."""
    if quote.antecedent:
        yield from _antecedent(quote.antecedent, screen)
    text = f"“{quote.text}”"
    yield from screen.lines(text, [(0, len(text), Style.FAINT)] if faint else _emphasis(quote))
    whose = attribution(quote.title, quote.publisher, quote.date)
    for line in screen.lines(whose, [(0, len(whose), Style.FAINT)], len(INDENT)):
        yield INDENT + line
    yield f"{INDENT}[{quote.rank}] {screen.paint(quote.citation, Style.CITATION)}"
    for place in quote.also[:MOST_PLACES]:
        yield f"{INDENT}    also at {screen.paint(place.citation, Style.CITATION)}"
    if len(quote.also) > MOST_PLACES:
        yield f"{INDENT}    and in {len(quote.also) - MOST_PLACES:,} more places, which --json gives"
    if quote.changed:
        changed = "the file has changed since; these are the words as they were indexed"
        yield from (INDENT + line for line in screen.lines(changed, [(0, len(changed), Style.WARNING)], len(INDENT)))


def _beside(passages: Sequence[Passage], screen: Screen) -> Iterator[str]:
    return chain.from_iterable(_set_back(passage.text, screen) for passage in passages)


def _antecedent(quote: Quote, screen: Screen) -> Iterator[str]:
    """The sentence that says who or what is meant, set back as the sentences beside a quote are."""
    yield from _set_back(quote.text, screen)
    yield f"{INDENT}  for context: {screen.paint(quote.citation, Style.CITATION)}"


def _set_back(sentence: str, screen: Screen) -> Iterator[str]:
    """A sentence beside a quote, so that nobody takes it for the quote."""
    text = f"… {sentence}"
    return (INDENT + line for line in screen.lines(text, [(0, len(text), Style.FAINT)], len(INDENT)))


def _emphasis(quote: Quote) -> list[Mark]:
    """The marks of a quote, one further right for the quotation mark before it."""
    marks: list[Mark] = [(start + 1, end + 1, Style.MATCH) for start, end in quote.matches]
    if quote.answer:
        marks.append((quote.answer[0] + 1, quote.answer[1] + 1, Style.ANSWER))
    return marks
