"""Collections of any size to measure on: seeded, with a natural vocabulary and the structure of articles.

Words follow the law of Zipf and Mandelbrot (frequency proportional to 1 / (rank + 2.7) ** 1.07), and each article
speaks of its own few dozen rarer words beside the common ones, so that the words of a question meet in few places, as
they do in real archives. Sentences have about 20 words, nine of them function words; paragraphs have one to six
sentences; articles about 25. The same seed and size always give the same bytes.
"""

import json
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.text.analyzer import terms, tokens

__all__ = ["WORK", "Article", "articles", "prepare", "questions"]

QUESTIONS, SAMPLE, STEP = 300, 4_000, 37
"""How many questions a collection has, of how many of its first articles they are made, and of every which."""

WORK = Path(tempfile.gettempdir(), "pullquote-scale")
"""The folder of the collections that are made."""

VOCABULARY = 400_000
_WORDS = re.compile(r"\S+")
FUNCTION_WORDS = _WORDS.findall(
    "the of and to in a is that for it as was with be by on not he his but at are this have from or had an they which "
    "one were all their there been has when who will more no if out so said what its about than into them can only"
)
ONSETS = _WORDS.findall(
    "b bl br c ch cl cr d dr f fl fr g gl gr h j k l m n p pl pr qu r s sc sh sk sl sp st t th tr v w"
)
VOWELS = _WORDS.findall("a e i o u ai ea ee ie oa ou")
CODAS = ["", "", "", "n", "r", "l", "s", "t", "m", "nd", "rt", "ck", "st", "ng"]


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it was generated: its file's name, and its paragraphs as lists of sentences."""

    name: str
    paragraphs: tuple[tuple[str, ...], ...]

    @property
    def text(self) -> str:
        """The text of its file: one paragraph a line, an empty line between."""
        return "\n\n".join(" ".join(one) for one in self.paragraphs) + "\n"


def _word(rank: int) -> str:
    """The word of a rank: common ones are short, all differ."""
    syllables = []
    rest = rank
    while True:
        rest, onset = divmod(rest, len(ONSETS))
        rest, vowel = divmod(rest, len(VOWELS))
        syllables.append(ONSETS[onset] + VOWELS[vowel])
        if not rest:
            return "".join(syllables) + CODAS[rank % len(CODAS)]
        rest -= 1


def _zipf(size: int) -> np.ndarray:
    weights = 1 / (np.arange(size) + 2.7) ** 1.07
    return np.cumsum(weights / weights.sum())


class _Writer:
    """Draws articles from one generator of random numbers."""

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)
        self._words = [_word(rank) for rank in range(VOCABULARY)]
        self._common, self._own = _zipf(VOCABULARY), _zipf(40)

    def _ranks(self, cumulative: np.ndarray, number: int) -> np.ndarray:
        return np.minimum(np.searchsorted(cumulative, self._random.random(number)), len(cumulative) - 1)

    def article(self, number: int, most: int) -> Article:
        """The article of a number, with at most ``most`` sentences."""
        draw = self._random
        topic = 200 + ((VOCABULARY - 201) * draw.random(40) ** 3).astype(int)  # cubed: the commoner words more often
        sentences = min(most, int(draw.gamma(5.0, 5.0)) + 3)
        lengths = np.clip(draw.lognormal(2.95, 0.4, sentences).astype(int), 4, 60)
        kinds = draw.random(int(lengths.sum()))
        common = self._ranks(self._common, len(kinds))
        own = topic[self._ranks(self._own, len(kinds))]
        function = draw.integers(0, len(FUNCTION_WORDS), len(kinds))
        words = [
            FUNCTION_WORDS[function[i]]
            if kind < 0.45
            else self._words[common[i]]
            if kind < 0.80
            else self._name(own[i])
            if kind < 0.985
            else str(1900 + function[i])
            for i, kind in enumerate(kinds)
        ]
        ends = np.cumsum(lengths)
        lines = [_sentence(words[end - length : end]) for end, length in zip(ends, lengths, strict=True)]
        title = "-".join(self._words[rank] for rank in topic[: int(draw.integers(2, 6))])
        folder = f"{number // 1000:05}"
        return Article(f"{folder}/{title}-{number}.txt", tuple(self._paragraphs(lines)))

    def _name(self, rank: int) -> str:
        word = self._words[rank]
        return word.capitalize() if rank % 3 == 0 else word

    def _paragraphs(self, lines: list[str]) -> Iterator[tuple[str, ...]]:
        at = 0
        while at < len(lines):
            size = int(self._random.integers(1, 7))
            yield tuple(lines[at : at + size])
            at += size


def _sentence(words: list[str]) -> str:
    text = " ".join(words)
    if len(words) > 12:
        text = " ".join(words[:6]) + ", " + " ".join(words[6:])
    return text[0].upper() + text[1:] + "."


def articles(passages: int, seed: int = 1) -> Iterator[Article]:
    """Articles with that many sentences in all."""
    writer, number, left = _Writer(seed), 0, passages
    while left > 0:
        one = writer.article(number, left)
        yield one
        left -= sum(map(len, one.paragraphs))
        number += 1


def questions(sample: list[Article], number: int, seed: int = 2) -> list[str]:
    """Questions to ask: three to six content words of one sentence, as natural questions have, the rarer more often."""
    draw = np.random.default_rng(seed)
    held = set(FUNCTION_WORDS)
    asked: list[str] = []
    while len(asked) < number:
        article = sample[int(draw.integers(len(sample)))]
        paragraph = article.paragraphs[int(draw.integers(len(article.paragraphs)))]
        sentence = paragraph[int(draw.integers(len(paragraph)))]
        words = [word for word in sentence.strip(".").replace(",", "").split() if word.lower() not in held]
        if len(words) < 3:
            continue
        chosen = draw.permutation(len(words))[: int(draw.integers(3, 7))]
        picked = [words[i] for i in sorted(chosen)]
        asked.append(f"What did the {picked[0]} of {' '.join(picked[1:-1])} say about {picked[-1]}?")
    return asked


def prepare(size: int, work: Path = WORK, *, peers: bool = False) -> Path:
    """The folder of a collection: sources and questions, with ``peers`` also the terms that other engines search.

    What is not there is made.
    """
    folder = work / f"{size}-passages"
    if not (folder / "questions.jsonl").exists():
        _write_sources(folder, size)
    if peers and not (corpus := folder / "passages.terms").exists():
        sentences = (one for article in articles(size) for paragraph in article.paragraphs for one in paragraph)
        beside = corpus.with_suffix(".part")
        with beside.open("w", encoding="utf-8") as lines:
            lines.writelines(" ".join(terms(one)) + "\n" for one in sentences)
        beside.rename(corpus)
    return folder


def _write_sources(folder: Path, size: int) -> None:
    sample = []
    for number, article in enumerate(articles(size)):
        path = folder / "sources" / article.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article.text, encoding="utf-8")
        if number % STEP == 0 and number < SAMPLE:
            sample.append(article)
    asked = [{"text": one, "terms": _terms(one)} for one in questions(sample, QUESTIONS)]
    (folder / "questions.jsonl").write_text("".join(json.dumps(one) + "\n" for one in asked), encoding="utf-8")


def _terms(question: str) -> list[str]:
    return list(dict.fromkeys(token.term for token in tokens(question, question=True)))
