"""The check against Discord's description of its API: it takes what is right and refuses what is not."""

import pytest

from tests.discord.openapi import DESCRIPTION, refused

pytestmark = pytest.mark.skipif(not DESCRIPTION.is_file(), reason="Discord's description is not beside the repository")

TEXT = {"type": 10, "content": "words"}


def test_a_right_body_is_taken_and_a_wrong_one_refused() -> None:
    right = {"components": [{"type": 17, "components": [TEXT]}], "flags": 1 << 15}
    assert refused("POST", "/channels/1/messages", right) is None
    for wrong in (
        {"components": [{"type": 17, "components": [{"type": 99}]}]},
        {"components": [{"type": 17, "components": [{"type": 10}]}]},
        {"content": "x" * 5000},
        {"content": 7},
    ):
        assert refused("POST", "/channels/1/messages", wrong)
    assert "no such route" in str(refused("POST", "/channels/1/nothing", right))
