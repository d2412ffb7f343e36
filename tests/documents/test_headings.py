"""The headings above a place."""

from index.documents.headings import Headings


def test_a_heading_ends_those_of_its_level_and_below() -> None:
    headings = Headings()
    for text, level in (("A", 1), ("B", 2), ("C", 3)):
        headings.head(text, level)
    assert headings.path == ("A", "B", "C")
    headings.head("D", 2)
    assert headings.path == ("A", "D")


def test_the_title_of_the_source_is_not_repeated() -> None:
    headings = Headings("The  rules")
    headings.head("The rules", 1)
    assert headings.path == ()
    headings.head("Names", 2)
    assert headings.path == ("Names",)


def test_a_line_that_asks_heads_up_to_the_next_one() -> None:
    headings = Headings()
    headings.head("FAQ", 2)
    headings.ask("Is it free?")
    assert headings.path == ("FAQ", "Is it free?")
    headings.ask("Is it big?")
    assert headings.path == ("FAQ", "Is it big?")
    headings.head("Contact", 2)
    assert headings.path == ("Contact",)


def test_what_is_headed_within_a_titled_block_ends_with_it() -> None:
    headings = Headings()
    headings.head("Install", 2)
    headings.enter("Windows")
    headings.head("Details", 3)
    assert headings.path == ("Install", "Windows", "Details")
    headings.leave()
    assert headings.path == ("Install",)
    headings.enter("")
    headings.name("Linux")
    assert headings.path == ("Install", "Linux")
    headings.leave()
    headings.leave()  # one too many is no error
    assert headings.path == ("Install",)
