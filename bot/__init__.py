"""Pullquote in a terminal and on Discord."""

__version__ = "0.1.0"
