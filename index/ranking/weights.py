"""The features, what each means and counts in the score, and how confidence follows from the score.

Fitted by ``tests/benchmarks/fitting.py`` (seeded; run it to fit them again) on the XQuAD development questions as the
weights of a conditional logit over the candidates of each question: a difference of 1.0 in the score is a factor of e
in the odds between two passages. The fit starts from weights that held on two other sets and moves a weight only as far
as the questions show cause, so that a feature that few of them touch keeps what is known of it. "a question" and "asked
before" were set by hand, since no question touches them: a page of questions and answers must not answer a question
with itself. So were those of headings and groups, which prose has none of, and then "coverage", "in sequence" and
"early", by 295 questions over four folders of rules, guides and manuals; a fit on those and the prose together found no
more in either.
"""

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["CONFIDENCE", "FEATURES", "RELEVANCE", "SUPPORT", "WEIGHTS", "WEIGHTS_ELSEWHERE", "WEIGHTS_TYPED"]

FEATURES: Mapping[str, str] = MappingProxyType(
    {
        "words": "the question's words in the sentence, and less in the title, the sentences beside it, its paragraph",
        "coverage": "how much of the question the sentence itself holds, rare words counting most",
        "paragraph": "the question's words in the paragraph, against the best paragraph",
        "long paragraph": "how long the paragraph is: long ones hold any word by chance",
        "names": "how many of the question's names stand in the paragraph or the title",
        "title fills in": "the question's words that the sentence lacks and the title has",
        "heading fills in": "the question's words that the sentence lacks and its headings or columns have",
        "source fills in": "the question's words that the sentence lacks and the article's publisher or date has",
        "heading asked for": "how much of the nearest heading the question names",
        "group fills in": "the question's words that the passage lacks and the rest of the steps or the section has",
        "title asked for": "how much of the article's title the question names",
        "whole title": "the question holds the whole title",
        "article": "how many of the passages proposed are of this article, the best counting most",
        "before": "the question's words that the sentence lacks and the one before it has",
        "after": "the question's words that the sentence lacks and the one after it has",
        "in sequence": "how many words that follow one another in the question do so in the sentence",
        "kind of answer": "whether the sentence has what is asked for: a person, a date, a place, a number, a reason",
        "near": "how near the likely answer stands to the words that match",
        "counted": "a number stands just before what is to be counted",
        "by name": "for a question who: a name behind 'by'",
        "definition": "for a question what or who something is: a sentence that begins with it and says what it is",
        "length": "how long the sentence is",
        "early": "how late in its article it stands, for short questions: those are answered early",
        "no sentence": "it has no closing punctuation: a heading or a caption",
        "a question": "it asks and does not tell",
        "asked before": "the sentence before asks what is asked here",
        "first or second": "whether it or its title says first, second, next as the question does, or another",
        "date": "whether the article is of the date or the year that the question names, or of another",
    }
)
"""The meaning of each feature, in words for a person."""

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "words": 9.2,
        "coverage": 2.55,
        "paragraph": 4.45,
        "long paragraph": -1.1,
        "names": 2.15,
        "title fills in": 2.35,
        "heading fills in": 2.35,
        "source fills in": 2.5,
        "heading asked for": 2.65,
        "group fills in": 2.0,
        "title asked for": 2.65,
        "whole title": 1.0,
        "article": 0.55,
        "before": 0.4,
        "after": -1.65,
        "in sequence": 1.5,
        "kind of answer": 1.2,
        "near": 0.75,
        "counted": 0.5,
        "by name": 1.25,
        "definition": 1.2,
        "length": -0.15,
        "early": -1.6,
        "no sentence": -1.05,
        "a question": -10.0,
        "asked before": 8.0,
        "first or second": 2.0,
        "date": 1.0,
    }
)
"""The points that a feature of 1.0 adds to the score."""

WEIGHTS_ELSEWHERE: Mapping[str, float] = MappingProxyType(
    {
        **WEIGHTS,
        "words": 6.5,
        "coverage": 4.0,
        "paragraph": 4.05,
        "long paragraph": -1.6,
        "title fills in": 3.5,
        "article": 2.5,
        "before": 1.6,
        "after": -0.15,
        "in sequence": 0.05,
        "kind of answer": 0.95,
        "near": 0.55,
        "counted": 0.95,
        "length": 0.05,
        "early": -0.75,
    }
)
"""The same for questions read in other languages than English, whose types of answer are less sure.

Fitted on XQuAD in six languages together, 838 questions each, drawn towards those of English, and without the features
of headings, groups and lists of questions. Left out by article in five parts, it found 0.6% more first on the mean.
"""

WEIGHTS_TYPED: Mapping[str, float] = MappingProxyType(
    {
        **WEIGHTS,
        "words": 6.1,
        "coverage": 0.9,
        "paragraph": 1.25,
        "title fills in": 4.25,
        "heading fills in": 1.45,
        "group fills in": 2.85,
        "title asked for": 3.0,
        "whole title": 0.15,
        "article": 2.15,
        "before": 0.15,
        "after": -0.9,
        "in sequence": 0.2,
        "kind of answer": 1.6,
        "near": 0.15,
        "counted": 1.75,
        "by name": 1.05,
        "definition": 0.9,
        "length": 0.35,
        "early": -1.7,
        "no sentence": -1.7,
        "first or second": 0.05,
    }
)
"""The same for questions in English without a capital letter, as people type them into a search box.

They say less, so that their words and the paragraph tell less, and the article more. Fitted by
``tests/benchmarks/typed_fitting.py`` on 721 such questions over leads of an encyclopedia and 96 over rules and a
manual, drawn towards the weights of others. Left out by article in five parts, the right sentence is first for .596 in
place of .523 over the leads, and for .561 in place of .585 over the rules.
"""

RELEVANCE: Mapping[str, float] = MappingProxyType({"score": 0.4, "context": 1.15, "unknown": -4.5, "bias": -3.4})
"""The weights of ``Signals`` in the log odds that the sources speak of what is asked.

Fitted as ``tests/benchmarks/fitting.py`` does it, on questions with their article and without it, and on those over
four folders of rules, guides and manuals, some of which nothing there answers.
"""

CONFIDENCE: Mapping[str, float] = MappingProxyType(
    {"share": 0.9, "margin": 0.6, "length": 1.05, "relevance": 0.32, "bias": -3.6}
)
"""The weights of ``Signals`` and of relevance in the log odds that the first passage answers.

Fitted likewise, on what was answered with the question's article and without it.
"""

SUPPORT: Mapping[str, float] = MappingProxyType(
    {
        "missing": -1.37,
        "any missing": -1.16,
        "unknown": -0.76,
        "lacks": -2.13,
        "confidence": 0.41,
        "words": 0.32,
        "bias": 0.12,
    }
)
"""The weights of the signs in ``index.ranking.support`` in the log odds that quoted words bear a question out.

A logistic regression on the XQuAD development questions, right or not, and on 100 that assume what their articles do
not say.
"""
