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

from wagtail_mathshub.api.errors import PROBLEM_JSON

Described = tuple[bytes, str]


def described(api: NinjaAPI, prefix: str = "") -> dict[str, Any]:
    """The OpenAPI description of `api`, for addresses that begin with `prefix`."""
    found = dict(api.get_openapi_schema(path_prefix=prefix))
    operations = [operation for path in found["paths"].values() for operation in path.values()]
    for operation in operations:
        _describe_problems(operation)
        _keep_examples_to_schemas(operation)
    _leave_out_unused(found)
    return found


def _describe_problems(operation: dict[str, Any]) -> None:
    # django-ninja describes every answer as application/json.
    for status, answer in operation["responses"].items():
        if int(status) >= 400 and "application/json" in answer.get("content", {}):
            answer["content"] = {PROBLEM_JSON: answer["content"]["application/json"]}


def _keep_examples_to_schemas(operation: dict[str, Any]) -> None:
    # django-ninja copies a schema's list of examples to where OpenAPI has a map.
    for parameter in operation.get("parameters", ()):
        parameter.pop("examples", None)


def _leave_out_unused(found: dict[str, Any]) -> None:
    # The models of query parameters, which are described parameter by parameter.
    shapes = found["components"]["schemas"]
    used, following = set(), _references(found["paths"])
    while following:
        used |= following
        following = {other for name in following for other in _references(shapes[name])} - used
    found["components"]["schemas"] = {name: shape for name, shape in shapes.items() if name in used}


def _references(part: Any) -> set[str]:
    if isinstance(part, dict):
        own = part.get("$ref")
        named = {own.rpartition("/")[2]} if isinstance(own, str) else set()
        return named.union(*(_references(value) for value in part.values()))
    return set().union(*(_references(value) for value in part)) if isinstance(part, list) else set()


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
