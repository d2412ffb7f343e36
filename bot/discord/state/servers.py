"""The settings that the moderators of a server chose for it."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.discord.state.database import Connection, Database, StateError

__all__ = ["ServerSettings", "Servers"]


class ServerSettings(BaseModel):
    """The choices of one server: ids of channels and roles that may ask, empty for all, and how it is answered.

    ``private`` shows the answers of commands to who asked alone, unless the command says otherwise; ``threads`` opens a
    thread for each answer, None for as the operator set it. ``language`` is the code of that
    in which all is said, "" for none.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    channels: tuple[int, ...] = ()
    roles: tuple[int, ...] = ()
    private: bool = False
    threads: bool | None = None
    language: str = ""


_NONE = ServerSettings()


class Servers:
    """The settings of all servers, read once and held in memory."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._settings: dict[int, ServerSettings] = {}

    def begin(self, connection: Connection) -> None:
        """Read the settings. Raises StateError for some that this program does not know."""
        rows = connection.execute("SELECT server, settings FROM servers")
        self._settings = {server: self._parsed(server, text) for server, text in rows}

    def of(self, server: int | None) -> ServerSettings:
        """Return the settings of a server; the defaults for one without, and for None."""
        return self._settings.get(server or 0, _NONE)

    async def change(self, server: int, choices: Mapping[str, Any]) -> None:
        """Change some settings of a server, at once and for good. Raises StateError if they cannot be written."""

        def work(connection: Connection) -> ServerSettings:
            row = connection.execute("SELECT settings FROM servers WHERE server = ?", (server,)).fetchone()
            before = self._parsed(server, row[0]) if row else _NONE
            changed = ServerSettings.model_validate(before.model_dump() | dict(choices))
            connection.execute("INSERT OR REPLACE INTO servers VALUES (?, ?)", (server, changed.model_dump_json()))
            return changed

        self._settings[server] = await self._database.run(work)

    def _parsed(self, server: int, text: str) -> ServerSettings:
        try:
            return ServerSettings.model_validate_json(text)
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            wrong = f"settings of the server {server}, {'.'.join(map(str, first['loc']))}: {first['msg']}"
            cure = "upgrade Pullquote, or delete that row of the table servers"
            raise StateError(f"{self._database.path}: {wrong}; {cure}") from None
