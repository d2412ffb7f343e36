"""Downloads what somebody attached to a command, from Discord alone and never more than is allowed."""

from urllib.parse import urlsplit

import aiohttp

from bot.discord.saving.community_folder import SavingError
from bot.wording.speaking import said

__all__ = ["HOSTS", "download"]

HOSTS = frozenset({"cdn.discordapp.com", "media.discordapp.net"})
"""Where Discord keeps attachments."""
SECONDS = 60.0
"""The time limit for one."""
_PIECE = 64 * 1024


async def download(url: str, most: int, hosts: frozenset[str] = HOSTS) -> bytes:
    """Return what is at an address of Discord, piece by piece, up to ``most`` bytes. Raises SavingError."""
    if urlsplit(url).hostname not in hosts:
        raise SavingError(said("saving.unreached"))
    data = bytearray()
    try:
        timeout = aiohttp.ClientTimeout(SECONDS)
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(url, allow_redirects=False, raise_for_status=True) as response,
        ):
            if response.status != 200:  # noqa: PLR2004 - OK; a redirection leads elsewhere
                raise SavingError(said("saving.unreached"))
            async for piece in response.content.iter_chunked(_PIECE):
                data += piece
                if len(data) > most:
                    raise SavingError(said("saving.too_large", most=most))
    except (aiohttp.ClientError, OSError) as error:
        raise SavingError(said("saving.unreached")) from error
    return bytes(data)
