"""A connection to one address that has been checked, whatever the name resolves to a moment later."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Sequence
from http.client import HTTPConnection
from typing import Any

from django.utils.translation import gettext as _

from wagtail_mathshub.importing.fetching.allowed import SCHEMES, Target, is_public
from wagtail_mathshub.importing.fetching.deadlines import Deadline, TimedSocket
from wagtail_mathshub.importing.refusals import NamesSilent, NameUnknown, PrivateAddress

Resolver = Callable[[str, int], Sequence[str]]
# What a resolver says that could not ask anybody.
_SILENT = {socket.EAI_AGAIN, socket.EAI_FAIL, socket.EAI_SYSTEM}


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a name, in the order in which they should be tried; OSError where there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_others, address in found))


class Names:
    """The addresses of names, each resolved once, and only those that are public.

    `allow_private` is for tests, whose servers run on the same machine; no setting leads to it.
    """

    def __init__(self, resolver: Resolver = resolve, *, allow_private: bool = False) -> None:
        self._resolver = resolver
        self._allow_private = allow_private
        self._known: dict[str, list[str]] = {}

    def addresses(self, target: Target) -> list[str]:
        """The addresses to try; where the name has none that may be asked, the kind of MediaRefused says why."""
        if target.host not in self._known:
            self._known[target.host] = self._checked(target)
        return self._known[target.host]

    def _checked(self, target: Target) -> list[str]:
        refusal = NameUnknown
        try:
            found = list(self._resolver(target.host, target.port))
        except (OSError, UnicodeError) as error:
            found = []
            if isinstance(error, socket.gaierror) and error.errno in _SILENT:
                refusal = NamesSilent
        if not found:
            raise refusal(
                _("There is no computer called {host}. Is the old site still there?").format(host=target.host)
            )
        allowed = found if self._allow_private else [address for address in found if is_public(address)]
        if not allowed:
            raise PrivateAddress(
                _("{host} leads to a computer inside a private network. It was not asked.").format(
                    host=target.host
                )
            )
        return allowed


class PinnedConnection(HTTPConnection):
    """Connects to `ip`; the name stays in the Host header and is what a certificate has to be for."""

    def __init__(self, target: Target, ip: str, deadline: Deadline, context: ssl.SSLContext) -> None:
        super().__init__(target.host, target.port)
        self.default_port = SCHEMES[target.scheme]
        self._ip = ip
        self._deadline = deadline
        self._context = context if target.scheme == "https" else None

    def connect(self) -> None:
        """Connect, and check the certificate."""
        connected = socket.create_connection((self._ip, self.port), timeout=self._deadline.left())
        try:
            if self._context:
                connected.settimeout(self._deadline.left())
                connected = self._context.wrap_socket(connected, server_hostname=self.host)
        except BaseException:
            connected.close()
            raise
        timed: Any = TimedSocket(connected, self._deadline)
        self.sock = timed
