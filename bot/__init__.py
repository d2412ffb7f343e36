"""A question in, a card out."""

__version__ = "0.1.0"
