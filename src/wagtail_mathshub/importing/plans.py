"""What a page of the old site is to become: plain data, without a database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from wagtail_mathshub.importing.findings import Guess, Loss, Notice

# In a plan's values, a file of the old site stands as this and its absolute address.
MEDIA = "media:"


class PlanKind(TextChoices):
    WORK_GROUP = "work_group", _("Work Group")
    ARTICLE = "article", _("Article")
    COLLECTION = "collection", _("Collection of lessons")
    JOB = "job", _("Job advert")
    EVENT = "event", _("Event")
    PEOPLE = "people", _("Page about people")
    PAGE = "page", _("Page of text")


@dataclass(frozen=True)
class Plan:
    """A page to make.

    `part` tells apart the several pages that one old page becomes ("" for the first). `fields` are the page's own
    columns by name, `rows` its child rows by related name; `body` is the stored JSON of its stream. Vocabularies and
    topics stand as keys, people as names, links to other pages of the old site as their absolute addresses, files
    as `MEDIA` and their absolute address, dates and times as Python's own.
    """

    kind: PlanKind
    confidence: float
    title: str
    part: str = ""
    slug: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    rows: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)
    body: list[dict[str, Any]] = field(default_factory=list)
    guesses: tuple[Guess, ...] = ()
    notices: tuple[Notice, ...] = ()
    losses: tuple[Loss, ...] = ()


def media(address: str) -> str:
    """How a plan names a file of the old site."""
    return MEDIA + address
