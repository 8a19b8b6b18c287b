"""Rows for tests, each as small as it can be."""

from __future__ import annotations

from datetime import date, time

import factory
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.organisations.models import Organisation
from wagtail_mathshub.pages.models import (
    HubArticleAuthor,
    HubArticleIndexPage,
    HubArticlePage,
    HubEventIndexPage,
    HubEventPage,
    HubHomePage,
    HubJobIndexPage,
    HubResourceIndexPage,
    JobAdvertPage,
    Lesson,
    ResourceCollectionPage,
    WorkGroupIndexPage,
    WorkGroupLead,
    WorkGroupPage,
    WorkGroupSession,
)
from wagtail_mathshub.people.models import Person
from wagtail_mathshub.workgroups.models import Project


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda number: f"School {number}")


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    name = factory.Sequence(lambda number: f"Person {number}")


class ProjectFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Project

    title = factory.Sequence(lambda number: f"Project {number}")


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda number: f"user-{number}")
    password = factory.django.Password("password")


INDEXES = {
    "work-groups": WorkGroupIndexPage,
    "events": HubEventIndexPage,
    "resources": HubResourceIndexPage,
    "articles": HubArticleIndexPage,
    "jobs": HubJobIndexPage,
}


def make_hub(key: str, **settings: object) -> HubSettings:
    """A Site with settings, a home page and the lists of each kind of page."""
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HubHomePage(title=f"{key.title()} hub", slug=f"{key}-hub"))
    site = Site.objects.create(hostname=f"{key}.example.org", root_page=home, site_name=key.title())
    for slug, model in INDEXES.items():
        home.add_child(instance=model(title=slug.replace("-", " ").capitalize(), slug=slug))
    return HubSettings.objects.create(site=site, key=key, **({"name": f"{key.title()} Hub"} | settings))


def index_of(hub: HubSettings, model: type[Page] = WorkGroupIndexPage) -> Page:
    """The hub's list of Work Groups, or of another kind of page."""
    return model.objects.descendant_of(hub.site.root_page).get()


def make_group(hub: HubSettings, *, sessions: list[dict] | None = None, **fields: object) -> WorkGroupPage:
    """A published Work Group of `hub` with the given sessions."""
    leads = fields.pop("leads", [])
    group = WorkGroupPage(**({"title": "Fractions", "academic_year": "2026-27"} | fields))
    group.sessions = [WorkGroupSession(sort_order=n, **row) for n, row in enumerate(sessions or [])]
    group.leads = [WorkGroupLead(sort_order=n, person=person) for n, person in enumerate(leads)]
    return index_of(hub).add_child(instance=group)


def on(day: date, start: str | None = "13:00", end: str | None = "16:00", **fields: object) -> dict:
    """The fields of a session on `day`."""
    times = {
        name: time.fromisoformat(text) if text else None for name, text in (("start", start), ("end", end))
    }
    return {"date": day, **times, **fields}


def make_article(
    hub: HubSettings, *, authors: list | None = None, topics=(), **fields: object
) -> HubArticlePage:
    """A published article; authors are people or names."""
    page = HubArticlePage(**({"title": "Corners", "date": date(2026, 10, 5)} | fields))
    page.authors = [
        HubArticleAuthor(sort_order=n, **({"name": who} if isinstance(who, str) else {"person": who}))
        for n, who in enumerate(authors or [])
    ]
    index_of(hub, HubArticleIndexPage).add_child(instance=page)
    page.topics = list(topics)
    page.save()
    return page


def make_collection(hub: HubSettings, *, lessons: list[dict] | None = None, **fields: object):
    """A published collection with the given lessons."""
    page = ResourceCollectionPage(**({"title": "Lessons"} | fields))
    page.lessons = [
        Lesson(sort_order=n, **({"title": f"Lesson {n}"} | row)) for n, row in enumerate(lessons or [])
    ]
    return index_of(hub, HubResourceIndexPage).add_child(instance=page)


def make_job(hub: HubSettings, **fields: object) -> JobAdvertPage:
    """A published advert."""
    return index_of(hub, HubJobIndexPage).add_child(instance=JobAdvertPage(**({"title": "Lead"} | fields)))


def make_event(hub: HubSettings, **fields: object) -> HubEventPage:
    """A published event."""
    return index_of(hub, HubEventIndexPage).add_child(
        instance=HubEventPage(**({"title": "Conference"} | fields))
    )


def make_document(title: str = "Worksheet", name: str = "worksheet.pdf", data: bytes = b"%PDF-1.4\n"):
    """A document with a file of these bytes."""
    document = get_document_model()(title=title)
    document.file.save(name, ContentFile(data), save=False)
    document._set_document_file_metadata()
    document.file.close()
    document.save()
    return document


def material(document, **fields: object) -> tuple[str, dict]:
    """A file of a lesson."""
    return "file", {
        "document": document,
        "title": "",
        "note": "",
        "licence": "",
        "kind": "worksheet",
    } | fields
