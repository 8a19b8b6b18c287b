"""Errors as problem+json (RFC 9457): what is wrong, where, and what is allowed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from pydantic import BaseModel, ConfigDict, Field

PROBLEM_JSON = "application/problem+json"
LONGEST_NAME = 100
# What has a default is in every answer all the same.
ALL_THERE = ConfigDict(json_schema_serialization_defaults_required=True)


class FaultShape(BaseModel):
    """One thing that is wrong with a request."""

    model_config = ALL_THERE

    name: str = Field(description="The parameter, or the field of the body.")
    message: str = Field(description="What is wrong with it, for people.")
    allowed: list[str] = Field(
        default=[],
        description="The values, or the names, that would be right.",
        examples=[["online", "face_to_face"]],
    )


class ProblemShape(BaseModel):
    """Why there is no answer."""

    model_config = ALL_THERE

    type: str = Field(examples=["about:blank"])
    title: str = Field(description="What is wrong, for people.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What to do about it; may be empty.")
    code: str = Field(
        default="",
        description="A key of the reason that stays the same, where there are several for one status.",
        examples=["full"],
    )
    errors: list[FaultShape] = Field(default=[], description="What is wrong, one by one.")


class Problem(Exception):
    """A request that gets no answer, with what its sender can do about it."""

    def __init__(
        self,
        status: int,
        title: str,
        detail: str = "",
        errors: list[FaultShape] | None = None,
        headers: dict[str, str] | None = None,
        code: str = "",
    ) -> None:
        super().__init__(title)
        self.headers = headers or {}
        self.shape = ProblemShape(
            type="about:blank", title=title, status=status, detail=detail, code=code, errors=errors or []
        )


def problem_response(problem: Problem) -> HttpResponse:
    """The problem as an answer that nobody keeps."""
    shape = problem.shape
    return HttpResponse(
        orjson.dumps(shape.model_dump()),
        status=shape.status,
        content_type=PROBLEM_JSON,
        headers={"Cache-Control": "no-store"} | problem.headers,
    )


def not_found(what: str) -> Problem:
    """The problem for something that is not there, or that a visitor may not see."""
    return Problem(404, _("Not found"), what)


def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    """The answer at an address that the API does not have."""
    return problem_response(not_found(_("The API has no such address.")))


def use_problems(api: NinjaAPI) -> None:
    """Let every error of `api` be a problem."""
    handlers: dict[type[Exception], Any] = {
        Problem: lambda request, error: problem_response(error),
        Http404: lambda request, error: problem_response(not_found(_("There is nothing here."))),
        ValidationError: _invalid,
        SuspiciousOperation: lambda request, error: problem_response(_too_much()),
        HttpError: lambda request, error: problem_response(Problem(error.status_code, str(error))),
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def _too_much() -> Problem:
    # Only what Django itself refuses to read: too many parameters, or too long a body.
    return Problem(400, _("This cannot be read"), _("Send fewer parameters, or a shorter body."))


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    faults = [_fault(one) for one in error.errors]
    return problem_response(Problem(422, _("This cannot be answered"), errors=faults))


def _fault(error: dict[str, Any]) -> FaultShape:
    expected = str((error.get("ctx") or {}).get("expected", ""))
    allowed = [part.strip(" '") for part in expected.replace(" or ", ",").split(",") if part.strip()]
    # Pydantic puts this before the sentence of a check of ours.
    message = str(error.get("msg", "")).removeprefix("Value error, ")
    return FaultShape(name=_name_of(error.get("loc", ())), message=message, allowed=allowed)


def _name_of(location: Sequence[Any]) -> str:
    """A field of the body by its path, like `participants.0.email`; anything else by its own name."""
    if location and location[0] == "body":
        # The second is what the body is called in here.
        return readable(".".join(map(str, location[2:])))
    parts = [str(part) for part in location if part not in ("query", "header", "parameters", "path")]
    return parts[0] if parts else ""


def readable(name: str) -> str:
    """A name that somebody sent, fit to be sent back: not too long, and without halves of characters."""
    return name[:LONGEST_NAME].encode(errors="replace").decode()
