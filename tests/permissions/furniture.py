"""A hub with something of everything in it, all of it named so that it can be found in an answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Model
from wagtail.images import get_image_model
from wagtail.models import Page, Revision, Site

from tests import factories
from tests.registration.applying import confirmed, open_group
from wagtail_mathshub import clock
from wagtail_mathshub.desk.rolling_over.tables import RolledPage, RollOver
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.importing.tables import ImportItem, ImportRun
from wagtail_mathshub.organisations.models import Organisation
from wagtail_mathshub.pages.models import WorkGroupSession
from wagtail_mathshub.people.models import Person
from wagtail_mathshub.publishing.outgoing_links import LinkUse, OutgoingLink
from wagtail_mathshub.registration.models import Application, Interest, Message, Participant
from wagtail_mathshub.taxonomy.models import Audience, LocalAuthority, Topic
from wagtail_mathshub.workgroups.models import Project

# Every first row of the other hub has this key, so that one number in a body names something of each kind.
FORGED = 700_001
NUMBERED = (
    *(
        HubSettings,
        Person,
        Organisation,
        Project,
        WorkGroupSession,
        Revision,
        ImportRun,
        ImportItem,
        RollOver,
    ),
    *(RolledPage, OutgoingLink, LinkUse, Application, Participant, Interest, Message, get_image_model()),
)


@dataclass
class Furniture:
    """The hub, its rows by kind, and the word that is in the name of all of them."""

    hub: HubSettings
    canary: str
    rows: dict[str, Any] = field(default_factory=dict)


def furnish(key: str, canary: str) -> Furniture:
    """A hub with pages, people, applications, an import, a roll-over and a dead link."""
    hub = factories.make_hub(key, name=f"{canary} Hub", phone=f"{canary} 01234")
    return Furniture(hub, canary, {**_people(hub, canary)} | _pages(hub, canary) | _desk(hub, canary))


def furnish_forged(key: str, canary: str) -> Furniture:
    """The same; the first row of each kind has the key FORGED."""
    _begin_at(FORGED, Site, *NUMBERED)
    hub = factories.make_hub(key, name=f"{canary} Hub", phone=f"{canary} 01234")
    people = _people(hub, canary)
    _begin_at(FORGED, Page)
    made = Furniture(hub, canary, people | _pages(hub, canary) | _desk(hub, canary))
    wrong = [name for name, row in made.rows.items() if isinstance(row, Model) and row.pk != FORGED]
    # The index and the second pages of the hub are older than its group, or younger.
    assert not {"group", "application", "person", "project", "import", "roll_over", "link"} & set(wrong), (
        wrong
    )
    return made


def _people(hub: HubSettings, canary: str) -> dict[str, Any]:
    rows: dict[str, Any] = {
        # What all hubs share.
        model._meta.model_name: model.objects.get_or_create(key="common", defaults={"label": "Common"})[0]
        for model in (Audience, Topic, LocalAuthority)
    }
    rows |= {
        "person": factories.PersonFactory(site=hub.site, name=f"{canary} Person"),
        "organisation": factories.OrganisationFactory(site=hub.site, name=f"{canary} School"),
        "project": factories.ProjectFactory(site=hub.site, title=f"{canary} Project"),
    }
    rows["revision"] = rows["project"].save_revision()
    rows["person"].save_revision()
    return rows


def _pages(hub: HubSettings, canary: str) -> dict[str, Any]:
    group = open_group(hub, title=f"{canary} Group", slug=f"{hub.key}-group", admission="round")
    group.save_revision()
    row = confirmed(group, contact_name=f"{canary} Contact", school_name=f"{canary} Academy")
    message = row.messages.order_by("pk").first()
    Message.objects.filter(application=row).update(state="failed", error=canary)
    interest = Interest.objects.create(
        site=hub.site, page=group, email="kim@example.org", name=canary, created_at=clock.now()
    )
    job = factories.make_job(hub, title=f"{canary} Role", slug=f"{hub.key}-role")
    collection = factories.make_collection(hub, title=f"{canary} Lessons", slug=f"{hub.key}-lessons")
    return {
        "group": group,
        "index": factories.index_of(hub),
        "session": group.sessions.first(),
        "application": row,
        "participant": row.participants.first(),
        "message": message,
        "interest": interest,
        "job": job,
        "collection": collection,
    }


def _desk(hub: HubSettings, canary: str) -> dict[str, Any]:
    group = Page.objects.get(slug=f"{hub.key}-group")
    run = ImportRun.objects.create(
        site=hub.site,
        source_name=f"{canary} export",
        source_key=hub.key,
        started_at=clock.now(),
        state="finished",
    )
    item = ImportItem.objects.create(
        site=hub.site, run=run, first_run=run, title=f"{canary} Imported", page=group, state="created",
        source_id=canary, source_key=hub.key,
    )  # fmt: skip
    rolled = RollOver.objects.create(
        site=hub.site, from_year="2026-27", to_year="2027-28", started_at=clock.now()
    )
    RolledPage.objects.create(roll_over=rolled, source=group, to_year="2027-28", title=f"{canary} Rolled")
    link = OutgoingLink.objects.create(
        url=f"https://{canary.lower()}.example/gone", digest=canary, state="dead"
    )
    LinkUse.objects.create(link=link, page=group, words=f"{canary} words")
    return {"import": run, "item": item, "roll_over": rolled, "link": link}


def _begin_at(key: int, *models: type[Model]) -> None:
    with connection.cursor() as cursor:
        for model in models:
            table = model._meta.db_table
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, key - 1])
            else:
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, key - 1])
