"""The addresses of the API by what they answer with, and their shapes."""

from __future__ import annotations

from pydantic import TypeAdapter

from wagtail_mathshub.api_urls import api

# The search's own tests hold it to what a visitor may see.
LISTS = [
    *("work-groups", "projects", "events", "articles", "collections", "lessons", "jobs", "people"),
    *("organisations", "sessions", "hubs", "redirects", "sitemap"),
]
DETAILS = ["work-groups", "events", "articles", "collections", "jobs", "pages"]
BODIES = ["work-groups", "events", "articles", "jobs"]


def operations():
    """Each operation with its path and the model of its answer."""
    for _prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                status = 200 if 200 in operation.response_models else 202
                model = operation.response_models[status]
                yield operation.operation_id, path, model.__annotations__["response"]


MODELS = [model for _id, _path, model in operations()]
ANSWERS = {path: TypeAdapter(model) for _id, path, model in operations()}


def valid(path, answer):
    assert answer.status_code in (200, 202), answer.content
    ANSWERS[path].validate_json(answer.content)
    return answer.json()
