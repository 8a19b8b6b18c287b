"""Plans of each kind as pages: columns, rows, vocabularies, and what no column takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from tests.factories import PersonFactory, ProjectFactory
from tests.importing.sources_in_memory import MemorySource, MemoryStore, page
from wagtail_mathshub.importing.applying.running import Order, run
from wagtail_mathshub.importing.plans import Plan, PlanKind
from wagtail_mathshub.importing.tables import ImportItem, ItemState
from wagtail_mathshub.pages.models import (
    HubArticlePage,
    HubEventPage,
    JobAdvertPage,
    ResourceCollectionPage,
    WorkGroupPage,
)
from wagtail_mathshub.taxonomy.seeds import seed_vocabularies

SESSIONS = [
    {"label": "Day 1", "date": date(2026, 10, 6), "start": time(13), "end": time(16), "mode": "online"},
    {"label": "Day 2", "date": date(2027, 2, 9), "start": time(9, 30), "end": None, "mode": "tbc"},
]


def applied(hub, plan, **values):
    seed_vocabularies()
    old = page("one", **values)
    return run(Order(hub, MemorySource(old), MemoryStore(), publish=True, plan=lambda page, kind: [plan]))


def group(**values) -> Plan:
    fields = {
        "code": "NCP26-17",
        "academic_year": "2026-27",
        "audiences": ["class_teacher"],
        "year_from": 5,
        "year_to": 8,
    }
    given = {"fields": fields, "rows": {"sessions": SESSIONS}} | values
    return Plan(PlanKind.WORK_GROUP, 0.9, "Years 5 to 8", **given)


def codes() -> list[str]:
    return [notice["code"] for notice in ImportItem.objects.get().notices]


def test_a_work_group_has_its_sessions_project_and_audiences(hub_a):
    project = ProjectFactory(code="NCP26-17", site=hub_a.site)
    applied(hub_a, group())
    made = WorkGroupPage.objects.get()
    assert made.project == project
    assert [audience.key for audience in made.audiences.all()] == ["class_teacher"]
    assert [(row.label, row.date, row.start) for row in made.sessions.all()] == [
        ("Day 1", date(2026, 10, 6), time(13)),
        ("Day 2", date(2027, 2, 9), time(9, 30)),
    ]
    assert made.first_starts_at.isoformat() == "2026-10-06T12:00:00+00:00"
    assert codes() == []


def test_sessions_keep_their_keys_when_the_old_site_changes(hub_a):
    applied(hub_a, group())
    before = list(WorkGroupPage.objects.get().sessions.values_list("pk", flat=True))
    later = [SESSIONS[0], SESSIONS[1] | {"start": time(10)}]
    applied(hub_a, group(rows={"sessions": later}), title="Changed")
    made = WorkGroupPage.objects.get()
    assert list(made.sessions.values_list("pk", flat=True)) == before
    assert made.sessions.last().start == time(10)
    assert ImportItem.objects.get().state == ItemState.UPDATED


def test_sessions_that_somebody_has_changed_stay(hub_a):
    applied(hub_a, group())
    made = WorkGroupPage.objects.get()
    row = made.sessions.first()
    row.note = "Bring scissors"
    made.sessions = [row, *made.sessions.all()[1:]]
    made.save_revision().publish()
    applied(hub_a, group(rows={"sessions": []}), title="Changed")
    assert WorkGroupPage.objects.get().sessions.count() == 2
    assert ImportItem.objects.get().state == ItemState.KEPT


def test_leads_are_people_of_the_hub_and_others_are_named_in_a_notice(hub_a):
    PersonFactory(name="Tom Ellery", site=hub_a.site)
    applied(hub_a, group(rows={"leads": [{"name": "tom ellery"}, {"name": "Somebody Else"}]}))
    assert [str(lead) for lead in WorkGroupPage.objects.get().leads.all()] == ["Tom Ellery"]
    assert codes() == ["person_unknown"]


def test_what_no_editor_could_save_is_left_out_with_a_notice(hub_a):
    fields = {
        "apply_via": "link",
        "apply_url": "not an address",
        "strand": "unheard of",
        "year_from": 9,
        "year_to": 5,
    }
    applied(hub_a, group(fields=fields))
    made = WorkGroupPage.objects.get()
    assert made.apply_url == ""
    assert made.strand == ""
    assert made.live
    assert "not_taken" in codes()


def test_unknown_keys_and_columns_are_said_not_lost(hub_a):
    applied(hub_a, group(fields={"audiences": ["nobody"], "colour": "red"}))
    notices = ImportItem.objects.get().notices
    assert sorted(notice["source"] for notice in notices) == ["audiences: nobody", "colour: red"]


def test_long_titles_are_cut_at_a_word(hub_a):
    applied(hub_a, replace(group(), title="word " * 80))
    made = WorkGroupPage.objects.get()
    assert len(made.title) <= 255
    assert made.title.endswith("word…")
    assert codes() == ["cut"]


@pytest.mark.parametrize(
    ("kind", "model", "fields", "rows"),
    [
        (PlanKind.ARTICLE, HubArticlePage, {"date": date(2023, 5, 1)}, {"authors": [{"name": "A. Writer"}]}),
        (PlanKind.EVENT, HubEventPage, {"date": date(2027, 2, 25), "start": time(13)}, {}),
        (PlanKind.JOB, JobAdvertPage, {"kind": "secondment", "pay_min": 300}, {}),
        (
            PlanKind.COLLECTION,
            ResourceCollectionPage,
            {"intro": "Take what you like."},
            {
                "lessons": [
                    {
                        "title": "Ribbons",
                        "year_from": 5,
                        "year_to": 6,
                        "materials": [
                            {
                                "type": "file",
                                "value": {
                                    "document": "media:https://old.example.org/x.pdf",
                                    "kind": "worksheet",
                                    "title": "X",
                                },
                            }
                        ],
                    }
                ]
            },
        ),
    ],
)
def test_pages_of_each_kind_are_made(hub_a, kind, model, fields, rows):
    applied(hub_a, Plan(kind, 0.9, "A title", fields=fields, rows=rows))
    made = model.objects.get()
    for name, value in fields.items():
        assert getattr(made, name) == value
    for name, entries in rows.items():
        assert getattr(made, name).count() == len(entries)
    if kind == PlanKind.COLLECTION:
        (material,) = made.lessons.get().materials.raw_data
        assert material["type"] == "link"
        assert material["value"]["url"] == "https://old.example.org/x.pdf"


def test_parts_of_one_page_are_made_together_and_linked_from_the_first(hub_a):
    first = Plan(
        PlanKind.PAGE, 0.9, "All groups", body=[{"type": "text", "value": '<p><a href="part:2">Two</a></p>'}]
    )

    def plans(page, kind):
        return [first, replace(group(), part="2"), replace(group(), part="3", title="Another")]

    run(Order(hub_a, MemorySource(page("one")), MemoryStore(), publish=True, plan=plans))
    assert WorkGroupPage.objects.count() == 2
    main = ImportItem.objects.get(source_id="one").page.specific
    two = ImportItem.objects.get(source_id="one#2").page
    assert f'linktype="page" id="{two.pk}"' in main.body.raw_data[0]["value"]
