"""The five families of pages, and what is the same about them, for tests that hold for all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from tests import factories
from wagtail_mathshub.pages import models
from wagtail_mathshub.workgroups.texts import TEXT_FIELDS

SESSION = factories.on(date(2027, 1, 20))


@dataclass(frozen=True)
class Family:
    """One kind of page: its classes, how a full one is made, and what its form needs."""

    page: type[Page]
    index: type[Page]
    make: Callable[..., Any]
    children: tuple[str, ...]
    form: dict[str, Any] = field(default_factory=dict)
    foreign: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.page.__name__

    def typed(self, **fields: Any) -> dict[str, Any]:
        """What an editor's browser sends for a page with nothing but a title."""
        formsets = {name: inline_formset([]) for name in (*self.children, "comments")}
        empty = {"title": "Nothing yet", "slug": "nothing-yet", "body": streamfield([])}
        return nested_form_data(empty | formsets | self.form | fields)


def full_group(hub: Any, **fields: Any) -> Any:
    """A Work Group with a session and a lead."""
    leads = [factories.PersonFactory(site=hub.site)]
    return factories.make_group(hub, sessions=[SESSION], leads=leads, **fields)


def full_collection(hub: Any, **fields: Any) -> Any:
    """A collection with a lesson that has a file."""
    lesson = {"year_from": 4, "year_to": 5, "materials": [factories.material(factories.make_document())]}
    return factories.make_collection(hub, lessons=[lesson], **fields)


def full_article(hub: Any, **fields: Any) -> Any:
    """An article by somebody of the hub and somebody else."""
    authors = [factories.PersonFactory(site=hub.site), "A. Guest"]
    return factories.make_article(hub, authors=authors, **fields)


def full_event(hub: Any, **fields: Any) -> Any:
    """An event with a speaker and a place."""
    place = factories.OrganisationFactory(site=hub.site)
    page = factories.make_event(hub, **(SESSION | {"organisation": place} | fields))
    page.speakers.add(models.HubEventSpeaker(name="A. Guest", talk="Bar models"))
    page.save()
    return page


def full_job(hub: Any, **fields: Any) -> Any:
    """An advert with a file and a host."""
    page = factories.make_job(hub, **({"host": factories.OrganisationFactory(site=hub.site)} | fields))
    page.documents.add(models.JobDocument(document=factories.make_document()))
    page.save()
    return page


FAMILIES = [
    Family(
        models.WorkGroupPage,
        models.WorkGroupIndexPage,
        full_group,
        ("sessions", "leads"),
        dict.fromkeys(TEXT_FIELDS, "null")
        | {
            "extra_questions": streamfield([]),
            "apply_via": "none",
            "capacity_unit": "schools",
            "admission": "first_come",
        },
        {"project": "project", "contact_person": "person"},
    ),
    Family(
        models.HubEventPage,
        models.HubEventIndexPage,
        full_event,
        ("speakers",),
        {"mode": "tbc", "status": "scheduled"},
        {"organisation": "school"},
    ),
    Family(
        models.HubArticlePage,
        models.HubArticleIndexPage,
        full_article,
        ("authors", "related_articles"),
        {"date_precision": "day"},
    ),
    Family(
        models.ResourceCollectionPage,
        models.HubResourceIndexPage,
        full_collection,
        ("lessons", "compilers"),
    ),
    Family(
        models.JobAdvertPage,
        models.HubJobIndexPage,
        full_job,
        ("documents",),
        {"apply_via": "hub", "pay_unit": "YEAR"},
        {"host": "school", "contact_person": "person"},
    ),
]
