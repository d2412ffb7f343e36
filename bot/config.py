"""Settings: from the command line, the environment, a TOML file, and their defaults, in that order."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["DiscordSettings", "Settings"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DiscordSettings(_Frozen):
    """Settings of the Discord bot; the token is none of them."""


class Settings(_Frozen):
    """Everything an operator can set; ``config.example.toml`` explains each."""

    sources: Path = Path("sources")
    limit: int = Field(default=10, ge=1, le=100)
    discord: DiscordSettings = DiscordSettings()
