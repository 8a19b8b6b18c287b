"""Reading pasted dates for a screen that is open: who may ask, and what is answered."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import OrganisationFactory, PersonFactory, ProjectFactory, index_of, make_group, on
from wagtail_mathshub.desk.starting import places
from wagtail_mathshub.workgroups.editing.office import READ_DATES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]

LINE = "Workshop 1 - Wed 13 Jan 2027 - 1300-1630 - Market Hall"


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor(editor_a) -> Client:
    return client_of(editor_a)


def ask(client, **fields):
    return client.post(reverse(READ_DATES), {"pasted_sessions": LINE, "academic_year": "2026-27"} | fields)


def test_rows_are_answered_as_the_boxes_of_the_form_show_them(editor, hub_a):
    place = OrganisationFactory(site=hub_a.site, name="Market Hall")
    answer = ask(editor, parent=index_of(hub_a).pk).json()
    row = answer["rows"][0]
    assert row["values"] | {"date": ""} == {
        "label": "Workshop 1",
        "date": "",
        "start": "13:00",
        "end": "16:30",
        "arrive_from": "",
        "mode": "face_to_face",
        "status": "scheduled",
        "venue_text": "",
        "note": "",
    }
    form = places.row_form()
    assert form.base_fields["date"].to_python(row["values"]["date"]) == date(2027, 1, 13)
    assert (row["organisation"]["id"], row["organisation"]["title"]) == (place.pk, "Market Hall")
    assert (answer["said"], answer["left"], answer["unread"]) == ("1 session was added.", "", [])


def test_lines_that_were_not_read_come_back_with_a_reason(editor, hub_a):
    answer = ask(editor, parent=index_of(hub_a).pk, pasted_sessions=f"Bring cake\n{LINE}").json()
    assert (answer["left"], answer["unread"][0]["why"]) == ("Bring cake", "There is no date in this line.")


def test_rows_in_the_form_are_known_unless_they_are_to_be_deleted(editor, hub_a):
    group = make_group(hub_a)
    form = {"sessions-TOTAL_FORMS": "1", "sessions-0-date": "2027-01-13", "sessions-0-start": "13:00"}
    assert ask(editor, page=group.pk, **form).json()["rows"] == []
    assert len(ask(editor, page=group.pk, **form, **{"sessions-0-DELETE": "1"}).json()["rows"]) == 1


def test_clashes_name_the_hubs_own_people_and_groups_alone(editor, hub_a, hub_b):
    lead, stranger = (
        PersonFactory(site=hub_a.site, name="Priya"),
        PersonFactory(site=hub_b.site, name="Amina"),
    )
    times = {"sessions": [on(date(2027, 1, 13), "14:00", "15:00")]}
    make_group(hub_a, title="Ours", leads=[lead], **times)
    make_group(hub_b, title="Theirs", leads=[stranger], **times)
    form = {"leads-TOTAL_FORMS": "2", "leads-0-person": lead.pk, "leads-1-person": stranger.pk}
    answer = ask(editor, parent=index_of(hub_a).pk, **form)
    assert "Priya also leads “Ours”" in str(answer.json()["rows"][0]["warnings"])
    assert "Amina" not in answer.content.decode()
    assert "Theirs" not in answer.content.decode()


def test_a_group_does_not_clash_with_itself(editor, hub_a):
    lead = PersonFactory(site=hub_a.site)
    group = make_group(hub_a, leads=[lead], sessions=[on(date(2027, 1, 13), "14:00", "15:00")])
    form = {"leads-TOTAL_FORMS": "1", "leads-0-person": lead.pk}
    assert "also leads" not in str(ask(editor, page=group.pk, **form).json())


def test_only_those_who_may_edit_the_page_or_add_one_are_answered(editor, hub_a, hub_b):
    foreign = make_group(hub_b, title="Theirs")
    shapes = {
        "another hub's page": {"page": foreign.pk},
        "another hub's list": {"parent": index_of(hub_b).pk},
        "no page at all": {"page": "999999"},
        "no key": {"page": "x", "parent": "-1"},
        "a huge key": {"page": "9" * 60},
        "a page that takes no groups": {"parent": hub_a.site.root_page_id},
        "nothing": {},
    }
    answers = {name: ask(editor, **fields) for name, fields in shapes.items()}
    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(shapes, 302)
    assert all("Theirs" not in answer.content.decode() for answer in answers.values())
    refused = editor.post(
        reverse(READ_DATES), {"page": foreign.pk}, headers={"x-requested-with": "XMLHttpRequest"}
    )
    assert refused.status_code == 403


def test_the_gate_is_what_keeps_others_out(editor, hub_b, monkeypatch):
    monkeypatch.setattr(places, "may_add", lambda *args: True)
    assert ask(editor, parent=index_of(hub_b).pk).status_code == 200


def test_nobody_is_answered_without_logging_in_and_nothing_can_be_fetched(editor, hub_a):
    assert ask(Client(), parent=index_of(hub_a).pk).status_code == 302
    assert editor.get(reverse(READ_DATES)).status_code in (302, 403, 405)


def test_a_preview_shows_what_would_become_of_the_lines_and_escapes_them(editor, hub_a):
    project = ProjectFactory(site=None, academic_year="2027-28")
    answer = ask(
        editor,
        parent=index_of(hub_a).pk,
        preview="1",
        project=project.pk,
        academic_year="",
        pasted_sessions="Fri 14 Jan, 1-3pm, online\n<script>x</script>",
    )
    html = answer.json()["html"]
    assert "Friday 14 January 2028" in html
    assert "<script>" not in html


def test_another_hubs_project_gives_no_year(editor, hub_a, hub_b):
    project = ProjectFactory(site=hub_b.site, academic_year="2027-28")
    fields = {"preview": "1", "project": project.pk, "academic_year": "", "pasted_sessions": "14 Jan, 1-3pm"}
    assert "2027" in ask(editor, parent=index_of(hub_a).pk, **fields).json()["html"]
