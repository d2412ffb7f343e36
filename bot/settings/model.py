"""The settings of an operator, as frozen pydantic models."""

import re
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from bot.settings.cluster import ClusterSettings
from index.errors import UsageError
from index.library.scope import Scope

__all__ = ["DiscordSettings", "Settings", "WebSettings"]


HIGHEST_PORT = 65_535


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


def _address(text: str) -> str:
    """Return "HOST:PORT" as it is; raises ValueError for anything else."""
    found = re.fullmatch(r"(?:[\w.-]+|\[[0-9a-fA-F:.]+\]):(\d{1,5})", text)
    if found is None or int(found[1]) > HIGHEST_PORT:
        raise ValueError("write it as HOST:PORT, such as 127.0.0.1:9464")
    return text


def _public(text: str) -> str:
    """Return the address of a website without a slash at its end; raises ValueError for anything else."""
    if not re.fullmatch(r"https?://(?:[\w.-]+|\[[0-9a-fA-F:.]+\])(?::\d{1,5})?(?:/[\w.~-]+)*/?", text, re.ASCII):
        raise ValueError("write it as https://HOST, or https://HOST/PATH")
    return text.rstrip("/")


def _path(key: str) -> str:
    """Return a path such as "/rules", or "/"; raises ValueError for anything else."""
    if not re.fullmatch(r"/|(?:/[a-z0-9][a-z0-9._-]*)+", key):
        raise ValueError('write a path of small letters and digits such as "/rules", or "/"')
    return key


def _network(text: str) -> str:
    """Return an IP address or a network as it is; raises ValueError for anything else."""
    try:
        ip_network(text)
    except ValueError:
        raise ValueError("write an IP address or a network, such as 127.0.0.1 or 10.0.0.0/8") from None
    return text


def _place(key: str) -> str:
    """Return the id of a place, or "default"; raises ValueError for anything else."""
    if key != "default" and not re.fullmatch(r"[0-9]{1,20}", key):
        raise ValueError('write the id of a server, a category or a channel, or "default"')
    return key


class DiscordSettings(_Frozen):
    """Settings of the Discord bot, its token not among them.

    ``ask_channels`` are the ids of text and forum channels in which every post is read. Each limit is a number of
    questions in ``…_seconds``, 0 for no limit. ``answer_seconds`` is the longest time for an answer,
    ``check_seconds`` for one quote that is checked, ``refresh_seconds`` the time between two looks for changed sources,
    0 for never. ``sharding`` is "auto" for as many connections as Discord recommends, and ``health`` the address
    ("HOST:PORT") at which the bot tells how it is, None for nowhere. ``servers``, ``channels`` and ``roles`` are the
    ids of those that may use the bot, empty for all. ``state`` is a folder, None for the one that the system keeps for
    a program's state; what it holds of people is kept for ``keep_days``. ``scopes`` maps the ids of servers, categories
    and channels, or "default", to the names of scopes. ``save`` lets moderators, and who has one of ``save_roles``, add
    to the sources: ``save_most`` sources for each server, files of at most ``save_max_bytes``.
    """

    servers: tuple[int, ...] = ()
    channels: tuple[int, ...] = ()
    roles: tuple[int, ...] = ()
    direct_messages: bool = True
    user_install: bool = True
    ask_channels: tuple[int, ...] = ()
    open_threads: bool = False
    person_limit: int = Field(default=6, ge=0)
    person_seconds: float = Field(default=60, gt=0)
    channel_limit: int = Field(default=30, ge=0)
    channel_seconds: float = Field(default=60, gt=0)
    workers: int = Field(default=2, ge=1, le=64)
    answer_seconds: float = Field(default=30, gt=0, le=600)
    check_seconds: float = Field(default=6, gt=0, le=600)
    refresh_seconds: float = Field(default=60, ge=0)
    sharding: Literal["auto"] | bool = "auto"
    shard_count: int | None = Field(default=None, ge=1)
    health: Annotated[str, AfterValidator(_address)] | None = None
    sync: Literal["changed", "always", "never"] = "changed"
    presence: str = Field(default="Ask me: /ask, or mention me", max_length=128)
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_form: Literal["text", "json"] = "text"
    log_questions: bool = False
    counts: Path | None = None
    state: Path | None = None
    store_questions: bool = False
    scopes: dict[Annotated[str, AfterValidator(_place)], str] = Field(default_factory=dict)
    keep_days: int = Field(default=30, ge=1, le=36_500)
    save: bool = False
    save_roles: tuple[int, ...] = ()
    save_most: int = Field(default=1000, ge=1)
    save_max_bytes: int = Field(default=8 * 1024 * 1024, ge=1, le=512 * 1024 * 1024)


class ScopeSettings(_Frozen):
    """A part of the sources: by folders and patterns (``in``), tags, and the first and the last date of articles."""

    names: tuple[str, ...] = Field(default=(), alias="in")
    tags: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None

    @model_validator(mode="after")
    def _limits(self) -> Self:
        try:
            scope = self.scope
        except UsageError as error:
            raise ValueError(str(error)) from None
        if not scope:
            raise ValueError("limits nothing; give it in, tags, since or until")
        return self

    @property
    def scope(self) -> Scope:
        """The scope itself."""
        return Scope(self.names, self.tags, self.since, self.until)


class WebSettings(_Frozen):
    """Settings of the website.

    ``on`` has it run beside the Discord bot. ``host`` and ``port`` are what it listens to, 0 for any free port.
    ``public_address`` is the one at which people reach it, to which every citation links then, None for no links.
    ``scopes`` maps paths below it to the names of scopes, "" for all sources; without any, all sources are at "/".
    ``proxies`` are the addresses and networks whose word is taken for who asks. One client may make ``client_limit``
    requests that take work in ``client_seconds``, 0 for any number. ``workers`` requests are worked on at once and
    ``waiting`` more wait, each for ``answer_seconds`` at most, and for ``check_seconds`` for one quote that is checked.
    A request has at most ``max_body_bytes``. ``robots`` lets search engines in.
    """

    on: bool = False
    host: str = Field(default="127.0.0.1", min_length=1)
    port: int = Field(default=8080, ge=0, le=HIGHEST_PORT)
    public_address: Annotated[str, AfterValidator(_public)] | None = None
    scopes: dict[Annotated[str, AfterValidator(_path)], str] = Field(default_factory=dict)
    proxies: tuple[Annotated[str, AfterValidator(_network)], ...] = ()
    client_limit: int = Field(default=60, ge=0)
    client_seconds: float = Field(default=60, gt=0)
    workers: int = Field(default=2, ge=1, le=64)
    waiting: int = Field(default=200, ge=0)
    answer_seconds: float = Field(default=15, gt=0, le=600)
    check_seconds: float = Field(default=6, gt=0, le=600)
    max_body_bytes: int = Field(default=200_000, ge=1, le=64 * 1024 * 1024)
    robots: bool = False


class Settings(_Frozen):
    """All settings; ``config.example.toml`` explains each.

    ``limit`` and ``quotes`` are numbers of passages, ``strictness`` is a chance, ``context`` of lines,
    ``max_file_bytes`` of bytes. ``language`` is that of the words around quotes, "auto" for that of each question or
    person. A path of None stands for the place that the system keeps for such files, and for no ``semantic_model``.
    """

    sources: Path = Path("sources")
    max_file_bytes: int = Field(default=64 * 1024 * 1024, ge=1)
    limit: int = Field(default=10, ge=1, le=100)
    quotes: int = Field(default=3, ge=1, le=10)
    strictness: float = Field(default=0.67, ge=0, le=1)
    context: int = Field(default=1, ge=0, le=50)
    language: str = "auto"
    templates: Path | None = None
    engine: Literal["auto", "memory", "disk", "cluster"] = "auto"
    memory_passages: int = Field(default=20_000, ge=0)
    index_path: Path | None = None
    semantic_model: Path | None = None
    semantic_threads: int = Field(default=1, ge=1, le=64)
    changed: Literal["mark", "reindex"] = "mark"
    watch: bool = False
    color: Literal["auto", "always", "never"] = "auto"
    history: bool = True
    history_path: Path | None = None
    scopes: dict[str, ScopeSettings] = Field(default_factory=dict)
    discord: DiscordSettings = DiscordSettings()
    cluster: ClusterSettings = ClusterSettings()
    web: WebSettings = WebSettings()
