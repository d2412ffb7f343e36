"""The file of a post: its words byte for byte, and nothing that is said of them gets into them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.saving.saved_post import SavedPost, read_post
from index.documents.formats import kinds
from index.documents.metadata import Metadata
from index.documents.source import Source

DAY = dt.date(2020, 3, 4)
URL = "https://discord.com/channels/1/2/3"
LINES = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
POSTS = st.builds(
    SavedPost,
    title=LINES,
    author=LINES,
    channel=LINES,
    saver=LINES,
    date=st.dates(),
    url=st.just(URL),
    text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=300),
    attachments=st.lists(LINES, max_size=3).map(tuple),
    answered=st.booleans(),
)


@given(POSTS)
def test_whatever_stands_in_a_post_it_is_read_back_as_it_was_and_its_words_come_last(post: SavedPost) -> None:
    data = post.data()
    assert read_post(data) == post
    assert data.endswith(b"---\n" + post.text.encode())


@given(POSTS)
def test_no_line_of_the_front_matter_can_be_quoted_and_none_of_the_words_is_in_it(post: SavedPost) -> None:
    text = post.data().decode()
    source = Source("a.md", text, "")
    head = text[: len(text) - len(post.text)].count("\n")
    hidden = {number for number, why in source.hidden.items() if why.startswith("front matter")}
    assert hidden == set(range(1, head + 1))


def test_its_origin_is_what_a_citation_names() -> None:
    post = SavedPost('A "title"', "Alice", "help", "Bob", DAY, URL, "Words.")
    content = kinds.read("a.md", post.data(), "", Metadata())
    assert content.metadata == Metadata(publisher="Alice, saved from #help by Bob", date=DAY, url=URL)
    assert Source("a.md", content.text, "", content.metadata).title == 'A "title"'


@pytest.mark.parametrize(
    ("channel", "saver", "answered", "said"),
    [
        ("help", "", False, "Alice, saved from #help"),
        ("", "Bob", False, "Alice, saved by Bob"),
        ("help", "Alice", True, "Alice, answered in #help"),
    ],
)
def test_what_is_not_known_is_left_out(channel: str, saver: str, answered: bool, said: str) -> None:
    post = SavedPost("", "Alice", channel, saver, DAY, URL, "Words.", answered=answered)
    assert post.publisher == said


@pytest.mark.parametrize("data", [b"", b"Words.", b"---\ntitle: x\n---\nWords.", b"---\ntitle: {}\n---\n", b"\xff"])
def test_what_the_bot_did_not_write_is_not_taken_for_a_post(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_post(data)
