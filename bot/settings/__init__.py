"""Holds what an operator can set, and reads it from TOML and the environment."""
