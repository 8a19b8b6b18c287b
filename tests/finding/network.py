"""Two hubs that share a border, and what the feed of all hubs says of them."""

from __future__ import annotations

from datetime import date, datetime

import icalendar
import pytest

from tests.factories import OrganisationFactory, PersonFactory, ProjectFactory, make_group, on
from wagtail_mathshub import clock
from wagtail_mathshub.finding.network_shapes import NetworkShape
from wagtail_mathshub.taxonomy.seeds import local_authorities

JSON, ICS = "/hub/network.json", "/hub/network.ics"


@pytest.fixture
def two_hubs(hub_a, hub_b):
    """Two hubs that share one local authority, with a cohort each of the same shared project."""
    for hub, names in ((hub_a, ["Alderland", "Border"]), (hub_b, ["Birchshire", "Border"])):
        hub.local_authorities = local_authorities(names)
        hub.short_name = hub.key.title()
        hub.area_text = f"All of {names[0]}"
        hub.save()
    project = ProjectFactory(site=None, title="Years 5-8 Continuity", code="NCP26-17")
    for hub in (hub_a, hub_b):
        school = OrganisationFactory(site=hub.site, name=f"{hub.short_name} School", postcode="AB1 2CD")
        make_group(
            hub,
            title=f"Continuity {hub.short_name}",
            group_name="Eastern group",
            project=project,
            year_from=5,
            year_to=8,
            strand="curriculum_pedagogy",
            capacity=12,
            stated_confirmed=6,
            capacity_unit="schools",
            apply_via="link",
            apply_url="https://example.org/form",
            closes_at=datetime(2027, 6, 1, 17, tzinfo=clock.LONDON),
            leads=[PersonFactory(site=hub.site, name="Ada Zanzibar", public_email="zanzibar@example.org")],
            sessions=[
                on(date(2027, 2, 4), label="Day 1", mode="face_to_face", organisation=school),
                on(date(2027, 6, 10), "10:00", "14:00", label="Day 2", mode="online"),
                on(date(2027, 7, 1), None, None, label="Day 3", status="cancelled"),
                {"label": "Day 4"},
            ],
        )
    return hub_a, hub_b


def get(client, hub, address=JSON, /, **query):
    return client.get(address, query, headers={"host": hub.site.hostname})


def feed(client, hub, /, **query):
    answer = get(client, hub, **query)
    assert answer.status_code == 200, answer.content
    return NetworkShape.model_validate_json(answer.content, strict=False).model_dump()


def titles(client, hub, /, **query):
    return [group["title"] for group in feed(client, hub, **query)["work_groups"]]


def events(client, hub, /, **query):
    answer = get(client, hub, ICS, **query)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return list(icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))
