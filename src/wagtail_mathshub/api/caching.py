"""Public answers, kept as bytes until content or the clock changes them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import orjson
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language

from wagtail_mathshub import __version__, clock
from wagtail_mathshub.conf import conf
from wagtail_mathshub.publishing import generation

MOST_BYTES = 2 * 1024 * 1024
BUILDER_SECONDS = 30


@dataclass(frozen=True)
class Answer:
    """`changes_at` gives, for the stamp of the content, the next moment at which the clock changes the answer.

    It is asked only where the answer is kept.
    """

    body: bytes
    content_type: str
    changes_at: Callable[[str], datetime | None] = lambda stamp: None
    status: int = 200


@dataclass(frozen=True)
class _Kept:
    body: bytes
    content_type: str
    etag: str
    until: datetime


def answered(
    request: HttpRequest,
    *,
    fingerprint: str,
    hub_key: Callable[[str], str],
    build: Callable[[], Answer],
    public: bool = True,
) -> HttpResponse:
    """The response to `request`: a kept answer, or the one that `build` makes.

    `build` makes what anybody may see, whoever asks; with `public=False` nobody keeps it, not even a browser.
    `fingerprint` tells the shape of the answers from that of another version, `hub_key` whose answer it is
    under the present stamp of the content.
    """
    if not public or request.method not in ("GET", "HEAD"):
        return _unkept(request, build())
    # Neither kept nor looked up when this transaction shows what no other request sees yet.
    if not conf.api_cache_seconds or generation.pending():
        return _fresh(request, build())
    # Read before building: what changes meanwhile is then kept under a generation that nobody asks for.
    stamp = generation.stamp()
    key = cache_key(request, fingerprint=fingerprint, hub_key=hub_key(stamp), stamp=stamp)
    kept = cache.get(key)
    if kept is not None and kept.until > clock.now():
        return _shown(request, kept.body, kept.content_type, kept.etag)
    return _fresh(request, _built(key, stamp, build))


def cache_key(request: HttpRequest, *, fingerprint: str, hub_key: str, stamp: str) -> str:
    """All that the answer depends on. Parameters may come in any order; the values of one keep theirs."""
    query = sorted(request.GET.lists())
    parts = [__version__, fingerprint, stamp, hub_key, get_language(), request.path, query]
    return "mathshub:api:" + hashlib.sha256(orjson.dumps(parts)).hexdigest()


def _built(key: str, stamp: str, build: Callable[[], Answer]) -> Answer:
    # Whoever comes while another builds the same does not wait: it builds for itself and keeps nothing.
    lock = key + ":builder"
    if not cache.add(lock, True, BUILDER_SECONDS):
        return build()
    try:
        answer = build()
        _keep(key, stamp, answer)
        return answer
    finally:
        cache.delete(lock)


def _keep(key: str, stamp: str, answer: Answer) -> None:
    if answer.status != 200 or len(answer.body) > MOST_BYTES:
        return
    now = clock.now()
    until = now + timedelta(seconds=conf.api_cache_seconds)
    changes_at = answer.changes_at(stamp)
    if changes_at is not None:
        until = min(until, changes_at)
    if until > now:
        kept = _Kept(answer.body, answer.content_type, _etag(answer), until)
        cache.set(key, kept, (until - now).total_seconds())


def _etag(answer: Answer) -> str:
    return f'"{hashlib.sha256(answer.body).hexdigest()[:32]}"'


def _fresh(request: HttpRequest, answer: Answer) -> HttpResponse:
    if answer.status != 200:
        return _unkept(request, answer)
    return _shown(request, answer.body, answer.content_type, _etag(answer))


def _shown(request: HttpRequest, body: bytes, content_type: str, etag: str) -> HttpResponse:
    response = _response(request, body, content_type, 200)
    response["ETag"] = etag
    # Every cache on the way asks again: only here is it known whether anything has changed.
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    patch_vary_headers(response, ["Accept-Encoding", "Accept-Language"])
    return get_conditional_response(request, etag=etag, response=response) or response


def _unkept(request: HttpRequest, answer: Answer) -> HttpResponse:
    response = _response(request, answer.body, answer.content_type, answer.status)
    response["Cache-Control"] = "no-store"
    return response


def _response(request: HttpRequest, body: bytes, content_type: str, status: int) -> HttpResponse:
    response = HttpResponse(
        b"" if request.method == "HEAD" else body, content_type=content_type, status=status
    )
    response["Content-Length"] = str(len(body))
    return response
