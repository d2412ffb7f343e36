"""Understands one question: its terms, names, answer type, spelling and expansion."""
