"""What stands around a quote: headings, and the sentence before it."""

from bot.wording.surroundings import above, goes_on_from
from index.documents.blocks import Kind
from tests.marked_text import marked


def test_headings_follow_the_title_and_do_not_repeat_it() -> None:
    assert above("Guide", ("Guide", "Playing", "Houses")) == " › Playing › Houses"
    assert above("Guide", ()) == ""


def test_a_heading_that_is_named_with_the_article_is_not_shown_as_context_too() -> None:
    heading = marked("Q: How do I move?", kind=Kind.HEADING)
    assert goes_on_from(marked("So.", headings=("How do I move?",), antecedent=heading)) is None
    assert goes_on_from(marked("So.", headings=("Other",), antecedent=heading)) is heading
    sentence = marked("Ann came.")
    assert goes_on_from(marked("She left.", headings=("Ann came.",), antecedent=sentence)) is sentence
    assert goes_on_from(marked("So.")) is None
