"""Asks the old site for a page or a file: with limits on where, how long, how much and what."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from http.client import HTTPException, HTTPResponse
from urllib.parse import urljoin

from django.utils.translation import gettext as _

from wagtail_mathshub import __version__
from wagtail_mathshub.importing.fetching.allowed import AllowedHosts, AnyHost, Target, shown
from wagtail_mathshub.importing.fetching.connecting import Names, PinnedConnection, Resolver, resolve
from wagtail_mathshub.importing.fetching.deadlines import Deadline
from wagtail_mathshub.importing.limits import LIMITS, MEGABYTE, Limits
from wagtail_mathshub.importing.refusals import BadCertificate, MediaRefused
from wagtail_mathshub.publishing.file_facts import size_words

USER_AGENT = f"wagtail-mathshub/{__version__} (import of a Maths Hub's own site)"
REDIRECTS = {301, 302, 303, 307, 308}
MOST_REDIRECTS = 5
_PIECE = 64 * 1024
_HEADERS = {"Accept": "*/*", "Accept-Encoding": "identity", "Connection": "close"}


Reader = Callable[[HTTPResponse, Target], "Answer"]


class NoAnswer(MediaRefused):
    """A computer that may be asked gave no answer, or too slowly."""


@dataclass(frozen=True)
class Answer:
    """What a server said. `content` is empty unless `status` is 200; `address` is where it was found in the end.

    `media_type` has no parameters and is in lower case. `location` is the absolute address that a redirect names.
    `disposition` is the Content-Disposition header as it is, `charset` what the type's parameter says.
    """

    address: str
    status: int
    media_type: str = ""
    content: bytes = b""
    location: str = ""
    disposition: str = ""
    charset: str = ""


class Asker:
    """Asks allowed hosts, and never a private address; names are resolved once in its life.

    Cookies, credentials and the environment's proxies play no part. `allow_private` is for tests alone.
    """

    def __init__(
        self,
        allowed: AllowedHosts | AnyHost,
        *,
        limits: Limits = LIMITS,
        agent: str = USER_AGENT,
        allow_private: bool = False,
        resolver: Resolver = resolve,
        monotonic: Callable[[], float] = time.monotonic,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self.allowed = allowed
        self.limits = limits
        self._names = Names(resolver, allow_private=allow_private)
        self._monotonic = monotonic
        self._context = context or ssl.create_default_context()
        self._headers = _HEADERS | {"User-Agent": agent}

    def ask(
        self,
        address: str,
        *,
        most_bytes: int | None = None,
        types: Collection[str] = (),
        redirects: int = MOST_REDIRECTS,
    ) -> Answer:
        """The answer at `address`, or where its redirects lead to; MediaRefused says why there is none.

        `types` are the beginnings of media types that are read ("image/"); none: all. After `redirects` of them
        another redirect is refused; with 0, it is the answer itself.
        """
        deadline = Deadline(self.limits.download_seconds, self._monotonic)
        most = self.limits.file_bytes if most_bytes is None else most_bytes
        read = partial(_read, most=most, types=types)
        place = address
        for _turn in range(max(redirects, 0) + 1):
            answer = self._answer(self.allowed.target(place), deadline, read)
            if not answer.location or not redirects:
                return answer
            place = answer.location
        raise MediaRefused(_("{address} leads on and on.").format(address=shown(address)))

    def look(self, address: str, *, method: str = "HEAD", seconds: float | None = None) -> Answer:
        """The very answer at `address`: its content is not read, and where it leads to is not followed."""
        deadline = Deadline(seconds or self.limits.download_seconds, self._monotonic)
        return self._answer(self.allowed.target(address), deadline, _head, method)

    def _answer(self, target: Target, deadline: Deadline, read: Reader, method: str = "GET") -> Answer:
        try:
            connection = self._connected(target, deadline)
            try:
                connection.request(method, target.path, headers=self._headers)
                with connection.getresponse() as response:
                    return read(response, target)
            finally:
                connection.close()
        except TimeoutError:
            raise NoAnswer(_("{address} took too long.").format(address=shown(str(target)))) from None
        except ssl.SSLError:
            raise BadCertificate(
                _("{host} has no valid certificate, so what it sends cannot be trusted.").format(
                    host=target.host
                )
            ) from None
        except (OSError, HTTPException, ValueError):
            raise NoAnswer(
                _("{address} could not be read: the connection failed.").format(address=shown(str(target)))
            ) from None

    def _connected(self, target: Target, deadline: Deadline) -> PinnedConnection:
        """A connection to the first of the name's addresses that takes one."""
        problem: OSError = OSError()
        for ip in self._names.addresses(target):
            connection = PinnedConnection(target, ip, deadline, self._context)
            try:
                connection.connect()
            except (TimeoutError, ssl.SSLError):
                raise
            except OSError as error:
                problem = error
            else:
                return connection
        raise problem


def _head(response: HTTPResponse, target: Target) -> Answer:
    address = str(target)
    media_type = response.getheader("Content-Type", "").partition(";")[0].strip().lower()
    location = _location(response) if response.status in REDIRECTS else ""
    return Answer(
        address, response.status, media_type, location=urljoin(address, location) if location else ""
    )


def _location(response: HTTPResponse) -> str:
    # Headers arrive as Latin-1, but who writes letters into one that it has not, means UTF-8.
    text = response.getheader("Location", "")
    try:
        return text.encode("latin-1").decode()
    except UnicodeError:
        return text


def _read(response: HTTPResponse, target: Target, most: int, types: Collection[str]) -> Answer:
    answer = _head(response, target)
    address, media_type = answer.address, answer.media_type
    if response.status != 200:
        return answer
    if types and media_type and not media_type.startswith(tuple(types)):
        raise MediaRefused(
            _("{address} is of a kind that is not taken ({media_type}).").format(
                address=shown(address), media_type=media_type[:60]
            )
        )
    if response.getheader("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
        raise MediaRefused(
            _("{address} was sent compressed, though it was asked for as it is.").format(
                address=shown(address)
            )
        )
    content = _content(response, address, most)
    disposition = response.getheader("Content-Disposition", "")
    charset = response.headers.get_content_charset() or ""
    return Answer(address, 200, media_type, content, disposition=disposition, charset=charset)


def _content(response: HTTPResponse, address: str, most: int) -> bytes:
    too_large = MediaRefused(
        _("{address} is larger than {size}.").format(address=shown(address), size=_size(most))
    )
    # The length is only what the other side says, and what counts is what it sends; but why begin.
    if (response.length or 0) > most:
        raise too_large
    pieces: list[bytes] = []
    left = most
    while piece := response.read(min(_PIECE, left + 1)):
        pieces.append(piece)
        left -= len(piece)
    if left < 0:
        raise too_large
    if response.length:
        raise HTTPException
    return b"".join(pieces)


def _size(most: int) -> str:
    # The limits count in 1,024s; a message says the number that people set.
    return f"{most // MEGABYTE} MB" if most >= MEGABYTE else size_words(most)
