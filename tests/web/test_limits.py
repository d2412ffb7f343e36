"""Public use: no client asks too much, no work goes on for ever, nothing is read that is too long."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.answers import Answerer, WordedAnswer
from bot.settings.model import WebSettings
from bot.web.web_workers import WebWorkers
from index.deadline import keep_time
from index.errors import ServiceError
from index.library.verification import Verification
from tests.web.site import Visitor, visited, words

QUESTION = "/ask?q=Who opened the Riverside library?"


class Slow(Answerer):
    """An answerer that takes its time, until it is let go or its deadline comes."""

    go = threading.Event()
    ended = 0

    def ask(self, question: str, **options: Any) -> WordedAnswer:
        self._wait()
        return super().ask(question, **options)

    def check(self, *claim: Any, **options: Any) -> Verification:
        self._wait()
        return super().check(*claim, **options)

    @classmethod
    def _wait(cls) -> None:
        try:
            while not cls.go.wait(0.01):
                keep_time()
        except TimeoutError:
            cls.ended += 1
            raise


@pytest.fixture(autouse=True)
def _held() -> Iterator[None]:
    Slow.go.clear()
    Slow.ended = 0
    yield
    Slow.go.set()


async def statuses(visitor: Visitor, path: str, count: int, **headers: str) -> list[int]:
    """The statuses of so many requests, one after another."""
    return [(await visitor.get(path, headers=headers)).status for _ in range(count)]


async def test_who_asks_too_often_is_told_when_to_come_back(folder: Path) -> None:
    async with visited(folder, client_limit=3, client_seconds=50) as visitor:
        assert await statuses(visitor, QUESTION, 4) == [200, 200, 200, 429]
        got = await visitor.get("/api/v1/sources")
        assert (got.status, got.content_type) == (429, "application/problem+json")
        assert 0 < int(got.headers["Retry-After"]) <= 50
        page = await visitor.page(QUESTION, 429)
        assert "Too many requests from you. Try again in" in words(page)
        assert await statuses(visitor, "/static/style.css", 5) == [200] * 5
        assert await statuses(visitor, "/robots.txt", 2) == [200] * 2


async def test_each_check_counts(folder: Path) -> None:
    async with visited(folder, client_limit=6) as visitor:
        text = " and then ".join(f"“quote number {number} of many”" for number in range(5))
        assert "5 quotes checked" in words(await visitor.sent("/check", {"text": text}))
        assert await statuses(visitor, QUESTION, 2) == [200, 429]


async def test_completions_have_a_wider_limit_of_their_own(folder: Path) -> None:
    async with visited(folder, client_limit=2) as visitor:
        assert await statuses(visitor, "/complete?q=lib", 21) == [200] * 20 + [429]
        assert await statuses(visitor, QUESTION, 1) == [200]


async def test_without_a_limit_anyone_may_ask_on(folder: Path) -> None:
    async with visited(folder, client_limit=0) as visitor:
        assert await statuses(visitor, "/", 90) == [200] * 90


async def test_clients_behind_a_named_proxy_are_told_apart_and_nobody_elses_word_is_taken(folder: Path) -> None:
    async with visited(folder, client_limit=1, proxies=["127.0.0.0/8", "10.0.0.1"]) as visitor:
        assert await statuses(visitor, "/", 2, **{"X-Forwarded-For": "192.0.2.1"}) == [200, 429]
        assert await statuses(visitor, "/", 2, **{"X-Forwarded-For": "192.0.2.2"}) == [200, 429]
        assert await statuses(visitor, "/", 1, **{"X-Forwarded-For": "1.1.1.1, 192.0.2.2, 10.0.0.1"}) == [429]
    async with visited(folder, client_limit=1) as visitor:
        assert await statuses(visitor, "/", 1, **{"X-Forwarded-For": "192.0.2.1"}) == [200]
        assert await statuses(visitor, "/", 1, **{"X-Forwarded-For": "192.0.2.2"}) == [429]


async def test_the_scheme_is_that_of_a_named_proxy(folder: Path) -> None:
    for proxies, scheme in ((["127.0.0.1"], "https"), ([], "http")):
        async with visited(folder, proxies=proxies) as visitor:
            got = await visitor.json("/api/v1/openapi.json", headers={"X-Forwarded-Proto": "https"})
            assert got["servers"][0]["url"].startswith(f"{scheme}://")


async def test_what_takes_too_long_is_given_up_and_ends(folder: Path) -> None:
    async with visited(folder, kind=Slow, answer_seconds=0.2) as visitor:
        page = await visitor.page(QUESTION, 504)
        assert "That took too long" in words(page)
        await ended(1)


async def test_a_check_that_takes_too_long_ends(folder: Path) -> None:
    async with visited(folder, kind=Slow, check_seconds=0.1) as visitor:
        assert (await visitor.get("/api/v1/check?q=some words here")).status == 504


async def test_who_leaves_is_not_worked_for(folder: Path) -> None:
    async with visited(folder, kind=Slow) as visitor:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(visitor.get(QUESTION), 0.3)
        await ended(1)


async def ended(count: int) -> None:
    """Wait until so much work was ended."""
    for _ in range(500):
        if Slow.ended == count:
            break
        await asyncio.sleep(0.01)
    assert Slow.ended == count


async def test_more_than_can_wait_are_sent_away_at_once(folder: Path) -> None:
    one = {"X-Forwarded-For": "192.0.2.1"}
    async with visited(folder, kind=Slow, workers=1, waiting=2, proxies=["127.0.0.1"]) as visitor:
        asked = [asyncio.ensure_future(visitor.get(QUESTION, headers=one)) for _ in range(3)]
        await asyncio.sleep(0.2)
        got = await visitor.get(QUESTION, headers={"X-Forwarded-For": "192.0.2.9"})
        assert (got.status, got.headers["Retry-After"]) == (503, "5")
        Slow.go.set()
        assert [(await one).status for one in asked] == [200] * 3


async def test_one_client_does_not_take_all_the_places(folder: Path) -> None:
    async with visited(folder, kind=Slow, proxies=["127.0.0.1"]) as visitor:
        many = [
            asyncio.ensure_future(visitor.get(QUESTION, headers={"X-Forwarded-For": "192.0.2.1"})) for _ in range(10)
        ]
        await asyncio.sleep(0.2)
        other = asyncio.ensure_future(visitor.get(QUESTION, headers={"X-Forwarded-For": "192.0.2.2"}))
        await asyncio.sleep(0.1)
        Slow.go.set()
        assert (await other).status == 200
        assert sorted([(await one).status for one in many]) == [200] * 6 + [503] * 4


class Lost(Answerer):
    """An answerer whose sources cannot be reached."""

    def ask(self, *_: Any, **__: Any) -> WordedAnswer:
        raise ServiceError("https://a-host.example:9200: no node of the cluster answers")


async def test_sources_that_cannot_be_reached_are_told_and_when_to_come_back(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with visited(folder, kind=Lost) as visitor:
        got = await visitor.get(QUESTION)
        assert (got.status, got.headers["Retry-After"]) == (503, "60")
        assert "The sources cannot be reached right now." in (page := await got.text())
        assert "a-host" not in page
    assert "no node of the cluster answers" in caplog.text


async def test_a_text_that_is_too_long_is_refused(folder: Path) -> None:
    async with visited(folder, max_body_bytes=1000) as visitor:
        page = await visitor.sent("/check", {"text": "word " * 300}, 413)
        assert "That is too long" in words(page)
        got = await visitor.client.post("/api/v1/check", json={"text": "word " * 300})
        assert (got.status, got.content_type) == (413, "application/problem+json")


async def test_many_clients_at_once_all_have_their_answer(folder: Path) -> None:
    async with visited(folder, client_limit=0, proxies=["127.0.0.1"]) as visitor:
        asked = [
            visitor.get(f"{QUESTION}&n={number}", headers={"X-Forwarded-For": f"192.0.2.{number}"})
            for number in range(200)
        ]
        assert {one.status for one in await asyncio.gather(*asked)} == {200}


async def test_what_is_left_of_requests_that_have_waited_is_never_refused() -> None:
    workers = WebWorkers(WebSettings(workers=1, waiting=0))
    assert await asyncio.gather(*(workers.run(None, lambda: 1) for _ in range(20))) == [1] * 20
    workers.close()
