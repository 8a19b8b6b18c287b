"""Which addresses an import may ask for: those of the old site, and nothing inside the network that it runs in."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from django.utils.translation import gettext as _

from wagtail_mathshub.importing.refusals import MediaRefused

SCHEMES = {"http": 80, "https": 443}
PORTS = frozenset(SCHEMES.values())
MOST_LETTERS = 2000
_NOT_IN_ADDRESSES = re.compile(r"[\0-\x1f\x7f\\]")
_LEFT_IN_PATHS = "/%:@!$&'()*+,;=~"
_LEFT_IN_QUERIES = _LEFT_IN_PATHS + "?[]"
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?|[0-9a-f:.]+")
# Only 2000::/3 is given out to the public; these parts of it lead into IPv4, or nowhere.
_PUBLIC_IPV6 = ipaddress.ip_network("2000::/3")
_NOT_PUBLIC = [
    ipaddress.ip_network(text)
    for text in (
        *("192.0.0.0/24", "192.88.99.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.175.48.0/24"),
        *("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "2620:4f:8000::/48"),
    )
]


@dataclass(frozen=True)
class Target:
    """An address that may be asked: `path` is written for a request, with its query and without a fragment."""

    scheme: str
    host: str
    port: int
    path: str

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == SCHEMES[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.path}"


@dataclass(frozen=True)
class AllowedHosts:
    """Exact names of hosts in lower case, and ports; everything else is refused."""

    hosts: frozenset[str]
    ports: frozenset[int] = PORTS

    def target(self, address: str) -> Target:
        """What to ask for an address; MediaRefused where that is not allowed."""
        target = _parsed(address)
        if target.host not in self.hosts:
            raise MediaRefused(
                _("{address} lies on {host}, which is not the old site. It was not asked.").format(
                    address=shown(address), host=target.host
                )
            )
        _check_port(target, self.ports, address)
        return target


@dataclass(frozen=True)
class AnyHost:
    """Hosts of all names, for addresses that people have put on pages. Private networks stay closed all the same."""

    ports: frozenset[int] = PORTS

    def target(self, address: str) -> Target:
        """What to ask for an address; MediaRefused where that is not allowed."""
        target = _parsed(address)
        _check_port(target, self.ports, address)
        return target


def allowed_hosts(*names: str, ports: Iterable[int] = PORTS) -> AllowedHosts:
    """The hosts of these names or addresses, each with and without "www."; what names no host allows nothing."""
    hosts = set()
    for name in names:
        try:
            host = _parsed(name if "//" in name else f"https://{name}/").host
        except MediaRefused:
            continue
        hosts |= {host, host.removeprefix("www."), f"www.{host.removeprefix('www.')}"}
    return AllowedHosts(frozenset(hosts), frozenset(ports))


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, so no machine of the network this runs in."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and (ip.scope_id or ip not in _PUBLIC_IPV6):
        return False
    if any(ip.version == network.version and ip in network for network in _NOT_PUBLIC):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def shown(address: str) -> str:
    """An address for a message: without a password, never long."""
    text = re.sub(r"//[^/?#]*@", "//", _NOT_IN_ADDRESSES.sub("", address))
    return text if len(text) <= 120 else text[:119] + "…"


def _check_port(target: Target, ports: frozenset[int], address: str) -> None:
    if target.port not in ports:
        raise MediaRefused(
            _("{address} names port {port}. Only the usual ports of web sites are asked.").format(
                address=shown(address), port=target.port
            )
        )


def _parsed(address: str) -> Target:
    text = address.strip(" \t\r\n")
    if len(text) > MOST_LETTERS or _NOT_IN_ADDRESSES.search(text):
        raise _not_an_address(address)
    try:
        parts = urlsplit(text)
        port = parts.port
        host = _host(parts.hostname or "")
    except ValueError:
        raise _not_an_address(address) from None
    if parts.scheme not in SCHEMES or not _HOST.fullmatch(host):
        raise _not_an_address(address)
    if "@" in parts.netloc:
        raise MediaRefused(
            _("{address} carries a user name or password. It was not asked.").format(address=shown(address))
        )
    path = quote(parts.path or "/", safe=_LEFT_IN_PATHS)
    query = f"?{quote(parts.query, safe=_LEFT_IN_QUERIES)}" if parts.query else ""
    return Target(parts.scheme, host, SCHEMES[parts.scheme] if port is None else port, path + query)


def _host(name: str) -> str:
    host = name.rstrip(".").lower()
    return host if host.isascii() else host.encode("idna").decode("ascii")


def _not_an_address(address: str) -> MediaRefused:
    return MediaRefused(
        _("“{address}” is not the address of a web site. Addresses start with https:// or http://.").format(
            address=shown(address)
        )
    )
