"""Draw the pictures of the README: real answers of the real bot, rendered by SimCord's preview in a browser.

    python tests/benchmarks/pictures.py FOLDER [--sources FOLDER] [--chromium PATH]

Needs ``pip install simcord[preview]`` and a Chromium. Nothing leaves the machine: the preview is served on loopback.
"""

import asyncio
import tempfile
from pathlib import Path

from PIL import Image, ImageChops

WIDE, PHONE = (900, 1100), (430, 1100)
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",
    "--virtual-time-budget=6000",
)


async def shoot(browser: str, url: str, size: tuple[int, int], path: Path) -> None:
    """A picture of a page; its browser has a profile of its own, thrown away after."""
    with tempfile.TemporaryDirectory() as profile:
        width, height = size
        process = await asyncio.create_subprocess_exec(
            browser,
            *FLAGS,
            f"--user-data-dir={profile}",
            f"--window-size={width},{height}",
            f"--screenshot={path}",
            url,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        await asyncio.wait_for(process.wait(), 60)


def trim(path: Path) -> None:
    """Cut off the empty rest of a picture and make it small."""
    with Image.open(path) as picture:
        image = picture.convert("RGB")
    background = Image.new("RGB", image.size, image.getpixel((image.width - 2, image.height - 2)))
    box = ImageChops.difference(image, background).getbbox()
    if box:
        image = image.crop((0, 0, image.width, min(image.height, box[3] + 16)))
    image.quantize(128).save(path, optimize=True)
