"""reStructuredText: its words as Markdown, those of Sphinx too; nothing is included, run or taken from elsewhere."""

import pytest

from index.documents.formats.rst import MOST_BYTES, convert
from index.errors import SourceError

WHOLE = {
    "Title\n=====\n\nWords with *emphasis*, **more** and ``code``.\n\nBelow\n-----\n\nMore.": (
        "# Title\n\nWords with *emphasis*, **more** and `code`.\n\n## Below\n\nMore.\n"
    ),
    "- one\n\n  1. inner\n\n- two": "- one\n  1. inner\n- two\n",
    "Term\n  Its meaning.": "**Term**\n\nIts meaning.\n",
    ".. note:: Mind the gap.": "**Note**\n\nMind the gap.\n",
    ".. code-block:: python\n\n   def a():\n       pass": "```\ndef a():\n    pass\n```\n",
    "== ==\nA  B\n== ==\n1  2\n== ==": "| A | B |\n| --- | --- |\n| 1 | 2 |\n",
    "See :ref:`the guide <guide>`, :func:`~os.path.join` and `a page <https://x.example>`_.": (
        "See the guide, os.path.join and a page.\n"
    ),
    ".. function:: run(x, *, y)\n\n   Runs it.": "`run(x, *, y)`\n\nRuns it.\n",
    ".. py:class:: Ferry(port)\n\n   A ship.\n\n   .. py:method:: leave()\n\n      Leaves.": (
        "`Ferry(port)`\n\nA ship.\n\n`leave()`\n\nLeaves.\n"
    ),
    ".. somebodys-own:: thing\n\n   Its words.": "thing\n\nIts words.\n",
    "Words.\n\n.. a comment\n\n.. toctree::\n\n   a\n   b": "Words.\n",
}
OUTSIDE = [
    ".. include:: /etc/passwd",
    ".. literalinclude:: /etc/passwd",
    ".. raw:: html\n\n   root",
    ".. raw:: html\n   :file: /etc/passwd",
    ".. csv-table:: x\n   :file: /etc/passwd",
    ".. role:: html(raw)\n   :format: html\n\n:html:`root`",
    ".. image:: /etc/passwd\n   :alt: root",
]


@pytest.mark.parametrize("text", WHOLE)
def test_its_words_are_marked_as_they_were(text: str) -> None:
    assert convert("a.rst", text.encode()).text == WHOLE[text]


@pytest.mark.parametrize("text", OUTSIDE)
def test_nothing_is_included_or_passed_through(text: str) -> None:
    assert "root" not in convert("a.rst", f"Words.\n\n{text}\n\nMore.".encode()).text


def test_a_text_is_the_same_on_every_day_and_behind_any_other() -> None:
    text = b"Words of |day| and :own:`role`.\n\n.. |day| date::\n"
    before = convert("a.rst", text).text
    convert("b.rst", b".. role:: own(strong)\n\n.. default-role:: math\n\nWords :own:`of another`.")
    assert convert("a.rst", text).text == before
    assert "20" not in before


def test_its_title_is_its_first_heading() -> None:
    assert convert("a.rst", b"A *title*\n=========\n\nWords.").metadata.title == "A title"


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "is empty"),
        (b".. a comment", "holds nothing that is shown"),
        (b"caf\xe9", "is not UTF-8"),
        (b"word " * (MOST_BYTES // 5 + 1), "is larger than"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_cause(data: bytes, cause: str) -> None:
    with pytest.raises(SourceError) as refused:
        convert("a.rst", data)
    assert refused.value.cause.startswith(cause)
