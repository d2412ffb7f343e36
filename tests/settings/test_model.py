"""The settings as a model: frozen, nothing unknown, every number within its bounds, and no value in an error."""

from typing import Any

import pytest
from pydantic import ValidationError

from bot.settings.model import DiscordSettings, Settings, WebSettings


@pytest.mark.parametrize(
    ("name", "allowed", "refused"),
    [
        ("limit", (1, 100), (0, 101, "many")),
        ("quotes", (1, 10), (0, 11)),
        ("context", (0, 50), (-1, 51)),
        ("max_file_bytes", (1,), (0,)),
        ("memory_passages", (0,), (-1,)),
        ("engine", ("auto", "memory", "disk"), ("ram", "")),
        ("changed", ("mark", "reindex"), ("ignore",)),
        ("color", ("auto", "always", "never"), ("yes",)),
    ],
)
def test_a_setting_takes_what_is_within_its_bounds_alone(name: str, allowed: Any, refused: Any) -> None:
    assert all(getattr(Settings(**{name: value}), name) == value for value in allowed)
    for value in refused:
        with pytest.raises(ValidationError, match=name):
            Settings(**{name: value})


@pytest.mark.parametrize(
    ("name", "allowed", "refused"),
    [
        ("person_limit", (0, 6), (-1,)),
        ("channel_limit", (0,), (-1,)),
        ("person_seconds", (0.1,), (0, -1)),
        ("channel_seconds", (0.1,), (0,)),
        ("workers", (1, 64), (0, 65)),
        ("answer_seconds", (0.1, 600), (0, 601)),
        ("refresh_seconds", (0,), (-1,)),
        ("keep_days", (1, 36_500), (0, 0.5, 36_501)),
        ("servers", ((), (1, 2)), (1, ("all",))),
        ("channels", ((), (1,)), (1,)),
        ("roles", ((), (1,)), ("everyone",)),
        ("direct_messages", (True, False), ("some",)),
        ("shard_count", (None, 1), (0,)),
        ("presence", ("", "x" * 128), ("x" * 129,)),
        ("sync", ("changed", "always", "never"), ("sometimes",)),
        ("log_level", ("debug", "error"), ("loud",)),
        ("log_form", ("text", "json"), ("xml",)),
    ],
)
def test_a_setting_of_discord_takes_what_is_within_its_bounds_alone(name: str, allowed: Any, refused: Any) -> None:
    assert all(getattr(DiscordSettings(**{name: value}), name) == value for value in allowed)
    for value in refused:
        with pytest.raises(ValidationError, match=name):
            DiscordSettings(**{name: value})


@pytest.mark.parametrize(
    ("name", "allowed", "refused"),
    [
        (
            "public_address",
            (None, "https://a.example", "http://127.0.0.1:8080", "https://[::1]:80", "https://a.example/b/c"),
            ("a.example", "ftp://a.example", "https://a.example/?q", "https://a b", "https://u@a.example", "https://"),
        ),
        ("scopes", ({}, {"/": "a"}, {"/law/new-1": ""}), ({"law": "a"}, {"/Law": "a"}, {"/a/": "a"}, {"/../a": "a"})),
    ],
)
def test_a_setting_of_the_website_takes_what_is_within_its_bounds_alone(name: str, allowed: Any, refused: Any) -> None:
    assert all(getattr(WebSettings(**{name: value}), name) == value for value in allowed)
    for value in refused:
        with pytest.raises(ValidationError, match=name):
            WebSettings(**{name: value})


def test_an_address_has_no_slash_at_its_end() -> None:
    assert WebSettings(public_address="https://a.example/").public_address == "https://a.example"


@pytest.mark.parametrize("model", [Settings, DiscordSettings, WebSettings])
def test_the_defaults_hold_an_unknown_setting_does_not_and_nothing_is_set_later(model: Any) -> None:
    settings = model()
    with pytest.raises(ValidationError, match="token"):
        model(token="secret-value")
    with pytest.raises(ValidationError, match="frozen"):
        settings.workers = 3


def test_an_error_never_holds_the_value() -> None:
    for wrong in ({"limit": "secret-value"}, {"token": "secret-value"}, {"discord": {"workers": "secret-value"}}):
        with pytest.raises(ValidationError) as caught:
            Settings(**wrong)
        assert "secret-value" not in str(caught.value)
