"""Draw the pictures of the README: real answers of the real bot, rendered by SimCord's preview in a browser.

    python -m tests.benchmarks.pictures FOLDER [--chromium PATH]

Needs the extra ``bench`` and a Chromium. Nothing leaves the machine: the preview is served on loopback.
"""

import argparse
import asyncio
import base64
import re
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import simcord
from PIL import Image, ImageChops

from bot.answers import Answerer
from bot.discord.cards.button_state import Action
from bot.discord.client.client import client_for
from bot.settings.model import DiscordSettings, Settings

HEIGHT = 1950
WIDE, PHONE = 1000, 430
EDGES = {WIDE: (262, 128, 140), PHONE: (0, 162, 140)}
"""How much of a page, by its width, is the preview's own: pixels at the left, at the top, and at the bottom."""
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",
    "--remote-debugging-port=0",
)
Scene = Callable[[Any, Any, Any], Awaitable[None]]


async def answer(alice: Any, _: Any, channel: Any) -> None:
    """A question that the sources answer, and one that they do not."""
    await alice.slash(channel, "ask", question="When will the third dialogue be held?")
    await alice.slash(channel, "ask", question="What did Brazil say about it?")


async def look(alice: Any, bob: Any, channel: Any) -> None:
    """Somebody else looks at the context of an answer, and checks it."""
    result = await alice.slash(channel, "ask", question="Who co-chaired the first dialogue?")
    await bob.click(result.response, label="Context")
    await bob.select(result.response, [Action.CHECK.value])


async def doubt(_: Any, bob: Any, channel: Any) -> None:
    """A quote with a wrong word, checked by right-click."""
    said = await bob.send(channel, "> China and the United States on Monday held a second dialogue on cybercrime.")
    await bob.context_menu(channel, "Check this quote", said)


SCENES: dict[str, Scene] = {"answer": answer, "look": look, "doubt": doubt}


async def draw(scene: Scene, path: Path, width: int, browser: str) -> None:
    """Play a scene and take its picture."""
    with tempfile.TemporaryDirectory() as state:
        settings = Settings(sources=Path("sources"), discord=DiscordSettings(state=Path(state)))
        bot = client_for(Answerer(settings), settings)
        async with simcord.run(bot) as env:
            env.backend.bot_user.name = "Pullquote"
            guild = env.create_guild("Newsroom")
            channel = guild.create_text_channel("ask-the-articles")
            alice, bob = (guild.add_member(env.create_user(name)) for name in ("alice", "bob"))
            await scene(alice, bob, channel)
            async with env.preview(channel, viewers=[bob], layout="channel", width=width, height=HEIGHT) as preview:
                await shoot(browser, preview.url, width, path)
    trim(path, *EDGES[width])


async def shoot(browser: str, url: str, width: int, path: Path) -> None:
    """A picture of a page once it has settled; its browser has a profile of its own, thrown away after."""
    with tempfile.TemporaryDirectory() as profile:
        process = await asyncio.create_subprocess_exec(
            browser,
            *FLAGS,
            f"--user-data-dir={profile}",
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            async with aiohttp.ClientSession() as session:
                picture = await capture(session, await address(process), url, width)
            await asyncio.to_thread(path.write_bytes, picture)
        finally:
            process.terminate()
            await process.wait()


async def address(process: asyncio.subprocess.Process) -> str:
    """The address at which a browser that has just begun takes orders."""
    assert process.stderr is not None
    async for line in process.stderr:
        if match := re.search(rb"DevTools listening on ws://([^/]+)/", line):
            return match[1].decode()
    raise RuntimeError("the browser did not start")


async def capture(session: aiohttp.ClientSession, browser: str, url: str, width: int) -> bytes:
    """Open a page of a width and give its picture as PNG."""
    async with session.put(f"http://{browser}/json/new?about:blank") as answer:
        page = (await answer.json())["webSocketDebuggerUrl"]
    async with session.ws_connect(page, max_msg_size=0) as wire:

        async def order(number: int, method: str, **given: Any) -> dict[str, Any]:
            await wire.send_json({"id": number, "method": method, "params": given})
            while True:
                heard = await wire.receive_json()
                if heard.get("id") == number:
                    result: dict[str, Any] = heard["result"]
                    return result

        size = {"width": width, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False}
        await order(1, "Emulation.setDeviceMetricsOverride", **size)
        await order(2, "Page.navigate", url=url)
        await asyncio.sleep(5)
        return base64.b64decode((await order(3, "Page.captureScreenshot", format="png"))["data"])


def trim(path: Path, left: int, top: int, bottom: int) -> None:
    """Cut a picture down to the conversation, and make it small."""
    with Image.open(path) as picture:
        image = picture.convert("RGB").crop((left, top, picture.width, picture.height - bottom))
    ground = Image.new("RGB", image.size, image.getpixel((image.width - 3, image.height - 3)))
    middle = (60, 0, image.width - 12, image.height)
    box = ImageChops.difference(image.crop(middle), ground.crop(middle)).getbbox() or (0, 0, *image.size)
    image.crop((0, 0, image.width, min(image.height, box[3] + 20))).quantize(96).save(path, optimize=True)


def main() -> None:
    """Draw every scene, wide and as on a phone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--chromium", default="chromium")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    for name, scene in SCENES.items():
        for kind, width in (("wide", WIDE), ("phone", PHONE)):
            path = given.folder / f"discord-{name}-{kind}.png"
            asyncio.run(draw(scene, path, width, given.chromium))
            print(path, path.stat().st_size)


if __name__ == "__main__":
    main()
