"""Reads a folder into sources, sentences and passages, each with its place."""
