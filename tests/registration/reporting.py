"""Applications as they are stored, for what is counted of them."""

from __future__ import annotations

from django.urls import reverse

from tests.factories import ProjectFactory
from tests.registration.applying import open_group
from wagtail_mathshub import clock
from wagtail_mathshub.registration.models import Application, Attendance, Participant

URL = "mathshub_registration_term_report"
CANARY = "Zanzibar"
_numbers = iter(range(1, 10_000_000))


def placed(group, people=1, *, state="confirmed", **school):
    """An application as it is stored, with so many people."""
    number = next(_numbers)
    row = Application.objects.create(
        reference=f"ALD-{number:06}",
        site=group.get_site(),
        page_id=group.pk,
        number=number,
        state=state,
        created_at=clock.now(),
        contact_email=f"c{number}@example.org",
        **({"school_name": f"School {number}"} | school),
    )
    Participant.objects.bulk_create(
        Participant(application=row, sort_order=n, name=CANARY, email=f"{CANARY}@example.org", trn="7654321")
        for n in range(people)
    )
    return row


def present(row, session, *, how_many=1, there=True):
    """So many people of an application were at a session, or were not."""
    for person in row.participants.all()[:how_many]:
        Attendance.objects.create(
            participant=person,
            session=session.pk,
            session_date=session.date,
            present=there,
            marked_at=clock.now(),
        )


def table(client, key, **query):
    """One of the tables as the user sees it: the numbers by label, the total under "All"."""
    answer = client.get(reverse(URL), query)
    found = next(one for one, _chart in answer.context["tables"] if one.key == key)
    lines = {line.label: line.numbers for line in found.lines}
    return lines | {"All": answer.context["total"].numbers}


def fill(hub, groups, schools):
    """So many groups with so many schools each, one person from every school."""
    project = ProjectFactory()
    for number in range(groups):
        group = open_group(hub, slug=f"filled-{next(_numbers)}", project=project if number % 2 else None)
        rows = Application.objects.bulk_create(
            Application(
                reference=f"F-{next(_numbers)}",
                site=hub.site,
                page_id=group.pk,
                number=next(_numbers),
                state="confirmed",
                created_at=clock.now(),
                school_name=f"School {school % 50}",
                school_urn=f"9{school % 500:05}",
            )
            for school in range(schools)
        )
        people = Participant.objects.bulk_create(Participant(application=row) for row in rows)
        session = group.sessions.first()
        Attendance.objects.bulk_create(
            Attendance(
                participant=person,
                session=session.pk,
                session_date=session.date,
                present=True,
                marked_at=clock.now(),
            )
            for person in people
        )
