"""Lines of a source as text for a terminal: numbered, the cited span marked, and what a check found."""

from collections.abc import Iterator, Sequence
from difflib import ndiff

from bot.answers import Check, Excerpt, Line, Match, Verdict
from bot.screen import Mark, Screen, Style

__all__ = ["check_text", "excerpt_lines", "tally_text"]
