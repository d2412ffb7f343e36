"""Completes a follow-up with what it takes from the question before."""
