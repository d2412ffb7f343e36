"""Formats: each turns the bytes of a file into the text that its citations refer to, the same way every time."""
