"""Elisions: each piece stands word for word, in order, in one source, and what was left out is told."""

import pytest

from index.citations.quotes import Finding, QuotePlaces, find
from index.documents.source import Source

TEXT = (
    "The two sides approved a plan for the hotline and agreed to meet in Washington later this year. "
    "The server refuses to run as root. It helps two computers find each other. It was not approved.\n"
)


def found(quote: str, text: str = TEXT) -> QuotePlaces:
    return find(quote, [Source("a.txt", text, ""), Source("b.txt", "Nothing of the kind.", "")])


@pytest.mark.parametrize(
    ("quote", "left_out"),
    [
        ("approved a plan … in Washington", ("elided", "…", "for the hotline and agreed to meet")),
        ("approved a plan [...] in Washington", ("elided", "[...]", "for the hotline and agreed to meet")),
        ("approved a plan . . . in Washington", ("elided", ". . .", "for the hotline and agreed to meet")),
        ("The server [itself] refuses to run", ("bracketed", "[itself]", "")),
        ("[The relay] helps two computers", ("bracketed", "[The relay]", "")),
    ],
)
def test_a_shortened_quote_stands_and_tells_what_was_left_out(quote: str, left_out: tuple[str, str, str]) -> None:
    result = found(quote)
    assert result.finding is Finding.ELIDED
    assert left_out in result.places[0].differences


def test_a_bracket_may_change_the_case_of_a_first_letter() -> None:
    result = found("[T]wo sides approved a plan")
    assert (result.finding, result.places[0].text) == (Finding.ELIDED, "two sides approved a plan")


def test_pieces_out_of_order_in_two_sources_or_within_words_are_not_shortened_quotes() -> None:
    assert found("in Washington … approved a plan").finding is not Finding.ELIDED
    assert found("The server … Nothing of the kind").finding is not Finding.ELIDED
    assert found("The serve … to run as root").finding is not Finding.ELIDED


def test_an_ellipsis_that_hides_a_negation_contradicts() -> None:
    assert found("It was … approved").finding is Finding.CONTRADICTS
    assert found("The server [never] refuses to run").finding is Finding.CONTRADICTS


def test_an_ellipsis_of_the_source_itself_is_no_elision() -> None:
    assert found("wait … what", "He said wait … what is it?").finding is Finding.VERBATIM
