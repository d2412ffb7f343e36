"""Who asks: the address of a client, by way of the proxies that are named and of no others."""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

__all__ = ["Proxies", "client_key"]

Address = IPv4Address | IPv6Address

LOCAL: Address = IPv4Address("127.0.0.1")
_HOST_BITS = 64
"""Bits of an address of IPv6 that one client may choose for itself."""


class Proxies:
    """The addresses and networks of proxies whose word is taken."""

    def __init__(self, named: Iterable[str]) -> None:
        self._networks = [ip_network(one) for one in named]

    def client(self, peer: str | None, forwarded: str) -> Address:
        """Return who asks, given the peer of a connection and the header X-Forwarded-For.

        That is the last address in it which is of no proxy, if the peer is one, and else the peer.
        """
        address = _address(peer or "") or LOCAL
        for one in reversed(forwarded.split(",")):
            if not self.holds(address) or (before := _address(one)) is None:
                break
            address = before
        return address

    def trusts(self, peer: str | None) -> bool:
        """Return whether the peer of a connection is a proxy."""
        return self.holds(_address(peer or "") or LOCAL)

    def holds(self, address: Address) -> bool:
        """Return whether an address is one of a proxy."""
        return any(address in one for one in self._networks)


def client_key(address: Address) -> int:
    """Return a number for a client: an address of IPv4, or the network of one of IPv6."""
    return int(address) if isinstance(address, IPv4Address) else (int(address) >> _HOST_BITS) | 1 << _HOST_BITS


def _address(text: str) -> Address | None:
    """Return the address in a text, which may have a port or brackets; one of IPv4 within IPv6 is taken for itself."""
    text = text.strip().partition("%")[0]
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found
