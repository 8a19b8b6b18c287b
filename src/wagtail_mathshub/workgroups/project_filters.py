"""How projects are narrowed down."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from wagtail_mathshub.api.conditions import PK, in_column, words_in
from wagtail_mathshub.api.listing import Facet, Listing
from wagtail_mathshub.api.paging import Key
from wagtail_mathshub.api.parameters import ListParameters, Words, keys
from wagtail_mathshub.taxonomy.vocabularies import Stage, Strand


class ProjectParameters(ListParameters):
    """What the list of projects takes."""

    code: Words = Field([], description="Project codes like NCP26-17.")
    academic_year: Words = Field([], description="Keys like 2026-27.")
    strand: keys(Strand) = []  # ty: ignore[invalid-type-form]
    stage: keys(Stage) = []  # ty: ignore[invalid-type-form]
    is_national: bool | None = None
    order: Literal["", "title", "code"] = ""


PROJECT_LISTING = Listing(
    filters={
        "code": in_column("code"),
        "academic_year": in_column("academic_year"),
        "strand": in_column("strand"),
        "stage": in_column("stage"),
        "is_national": lambda rows, value: rows.filter(is_national=value),
        "q": words_in("title", "code"),
    },
    facets={
        "academic_year": Facet(column="academic_year"),
        "strand": Facet(column="strand"),
        "stage": Facet(column="stage"),
    },
    orders={"title": (Key("title"), PK), "code": (Key("code"), PK)},
    default_order="title",
)
