"""Engines: they propose candidates and report statistics."""
