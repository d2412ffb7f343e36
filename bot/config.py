"""Settings: everything an operator can set, frozen. ``bot.loading`` reads them."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["DiscordSettings", "Settings"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class DiscordSettings(_Frozen):
    """Settings of the Discord bot; the token is none of them."""


class Settings(_Frozen):
    """Everything an operator can set; ``config.example.toml`` explains each.

    ``limit`` and ``quotes`` count passages, ``context`` lines, ``max_file_bytes`` bytes. ``None`` for a path stands for
    the place that the system keeps for such files.
    """

    sources: Path = Path("sources")
    max_file_bytes: int = Field(default=64 * 1024 * 1024, ge=1)
    limit: int = Field(default=10, ge=1, le=100)
    quotes: int = Field(default=3, ge=1, le=10)
    context: int = Field(default=1, ge=0, le=50)
    templates: Path | None = None
    engine: Literal["auto", "memory", "disk"] = "auto"
    memory_passages: int = Field(default=20_000, ge=0)
    index_path: Path | None = None
    changed: Literal["mark", "reindex"] = "mark"
    watch: bool = False
    color: Literal["auto", "always", "never"] = "auto"
    history: bool = True
    history_path: Path | None = None
    discord: DiscordSettings = DiscordSettings()
