"""With a public address every citation of a card is linked to its page, where the website serves the channel's part."""

import re
from typing import Any

from bot.page_link import PageLink
from bot.settings.model import ScopeSettings, WebSettings
from tests.discord.test_answer_form import answered
from tests.discord.test_saving import moderator
from tests.discord.world import Opener, World, press, said, walk

BASE = "https://quotes.example.org"
LINKED = re.compile(r"\[`([^`]+)`\]\(<([^>]+)>\)")
CITED = re.compile(r"`([\w./-]+\.(?:txt|md):[\d:-]+)`")
QUESTION = "Who opened the library?"


async def opened(world: Opener, served: dict[str, str], place: str | None = None, **more: Any) -> World:
    """A bot in a channel with the scope ``place``, beside a website that serves these scopes by path."""
    w = await world(person_limit=0, channel_limit=0, **more)
    scopes = {name: ScopeSettings.model_validate({"in": [f"{name}.txt"]}) for name in ("library", "bridge")}
    web = WebSettings(public_address=BASE, scopes=served)
    discord = w.settings.discord.model_copy(update={"scopes": {"default": place} if place else {}})
    w.settings = w.settings.model_copy(update={"scopes": scopes, "discord": discord, "web": web})
    await w.restart()
    return w


def texts(message: Any) -> str:
    """The markdown of a message."""
    message = getattr(message, "message", message)
    parts = walk([part.to_dict() for part in message.components])
    return "\n".join(one["content"] for one in parts if one["type"] == 10)


def pages(message: Any, base: str = BASE) -> list[str]:
    """The citations of a message, all of which must be linked to their own page."""
    text = texts(message)
    for citation, address in LINKED.findall(text):
        link = PageLink.parse(address, base)
        assert link is not None
        assert str(link.citation) == citation
    cited = CITED.findall(text)
    assert cited == [citation for citation, _ in LINKED.findall(text)]
    return cited


async def test_every_citation_of_every_card_is_linked_to_its_page(world: Opener) -> None:
    w = await opened(world, {})
    answer = (await w.alice.slash(w.channel, "ask", question=QUESTION)).response
    assert pages(answer) == [said(answer).quotes[0].citation] == ["library.txt:1"]
    assert f"&words={len(said(answer).quotes[0].words)}-" in texts(answer)
    for label in ("Context", "Check against the files", "More"):
        assert pages((await press(w.bob, answer, label)).response)
    for claim in ("library.txt:2", "the building cost 12 million dollars", "the building cost 13 million dollars"):
        assert pages((await w.bob.slash(w.channel, "check", claim=claim)).response)
    assert pages((await w.bob.slash(w.channel, "source show", name="bridge.txt", line=2)).response)
    await w.alice.send(w.channel, f"{w.mention} {QUESTION}")
    assert pages(w.answers()[-1]) == ["library.txt:1"]


async def test_a_channel_is_linked_to_the_path_that_serves_its_part(world: Opener) -> None:
    w = await opened(world, {"/": "bridge", "/books": "library"}, "library")
    answer = (await w.alice.slash(w.channel, "ask", question=QUESTION)).response
    assert pages(answer, f"{BASE}/books") == ["library.txt:1"]


async def test_nothing_is_linked_where_no_path_serves_the_channel(world: Opener) -> None:
    w = await opened(world, {"/": "bridge"}, "library")
    answer = (await w.alice.slash(w.channel, "ask", question=QUESTION)).response
    for shown in (answer, (await press(w.bob, answer, "Context")).response):
        assert "library.txt:" in texts(shown)
        assert BASE not in texts(shown)


async def test_what_answers_an_old_question_since_is_linked_below_it(world: Opener) -> None:
    w = await opened(world, {}, save=True)
    old, _ = await answered(w, moderator(w))
    (card,) = [one for one in w.channel.history() if one.id == old.id]
    assert said(card).quotes[-1].citation in pages(card)
