"""The demo's applications: schools and teachers that nobody has ever met."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid5

from example_site.demo.known import Known
from wagtail_mathshub import clock
from wagtail_mathshub.publishing.installation import installation
from wagtail_mathshub.registration.applying import reference_for
from wagtail_mathshub.registration.models import Application, Participant, StateChange
from wagtail_mathshub.registration.privacy import notice_of
from wagtail_mathshub.registration.seating import Table, taking
from wagtail_mathshub.registration.states import Actor, State, Step
from wagtail_mathshub.taxonomy.vocabularies import CapacityUnit

FIRST = (
    "Amina",
    "Ben",
    "Chloe",
    "Dev",
    "Ella",
    "Farid",
    "Grace",
    "Hugo",
    "Isla",
    "Jamal",
    "Kezia",
    "Liam",
    "Mei",
)
LAST = ("Abbott", "Bassi", "Clarke", "Dunmore", "Eze", "Fenn", "Gill", "Harrow", "Ingham", "Jessop", "Khatun")
TOWN = (
    "Alderby",
    "Brackwater",
    "Coldmere",
    "Dunholt",
    "Eastlow",
    "Fossham",
    "Greyfen",
    "Hollin Bridge",
    "Inkley",
)
KIND = ("Primary School", "Church of England Primary", "Academy", "Community School", "High School")
ROLES = ("Class teacher", "Maths lead", "Head of department", "Teaching assistant")


def make_applications(row: dict[str, Any], page: Any, known: Known) -> int:
    """As many applications as the row says are confirmed and waiting; none where the group has some already."""
    taken, waiting = row["capacity"]["confirmed"], row["capacity"]["waiting"] or 0
    if row["apply"]["how"] != "internal" or not taken:
        return 0
    hub = known.hubs[row["hub"]]
    with taking(page.pk) as table:
        if table.applications.exists():
            return 0
        schools = [one for one in known.schools.values() if one.site_id == hub.site_id and one.urn]
        made = list(_applications(table, hub, taken, waiting, row["capacity"]["per_school"]))
        for one, _people_of_it in made:
            _name_school(one, schools)
        Application.objects.bulk_create(one for one, _people in made)
        Participant.objects.bulk_create(
            person for one, people in made for person in _people(one, people, page, row)
        )
        StateChange.objects.bulk_create(line for one, _count in made for line in _log(one))
        table.seats.taken = len(made)
        return len(made)


def _applications(
    table: Table, hub: Any, taken: int, waiting: int, per_school: list[int | None]
) -> Iterator[tuple[Application, int]]:
    number, notice = 0, notice_of(hub)
    for places, state in ((taken, State.CONFIRMED), (waiting, State.WAITING)):
        left = places
        while left:
            number += 1
            least, most = per_school[0] or 1, per_school[1] or 2
            people = least + number % (most - least + 1)
            if table.seats.unit == CapacityUnit.PARTICIPANTS:
                people = min(people, left)
            one = _application(table, hub, number, people, state)
            one.consent_text, one.consent_version = notice.whole, notice.version
            if state == State.CONFIRMED:
                table.hold(one, one.places)
            left -= one.places
            yield one, people


def _application(table: Table, hub: Any, number: int, people: int, state: State) -> Application:
    seed = number * 7 + table.seats.pk
    school = f"{TOWN[seed % len(TOWN)]} {KIND[(seed // 3) % len(KIND)]}"
    now = clock.now() - timedelta(days=30) + timedelta(hours=number)
    return Application(
        key=uuid5(installation().install_id, f"{table.seats.pk}/{number}"),
        reference=reference_for(hub),
        site=hub.site,
        page_id=table.seats.pk,
        number=number,
        state=state,
        places=table.size_of(people),
        contact_name=_name(seed),
        contact_email=f"contact-{table.seats.pk}-{number}@school.example.org",
        contact_phone="01632 960000",
        school_name=school,
        school_urn=f"9{table.seats.pk % 100:02}{number:03}",
        head_agrees=True,
        created_at=now,
        consent_at=now,
        address_confirmed_at=now,
    )


def _name_school(one: Application, schools: list[Any]) -> None:
    """Let some of them come from schools that the hub has in its list, whose local authority is known."""
    turn, rest = divmod(one.number, 4)
    if rest == 1 and turn < len(schools):
        school = schools[turn]
        one.school_name, one.school_urn, one.school_postcode = school.name, school.urn, school.postcode


def _people(one: Application, count: int, page: Any, row: dict[str, Any]) -> Iterator[Participant]:
    first, last = page.year_from or 0, page.year_to or 0
    for n in range(count):
        seed = one.number * 5 + n + one.page_id
        yield Participant(
            application=one,
            sort_order=n,
            name=_name(seed + 3),
            email=f"person-{one.page_id}-{one.number}-{n}@school.example.org",
            role=ROLES[seed % len(ROLES)],
            years=[first + seed % (last - first + 1)],
            trn=f"{1000000 + seed}" if row["apply"].get("trn_required") else "",
        )


def _log(one: Application) -> Iterator[StateChange]:
    steps = ((Step.APPLIED, "", State.SUBMITTED), (Step.ADDRESS_CONFIRMED, State.SUBMITTED, one.state))
    for step, before, after in steps:
        yield StateChange(
            application=one,
            at=one.created_at,
            step=step,
            before=before,
            after=after,
            actor=Actor.APPLICANT,
            held=one.held,
            group=one.page_id,
        )


def _name(seed: int) -> str:
    return f"{FIRST[seed % len(FIRST)]} {LAST[(seed // 2) % len(LAST)]}"
