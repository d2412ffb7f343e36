"""A folder as people write one (``tests/data/club``): each passage, its unit and its block, as they should be.

After a change on purpose, ``python -m tests.documents.test_club`` writes down what they are now.
"""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from index.documents.folder import Folder
from index.documents.passages import Passage, split
from index.documents.source import Source

CLUB = Path(__file__).parents[1] / "data" / "club"
EXPECTED = CLUB.with_suffix(".tsv")


def sources() -> list[Source]:
    return [one for one in Folder(CLUB).scan() if isinstance(one, Source)]


def described() -> str:
    return "".join(f"{line}\n" for source in sources() for line in lines_of(source))


def lines_of(source: Source) -> Iterator[str]:
    for one in split(source):
        kind = one.kind.name.lower() if one.quotable else f"({one.kind.name.lower()})"
        spans = (lines(source, span) for span in ((one.start, one.end), one.whole, one.group))
        yield "\t".join([source.name, *spans, kind, " > ".join(one.path), repr(one.plain)])


def lines(source: Source, span: tuple[int, int]) -> str:
    return f"{source.place(span[0])[0]}-{source.place(span[1] - 1)[0]}"


def test_the_passages_are_these() -> None:
    assert described().splitlines() == EXPECTED.read_text("utf-8").splitlines()


def test_every_quotable_word_of_a_page_stands_in_one_passage() -> None:
    for source in sources():
        passages = list(split(source))
        assert all(source.text[one.start : one.end] == one.text for one in passages)
        assert all(one.end <= other.start for one, other in pairwise(passages))


def test_units_and_blocks_hold_their_passage_and_end_with_one() -> None:
    for source in sources():
        passages = list(split(source))
        ends = {one.end for one in passages}
        for one in passages:
            assert one.group[0] <= one.whole[0] <= one.start < one.end <= one.whole[1] <= one.group[1]
            assert {one.whole[1], one.group[1]} <= ends


def found(name: str, words: str) -> Passage:
    (source,) = (one for one in sources() if one.name == name)
    return next(one for one in split(source) if words in one.plain)


def test_what_is_never_an_answer_cannot_be_quoted() -> None:
    for name, words in (
        ("faq.md", "Questions that new members ask"),
        ("faq.md", "Joining"),
        ("faq.md", "Can I try before I join?"),
        ("fees.md", "Kind of member"),
        ("boats.md", "Rigger"),
        ("hours.txt", "OPENING HOURS"),
    ):
        assert not found(name, words).quotable
    quotable = [one.plain for source in sources() for one in split(source) if one.quotable]
    assert not any("club.example/members" in one or "title:" in one or one.startswith("---") for one in quotable)


if __name__ == "__main__":
    EXPECTED.write_text(described(), "utf-8")
