"""Which address of this machine phones in the same room can reach."""

import ipaddress
import socket

import ifaddr
from msgspec import Struct

NAMES = (
    "docker",
    "br-",
    "veth",
    "virbr",
    "vmnet",
    "vboxnet",
    "tun",
    "tap",
    "wg",
    "zt",
    "tailscale",
)
"""How the interfaces begin that lead to no room."""


class Address(Struct, frozen=True, order=True):
    """An IPv4 address of this machine, and the interface that has it; a lower `rank` is more likely
    to be reached.
    """

    rank: int
    address: str
    interface: str


def addresses() -> list[Address]:
    """The private IPv4 addresses, the likeliest first; loopback where there is no other.

    Only literal private addresses are offered: browsers warn of other hosts without TLS.
    """
    usual = _outward()
    found = set()
    for adapter in ifaddr.get_adapters():
        for ip in adapter.ips:
            if ip.is_IPv4 and isinstance(ip.ip, str):
                rank = _rank(ip.ip, adapter.nice_name, usual)
                if rank is not None:
                    found.add(Address(rank, ip.ip, adapter.nice_name))
    return sorted(found) or [Address(9, "127.0.0.1", "loopback")]


def _rank(address: str, interface: str, usual: str) -> int | None:
    known = ipaddress.ip_address(address)
    if known.is_loopback or known.is_link_local or not known.is_private:
        return None
    if interface.lower().startswith(NAMES):
        return 5
    return 0 if address == usual else 1


def _outward() -> str:
    """The address from which this machine would reach others. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # of no machine (RFC 5737)
        except OSError:
            return ""
        return str(probe.getsockname()[0])
