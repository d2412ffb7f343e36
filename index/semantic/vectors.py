"""Vectors in 8 bits: how they are made, named and compared.

All numbers are whole and small enough for floats to be exact, so that every run agrees to the last digit.
"""

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.semantic.sentence_network import Numbers

__all__ = ["Asked", "packed", "question_vector", "similarities", "vector_key"]

MOST, MOST_OF_QUESTION = 127, 32767
"""The largest number in a vector of 8 bits, and in one of 16 bits."""

DIGITS = 6
"""Decimals of a similarity."""

Asked = NDArray[np.float64]
"""The vector of a question, of whole numbers of 16 bits."""


def packed(vector: Numbers) -> bytes:
    """Return a vector in 8 bits, a byte a number; its length is lost, as only its direction counts."""
    return _scaled(vector, MOST).astype(np.int8).tobytes()


def question_vector(vector: Numbers) -> Asked:
    """Return the vector of a question, which is not kept, in 16 bits."""
    return _scaled(vector, MOST_OF_QUESTION)


def _scaled(vector: Numbers, most: int) -> Numbers:
    return np.rint(vector * (most / (np.abs(vector).max() or 1.0)))


def similarities(question: Asked, vectors: Sequence[bytes]) -> list[float]:
    """Return the cosines of a question and some vectors, all of its length, from -1.0 to 1.0."""
    if not vectors:
        return []
    rows = np.frombuffer(b"".join(vectors), np.int8).reshape(len(vectors), -1).astype(np.float64)
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows) * (question @ question))
    cosines: list[float] = np.round((rows @ question) / np.maximum(lengths, 1.0), DIGITS).tolist()
    return cosines


def vector_key(digest: str, text: str) -> int:
    """Return the number by which the vector of a text is kept, given the digest of the model that made it."""
    told = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8, key=digest.encode())
    return int.from_bytes(told.digest(), "little", signed=True)
