"""The folder for what a program keeps from one run to the next."""

from pathlib import Path

__all__ = ["state_folder"]


def state_folder() -> Path:
    """Return the folder that the system keeps for the state of Pullquote; it need not exist yet."""
    from platformdirs import user_state_path  # noqa: PLC0415 - few commands keep a state

    return user_state_path("pullquote", appauthor=False)
