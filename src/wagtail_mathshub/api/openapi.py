"""The description of the API, built once and then served as bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from ninja import NinjaAPI

Described = tuple[bytes, str]


def described(api: NinjaAPI, prefix: str = "") -> dict[str, Any]:
    """The OpenAPI description of `api`, for addresses that begin with `prefix`."""
    return dict(api.get_openapi_schema(path_prefix=prefix))


_described: list[NinjaAPI] = []


def use_api(api: NinjaAPI) -> None:
    """Let `api` be the one whose answers are kept."""
    _described[:] = [api]
    fingerprint.cache_clear()


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """A short name for the shape of all answers, which changes with it."""
    shapes = [described(api) for api in _described]
    return hashlib.sha256(orjson.dumps(shapes, option=orjson.OPT_NON_STR_KEYS)).hexdigest()[:16]


def openapi_view(api: NinjaAPI) -> Callable[[HttpRequest], HttpResponse]:
    """A view that serves the description, with an ETag."""

    @lru_cache(maxsize=8)
    def built(prefix: str) -> Described:
        body = orjson.dumps(described(api, prefix), option=orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS)
        return body, f'"{hashlib.sha256(body).hexdigest()[:32]}"'

    def view(request: HttpRequest) -> HttpResponse:
        body, etag = built(request.path.removesuffix("openapi.json"))
        answer = HttpResponse(
            body, content_type="application/json", headers={"ETag": etag, "Cache-Control": "max-age=300"}
        )
        return get_conditional_response(request, etag=etag, response=answer) or answer

    return view
