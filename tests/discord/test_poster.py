"""Sending: the permissions that it takes."""

from pathlib import Path

from bot.discord.client.poster import PERMISSIONS


def test_the_permissions_are_those_that_are_documented() -> None:
    document = (Path(__file__).parents[2] / "docs" / "discord.md").read_text("utf-8")
    assert f"&permissions={PERMISSIONS.value}\n" in document
    words = " ".join(document.split())
    for name, granted in PERMISSIONS:
        shown = {"read_messages": "View Channels"}.get(name, name.replace("_", " ").title().replace(" In ", " in "))
        assert not granted or shown in words
