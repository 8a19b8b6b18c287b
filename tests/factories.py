"""Rows for tests, each as small as it can be."""

from __future__ import annotations

from datetime import date, time

import factory
from django.contrib.auth.models import User
from wagtail.models import Page, Site

from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.organisations.models import Organisation
from wagtail_mathshub.pages.models import (
    HubHomePage,
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


def make_hub(key: str, **settings: object) -> HubSettings:
    """A Site with settings, a home page and a list of Work Groups."""
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HubHomePage(title=f"{key.title()} hub", slug=f"{key}-hub"))
    site = Site.objects.create(hostname=f"{key}.example.org", root_page=home, site_name=key.title())
    home.add_child(instance=WorkGroupIndexPage(title="Work Groups", slug="work-groups"))
    return HubSettings.objects.create(site=site, key=key, **({"name": f"{key.title()} Hub"} | settings))


def index_of(hub: HubSettings) -> WorkGroupIndexPage:
    """The hub's list of Work Groups."""
    return WorkGroupIndexPage.objects.descendant_of(hub.site.root_page).get()


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
