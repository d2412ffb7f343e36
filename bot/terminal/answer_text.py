"""Renders answers as text for a terminal: each quote word for word, with its citation below it."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from bot.answers import WordedAnswer
from bot.page_link import page_url
from bot.terminal.quote_text import quote_lines
from bot.terminal.screen import Screen, Style
from bot.wording.direction import Spoken, isolated, left_to_right
from bot.wording.grammar import joined
from bot.wording.speaking import date_text, said
from bot.wording.surroundings import above, goes_on_from
from index.documents.passages import Passage
from index.library.answer import Quote
from index.ranking.meaning_features import MEANING
from index.ranking.weights import FEATURES

__all__ = ["answer_text", "attribution", "citation_text", "explanation_text", "more_text"]

CLOSEST = 3
"""Passages shown with a refusal."""
LEAST = 0.005
"""The smallest contribution of a feature to a score that is shown: less would read as 0.00."""
MOST_PLACES = 10
"""Further places of the same words that are listed."""

EXPLAINED = {**FEATURES, **MEANING}
"""The meaning of each feature."""

INDENT = "   "

Around = Callable[[Quote], tuple[Sequence[Passage], Sequence[Passage]]]


def answer_text(answer: WordedAnswer, screen: Screen, *, around: Around | None = None, others: bool = False) -> str:
    """Render an answer, or a refusal with the closest lines.

    ``around`` returns the passages before and after a quote that are shown with it; ``others`` adds the next best.
    """
    blocks = [[*_notes(answer, screen), *_lead(answer, screen)]]
    for quote in answer.quotes:
        before, after = around(quote) if around else ((), ())
        blocks.append([*_beside(before, screen), *_quote(quote, screen), *_beside(after, screen)])
    if not answer.quotes and answer.others:
        blocks.append(list(_closest(answer.others[:CLOSEST], screen)))
    if answer.quotes and others and answer.others:
        blocks.append([more_text(answer.others, screen)])
    if answer.talk:
        blocks.append(list(_suggestions(answer, screen)))
    return "\n\n".join("\n".join(block) for block in blocks if block)


def more_text(quotes: Sequence[Quote], screen: Screen) -> str:
    """Render the next best passages, which are not part of the answer."""
    title = screen.paint(said("terminal.next_best"), Style.FAINT)
    return "\n".join([title, *chain.from_iterable(["", *_quote(one, screen, faint=True)] for one in quotes)])


def explanation_text(answer: WordedAnswer, screen: Screen) -> str:
    """Render the answer type, the weights of the terms, and each passage with its features and their points."""
    lines = [f"Asked for: {answer.answer_type.value}.  Confidence: {answer.confidence:.2f}."]
    lines += screen.lines(_relevance(answer))
    if answer.weights:
        words = "  ".join(f"{term} {weight:.2f}" for term, weight in answer.weights.items())
        lines += screen.lines(f"Words and their weight: {words}")
    met: dict[str, None] = {}
    for quote in answer.passages:
        figures = {name: points for name, points in quote.features.items() if abs(points) >= LEAST}
        met |= dict.fromkeys(figures)
        lines += ["", f"{quote.rank:>2}  score {quote.score:.2f}  {_citation(quote, screen)}"]
        lines += (f"{figures[name]:>+12.2f}  {name}" for name in sorted(figures, key=lambda name: -abs(figures[name])))
    lines += ["", *_meanings(met, screen)] if met else []
    return "\n".join(lines)


def _relevance(answer: WordedAnswer) -> str:
    """Compare the relevance that was reached with the threshold for an answer."""
    reached = "no passage was found" if answer.relevance is None else f"{answer.relevance:.2f}"
    calibrated = f"calibrated on these sources with {answer.calibrated_with} questions about other things"
    basis = calibrated if answer.calibrated_with else "not calibrated"
    return f"Relevance: {reached}; an answer needs {answer.threshold:.2f} ({basis})."


def _meanings(names: Iterable[str], screen: Screen) -> Iterator[str]:
    """Explain each of these features."""
    yield "The figures:"
    for name in names:
        text = f"{name}: {EXPLAINED.get(name, name)}"
        yield from (INDENT + line for line in screen.lines(text, [(len(name), len(text), Style.FAINT)], len(INDENT)))


def attribution(title: str, publisher: str | None, date: dt.date | None, headings: Sequence[str] = ()) -> str:
    """Name an article by title, the headings above a place in it, publisher and date, as far as they are known."""
    named = (title + above(title, headings), publisher, date_text(date) if date else None)
    return Spoken(joined(*(isolated(one) for one in named if one)))


def citation_text(citation: str, screen: Screen, address: str | None = None) -> str:
    """Render a citation, which begins at the left in any script, as a link if there is an ``address``."""
    return screen.paint(Spoken(left_to_right(citation)), Style.CITATION, address)


def _notes(answer: WordedAnswer, screen: Screen) -> Iterator[str]:
    for note in answer.notes:
        yield from screen.paint_lines(note, Style.FAINT)


def _lead(answer: WordedAnswer, screen: Screen) -> Iterator[str]:
    style = Style.LEAD if answer.answered or answer.talk else Style.WARNING
    yield from screen.paint_lines(answer.lead, style) if answer.lead else ()


def _suggestions(answer: WordedAnswer, screen: Screen) -> Iterator[str]:
    if answer.suggestions:
        yield from screen.paint_lines(answer.suggested, Style.FAINT)
        yield from chain.from_iterable(screen.lines(f"- {one}", (), 2) for one in answer.suggestions)


def _closest(quotes: Sequence[Quote], screen: Screen) -> Iterator[str]:
    yield from screen.paint_lines(said("terminal.closest"), Style.FAINT)
    for quote in quotes:
        yield ""
        yield from _quote(quote, screen, faint=True)


def _quote(quote: Quote, screen: Screen, *, faint: bool = False) -> Iterator[str]:
    """Render a quote, its article below it, and its citation on a line of its own."""
    if before := goes_on_from(quote):
        yield from _antecedent(before, screen)
    yield from quote_lines(quote, screen, faint=faint)
    whose = attribution(quote.title, quote.publisher, quote.date, quote.headings)
    yield from _indented(whose, Style.FAINT, screen)
    page = screen.paint(f" · {said('terminal.page', page=str(quote.page))}", Style.FAINT) if quote.page else ""
    yield f"{INDENT}[{quote.rank}] {_citation(quote, screen)}{page}"
    for place in quote.also[:MOST_PLACES]:
        address = page_url(screen.base, place.citation, place.sha256, place.text)
        yield f"{INDENT}    {said('terminal.also_at')} {citation_text(place.citation, screen, address)}"
    if len(quote.also) > MOST_PLACES:
        yield f"{INDENT}    {said('terminal.more_places', count=len(quote.also) - MOST_PLACES)}"
    if quote.changed:
        yield from _indented(said("terminal.changed"), Style.WARNING, screen)


def _citation(quote: Quote, screen: Screen) -> str:
    address = page_url(screen.base, quote.citation, quote.sha256, quote.text)
    return citation_text(quote.citation, screen, address)


def _beside(passages: Sequence[Passage], screen: Screen) -> Iterator[str]:
    return chain.from_iterable(_indented(f"… {_words(passage.plain)}", Style.FAINT, screen) for passage in passages)


def _antecedent(quote: Quote, screen: Screen) -> Iterator[str]:
    """Render the sentence that a pronoun of the quote refers to, indented like any sentence beside a quote."""
    yield from _indented(f"… {_words(quote.plain)}", Style.FAINT, screen)
    yield f"{INDENT}  {said('terminal.for_context')} {_citation(quote, screen)}"


def _indented(text: str, style: Style, screen: Screen) -> Iterator[str]:
    """Indent a text beside a quote, so that nobody takes it for the quote."""
    return (INDENT + line for line in screen.paint_lines(text, style, len(INDENT)))


def _words(shown: str) -> str:
    """Return what is shown of a passage that stands beside a quote; the cells of a row are set apart by dots."""
    return joined(*shown.split("\t")) if "\t" in shown else shown
