"""Answers as JSON bytes. Their shapes are checked in tests, not on every request."""

from __future__ import annotations

from datetime import time
from typing import Annotated, Any, Generic, TypeVar

import orjson
from django.http import HttpResponse
from pydantic import BaseModel, Field, WithJsonSchema

T = TypeVar("T")
# A JSON Schema's own `time` has an offset.
WallTime = Annotated[
    time,
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^\d{2}:\d{2}:\d{2}(\.\d+)?$",
            "description": "A London wall time.",
            "examples": ["16:00:00"],
        }
    ),
]
FacetCounts = dict[str, dict[str, int]]


class ListShape(BaseModel, Generic[T]):
    """A list."""

    count: int = Field(description="How many items there are in all.")
    items: list[T]
    next: str | None = Field(description="The address of what follows; null at the end.")
    facets: FacetCounts = Field(
        description="For each facet asked for: how many items each of its options would leave."
    )


class KeyLabelShape(BaseModel):
    """A key that stays the same, and its label in this hub's words."""

    key: str
    label: str


class StateShape(KeyLabelShape):
    """A state that follows from dates, places and the clock."""

    reason: str = Field(description="Why it holds, in a sentence; may be empty.")


class YearsShape(BaseModel):
    """A range of school years, and what follows from it."""

    first: int | None = Field(description="-1 Nursery, 0 Reception, 1 to 13; null for all years.")
    last: int | None
    label: str = Field(examples=["Years 5 to 8"])
    phases: list[str]
    key_stages: list[str]
    ages: list[int] = Field(description="The youngest and the oldest age.", min_length=2, max_length=2)


def as_json(data: Any) -> bytes:
    """The bytes of plain data; dates and moments as ISO 8601."""
    return orjson.dumps(data, default=str)


def json_response(data: Any) -> HttpResponse:
    """Plain data as an answer."""
    return HttpResponse(as_json(data), content_type="application/json")
