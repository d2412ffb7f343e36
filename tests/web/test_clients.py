"""Clients: the address that asks, past the proxies that are named, and no others."""

import pytest

from bot.web.clients import Proxies, client_key

PROXIES = Proxies(["127.0.0.1", "10.0.0.0/8", "2001:db8:1::/48"])


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("192.0.2.1", "", "192.0.2.1"),
        ("192.0.2.1", "198.51.100.7", "192.0.2.1"),
        ("127.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("127.0.0.1", "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        ("127.0.0.1", "198.51.100.7, 10.1.2.3", "198.51.100.7"),
        ("127.0.0.1", "10.1.2.3", "10.1.2.3"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "unknown", "127.0.0.1"),
        ("127.0.0.1", "198.51.100.7:1234", "198.51.100.7"),
        ("127.0.0.1", "[2001:db8::7]:1234", "2001:db8::7"),
        ("127.0.0.1", "2001:db8::7", "2001:db8::7"),
        ("2001:db8:1::5", "198.51.100.7", "198.51.100.7"),
        ("::ffff:127.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("fe80::1%eth0", "198.51.100.7", "fe80::1"),
        (None, "198.51.100.7", "198.51.100.7"),
    ],
)
def test_the_client_is_the_last_who_is_no_proxy(peer: str | None, forwarded: str, client: str) -> None:
    assert str(PROXIES.client(peer, forwarded)) == client


def test_a_network_of_version_six_is_one_client() -> None:
    keys = [client_key(PROXIES.client(one, "")) for one in ("2001:db8::1", "2001:db8::ffff", "2001:db8:0:1::1")]
    assert keys[0] == keys[1] != keys[2]
    assert client_key(PROXIES.client("192.0.2.1", "")) != client_key(PROXIES.client("192.0.2.2", ""))
