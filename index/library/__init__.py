"""Serves a folder: asks, checks, lists and refreshes it."""
