"""The JSON: the objects that ``--json`` prints, as their description says, and errors as problem details."""

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bot.answers import Answerer
from bot.jsonform import answer_object, check_object, sources_object
from bot.settings.model import Settings
from bot.web import api
from tests.web.site import Visitor, visited, written

QUESTION = "Who opened the Riverside library?"
HALF = "“Mayor Ada Brown opened the new Riverside library” (library.txt:2)"


async def validator(visitor: Visitor, name: str) -> Draft202012Validator:
    """Holds an object to its description."""
    described = await visitor.json("/api/v1/openapi.json")
    return Draft202012Validator({**described, "$ref": f"#/components/schemas/{name}"})


@pytest.mark.parametrize("explain", ["0", "1"])
@pytest.mark.parametrize(
    "question", [QUESTION, "Why did the zeppelin explode?", "hello", "What is the fee for a chidl?"]
)
async def test_an_answer_is_the_object_of_the_terminal(
    folder: Path, visitor: Visitor, question: str, explain: str
) -> None:
    given = await visitor.json("/api/v1/ask", params={"q": question, "explain": explain})
    base = f"http://{visitor.client.host}:{visitor.client.port}"
    expected = answer_object(Answerer(Settings(sources=folder)).ask(question), explain=explain == "1", base=base)
    assert given == expected
    (await validator(visitor, "Answer")).validate(given)


async def test_checks_are_the_objects_of_the_terminal(folder: Path, visitor: Visitor) -> None:
    given = await visitor.json("/api/v1/check", params={"q": HALF})
    base = f"http://{visitor.client.host}:{visitor.client.port}"
    assert given == {"checks": [check_object(Answerer(Settings(sources=folder)).check(HALF), base)], "left_out": 0}
    (await validator(visitor, "Checks")).validate(given)


async def test_a_text_can_be_sent_as_json_or_as_a_form(visitor: Visitor) -> None:
    text = "“opened the new Riverside library” and “for 15 million euros”, he says."
    for options in ({"json": {"text": text}}, {"data": {"text": text}}):
        got = await visitor.client.post("/api/v1/check", **options)  # type: ignore[arg-type]
        assert [one["verdict"] for one in (await got.json())["checks"]] == ["verbatim", "nowhere"]


async def test_a_long_list_of_sources_comes_in_pages_each_with_a_link_to_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "MOST_SOURCES", 2)
    names = [f"note-{number}.txt" for number in range(5)]
    path, listed = "/api/v1/sources?q=note", []
    async with visited(written(tmp_path, {name: f"{name} is about the harbour.\n" for name in names})) as visitor:
        while path:
            got = await visitor.get(path)
            listed.append([one["source"] for one in (await got.json())["sources"]])
            path = str(got.links["next"]["url"].relative()) if "next" in got.links else ""
    assert listed == [names[:2], names[2:4], names[4:]]


async def test_sources_are_the_objects_of_the_terminal(folder: Path, visitor: Visitor) -> None:
    made = Answerer(Settings(sources=folder))
    given = await visitor.json("/api/v1/sources")
    assert given == sources_object(made.sources(), made.problems())
    (await validator(visitor, "Sources")).validate(given)
    assert await visitor.json("/api/v1/sources?page=2") == {"sources": [], "problems": []}
    found = await visitor.json("/api/v1/sources?q=boat")
    assert [one["source"] for one in found["sources"]] == ["guides/boats.md"]


async def test_a_limit_is_kept_and_a_follow_up_followed(visitor: Visitor) -> None:
    given = await visitor.json("/api/v1/ask", params={"q": QUESTION, "limit": "1"})
    assert len(given["passages"]) == 1
    given = await visitor.json("/api/v1/ask", params={"q": "What did it cost?", "before": QUESTION})
    assert "12 million" in given["passages"][0]["text"]


async def test_the_description_is_one_of_openapi_and_names_every_path(visitor: Visitor) -> None:
    described = await visitor.json("/api/v1/openapi.json")
    assert described["openapi"].startswith("3.1")
    assert described["servers"] == [{"url": f"http://{visitor.client.host}:{visitor.client.port}/api/v1"}]
    for path in described["paths"]:
        got = await visitor.get(f"/api/v1{path}", params={"q": "library"})
        assert got.status == 200, path
    for schema in described["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize(
    ("path", "status", "detail"),
    [
        ("/api/v1/ask", 400, "The request makes no sense: there is no question."),
        ("/api/v1/ask?q=" + "x" * 1001, 400, "The request makes no sense: it has more than 1000 characters."),
        ("/api/v1/ask?q=a&limit=0", 400, "The request makes no sense: limit is a number from 1 to 100."),
        ("/api/v1/check?q=+", 400, "The request makes no sense: there is nothing to check."),
        ("/api/v1/nothing", 404, "There is no such page here."),
        ("/api/v2/ask?q=a", 404, "There is no such page here."),
    ],
)
async def test_an_error_is_a_problem_with_its_details(visitor: Visitor, path: str, status: int, detail: str) -> None:
    got = await visitor.get(path)
    assert got.content_type == "application/problem+json"
    problem: dict[str, Any] = await got.json(content_type=None)
    assert (got.status, problem["status"], problem["detail"]) == (status, status, detail)
    (await validator(visitor, "Problem")).validate(problem)


async def test_what_is_sent_wrongly_is_a_problem_too(visitor: Visitor) -> None:
    got = await visitor.client.post("/api/v1/check", data=b"{", headers={"Content-Type": "application/json"})
    assert (got.status, (await got.json(content_type=None))["detail"]) == (
        400,
        "The request makes no sense: it is not JSON.",
    )
    for body in ([1], {"text": 1}, "x", {}):
        assert (await visitor.client.post("/api/v1/check", json=body)).status == 400
    got = await visitor.client.delete("/api/v1/ask")
    assert (got.status, got.headers["Allow"]) == (405, "GET, HEAD")


async def test_places_are_linked_to_the_public_address(tmp_path: Path) -> None:
    async with visited(written(tmp_path), public_address="https://quotes.example.org/all") as visitor:
        given = await visitor.json("/api/v1/ask", params={"q": QUESTION})
        assert given["passages"][0]["page_url"].startswith("https://quotes.example.org/all/source/library.txt?at=1&")
