"""A guard at the socket: notes every connection, and lets none through but those that a test names."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from unittest.mock import patch


class ConnectionForbidden(BaseException):
    """Not an Exception, so that no code which takes care of failed connections swallows it."""


@dataclass
class Connections:
    """Where connections went, as (IP address or name, port), and the names that were looked up."""

    made: list[tuple[str, int]] = field(default_factory=list)
    forbidden: list[tuple[str, int]] = field(default_factory=list)
    looked_up: list[str] = field(default_factory=list)


@contextmanager
def no_connections_but(*hosts: str) -> Iterator[Connections]:
    """Connections to these IP addresses or names are made; any other raises, and fails at the end of the block.

    Sockets within the machine's own file system are left alone. Name look-ups are noted, not forbidden.
    """
    seen = Connections()
    connect, connect_ex, look_up = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def check(made_by: socket.socket, address) -> None:
        if made_by.family not in (socket.AF_INET, socket.AF_INET6):
            return
        place = (str(address[0]), int(address[1]))
        if place[0] not in hosts:
            seen.forbidden.append(place)
            # create_connection only closes it after an OSError.
            made_by.close()
            raise ConnectionForbidden(f"A connection to {place[0]}, port {place[1]}, was about to be made.")
        seen.made.append(place)

    def guarded_connect(made_by, address):
        check(made_by, address)
        return connect(made_by, address)

    def guarded_connect_ex(made_by, address):
        check(made_by, address)
        return connect_ex(made_by, address)

    def noted_look_up(host, *args, **options):
        seen.looked_up.append(str(host))
        return look_up(host, *args, **options)

    with (
        patch.object(socket.socket, "connect", guarded_connect),
        patch.object(socket.socket, "connect_ex", guarded_connect_ex),
        patch.object(socket, "getaddrinfo", noted_look_up),
    ):
        yield seen
    assert not seen.forbidden, f"Connections outside the allowed hosts were tried: {seen.forbidden}"
