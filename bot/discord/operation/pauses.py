"""Keeps each search for garbage short, since it stops every thread, the one of the event loop too."""

import gc

__all__ = ["settle"]

YOUNG = 5_000
"""New objects after which a search begins: at 100,000, as at the start, one took up to 100 ms."""


def settle() -> None:
    """Take all objects that there are now for lasting ones, which no search for garbage looks at again.

    They are freed as ever when nothing refers to them any more.
    """
    gc.freeze()
    gc.set_threshold(YOUNG, 20, 20)
