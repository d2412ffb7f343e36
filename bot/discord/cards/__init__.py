"""Turns answers into what Discord shows; nothing here imports discord."""
