"""Serves a folder of sources: ask, check, list, refresh."""
