"""Reads a folder into sources, blocks, sentences and passages, each with its place."""
