"""Articles as the API publishes them."""

from __future__ import annotations

from pydantic import BaseModel, Field

from wagtail_mathshub.api.answers import KeyLabelShape, YearsShape
from wagtail_mathshub.hubs.shapes import Block, PageShape
from wagtail_mathshub.publishing.shapes import ImageShape, PageLinkShape


class AuthorShape(BaseModel):
    """An author; `slug` is empty for somebody who is not in the hub's list."""

    name: str
    slug: str


class SeriesShape(BaseModel):
    """The series that an article is a part of."""

    slug: str
    name: str
    part: int | None = Field(description="Which part this is, from 1.")
    parts: int | None = Field(description="How many parts there will be; null: not known yet.")


class ArticleShape(PageShape):
    """An article, complete for a card."""

    summary: str = Field(description="Plain text.")
    date: str = Field(description="As precise as it is known: 2026-09-28 or 2026-09; may be empty.")
    date_words: str = Field(examples=["28 September 2026"])
    authors: list[AuthorShape]
    series: SeriesShape | None
    topics: list[KeyLabelShape]
    years: YearsShape
    image: ImageShape | None
    body: list[Block] | None = Field(default=None, description="Blocks, with `include=body`.")


class ArticleDetailShape(ArticleShape):
    """An article with its text."""

    body: list[Block]  # ty: ignore[incompatible-mutable-override]
    references: list[str] = Field(description="Plain text, one source each.")
    canonical_address: str = Field(description="Where it was published first; may be empty.")
    parts: list[PageLinkShape] = Field(description="All public parts of its series, in order.")
    related: list[PageLinkShape] = Field(description="What to read next.")
