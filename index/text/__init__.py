"""Turns characters into terms; it knows no question and no document."""
