"""A hub's offer of a year, and what it takes to roll it over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.models import User
from wagtail.models import Page, Revision

from tests import factories
from wagtail_mathshub import clock
from wagtail_mathshub.desk.rolling_over import flows
from wagtail_mathshub.desk.rolling_over.rights import place_of
from wagtail_mathshub.desk.rolling_over.tables import RolledPage, RollOver
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.pages.models import WorkGroupPage
from wagtail_mathshub.taxonomy.models import Audience
from wagtail_mathshub.workgroups.models import Project

FROM, TO = "2025-26", "2026-27"


def full_group(hub: HubSettings, **fields: Any) -> WorkGroupPage:
    """A Work Group that has finished, with everything that its year has put on it."""
    people = [
        factories.PersonFactory(site=hub.site, name=f"Lead {n} of {fields.get('title')}") for n in (1, 2)
    ]
    venue = factories.OrganisationFactory(site=hub.site)
    sessions = [
        factories.on(
            date(2025, 11, 12),
            label="Day 1",
            mode="face_to_face",
            organisation=venue,
            previous_date=date(2025, 11, 5),
            note="Moved from 5 November",
        ),
        factories.on(
            date(2026, 2, 6),
            label="Day 2",
            mode="online",
            status="cancelled",
            joining_link="https://meet.example.org/secret",
        ),
    ]
    values = {
        "title": "Continuity 2025/26",
        "academic_year": FROM,
        "capacity": 12,
        "stated_confirmed": 9,
        "stated_waiting": 2,
        "opens_at": datetime(2025, 9, 1, 9, tzinfo=clock.LONDON),
        "closes_at": datetime(2025, 10, 1, 9, tzinfo=clock.LONDON),
        "override_state": "full",
        "override_until": date(2026, 1, 1),
        "override_note": "All gone",
        "apply_via": "own_form",
        "late_joiners_note": "Ask us.",
        "outcomes": "Sure of fractions\nCalm about proof",
        "summary": "For schools.",
        "flyer": factories.make_document(),
        "body": [("text", "<p>We count in steps.</p>")],
    }
    group = factories.make_group(hub, sessions=sessions, leads=people, **(values | fields))
    group.audiences = Audience.objects.all()[:2]
    group.save()
    group.save_revision().publish()
    return WorkGroupPage.objects.get(pk=group.pk)


def offer(hub: HubSettings, count: int) -> list[WorkGroupPage]:
    """So many finished Work Groups, each with a project, a lead and two sessions of its own."""
    made = []
    for number in range(count):
        project = factories.ProjectFactory(site=hub.site, code=f"NCP25-{number:02}", academic_year=FROM)
        group = factories.make_group(
            hub,
            title=f"Group {number:02} 2025/26",
            academic_year=FROM,
            project=project,
            leads=[factories.PersonFactory(site=hub.site)],
            sessions=[factories.on(date(2025, 11, 12)), factories.on(date(2026, 2, 6))],
        )
        group.save_revision()
        made.append(group)
    return made


def order(
    hub: HubSettings,
    user: User,
    pages: Iterable[Page],
    *,
    projects: Iterable[Project] = (),
    token: UUID | None = None,
    to_year: str = TO,
) -> flows.Order:
    """What the user asks for on the preview."""
    place = place_of(user, site=hub.site)
    assert place is not None
    return flows.Order(
        place=place,
        from_year=FROM,
        to_year=to_year,
        pages=[page.pk for page in pages],
        projects=[project.pk for project in projects],
        token=token or uuid4(),
        user=user,
    )


def rolled(hub: HubSettings, user: User, pages: Iterable[Page], **wishes: Any) -> RollOver:
    """A roll over of these pages, done."""
    row = flows.begin(order(hub, user, pages, **wishes))
    assert flows.go_on(row, user) == ""
    row.refresh_from_db()
    return row


def copy_of(page: Page) -> WorkGroupPage:
    """What a page has become."""
    return WorkGroupPage.objects.get(pk=RolledPage.objects.get(source=page.pk).copy_id)


def everything() -> dict[str, Any]:
    """All that rolling over may write, apart from its own tables: the tree, rows, revisions and projects."""
    session, lead = WorkGroupPage.sessions.rel.related_model, WorkGroupPage.leads.rel.related_model
    models = {"pages": Page, "groups": WorkGroupPage, "sessions": session, "leads": lead, "projects": Project}
    found = {name: list(model.objects.order_by("pk").values()) for name, model in models.items()}
    found["revisions"] = list(Revision.objects.order_by("pk").values())
    return found
