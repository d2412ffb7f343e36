"""A bot and a cluster that goes and comes back: people are told, and nobody has to start anything again."""

import time
from pathlib import Path

import pytest

from bot.settings.cluster import ClusterSettings
from tests.discord.world import Opener, said, text_of

pytest.importorskip("opensearchpy", reason="needs the extra cluster")

from tests.retrieval.cluster.nodes import healthy, missing, start

pytestmark = pytest.mark.timeout(300)
QUESTION = "Who opened the Riverside library?"
FIRST = "Mayor Ada Brown opened the new Riverside library on 4 March 2020."
OTHERS = ("Who designed the Harbour bridge?", "How many books does the library hold?")


async def test_the_bot_says_that_its_sources_cannot_be_reached_and_recovers_by_itself(
    world: Opener, tmp_path: Path, index_name: str, caplog: pytest.LogCaptureFixture
) -> None:
    if cause := missing():
        pytest.skip(f"no OpenSearch here: {cause}")
    (node,) = start(tmp_path / f"pullquote-{time.time_ns()}")
    try:
        cluster = ClusterSettings(urls=(node.url,), index=index_name, replicas=0)
        w = await world(more={"cluster": cluster}, options={"check_errors": False})
        result = await w.alice.slash(w.channel, "ask", question=QUESTION)
        assert said(result.response).quotes[0].words == FIRST
        node.stop()
        for question in OTHERS:
            result = await w.alice.slash(w.channel, "ask", question=question)
            assert "My sources cannot be reached right now. Try again in a few minutes" in text_of(result.response)
        logged = [vars(one).get("fields", {}) for one in caplog.records]
        assert any("no node of the cluster answers; see that it runs" in one.get("cause", "") for one in logged)
        assert "Traceback" not in caplog.text
        node = node.again()
        healthy([node], 1)
        result = await w.alice.slash(w.channel, "ask", question=OTHERS[0])
        assert said(result.response).quotes[0].words == "Engineer Carl Diaz designed the Harbour bridge."
    finally:
        node.kill()
