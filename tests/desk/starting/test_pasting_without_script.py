"""Dates that were pasted into a Work Group's form become rows when it is saved, without any script."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from tests.factories import OrganisationFactory, index_of, make_group, on
from tests.pages.test_work_group_page import session_row, typed
from wagtail_mathshub.pages.models import WorkGroupPage
from wagtail_mathshub.workgroups.panels import WHEN
from wagtail_mathshub.workgroups.pasting.rows import WANTED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]

DATES = "Workshop 1 - Wed 13 Jan 2027 - 1300-1630 - Market Hall\nFriday 1 June 2027, 1-3pm, online"


@pytest.fixture
def publisher(publisher_a) -> Client:
    client = Client()
    client.force_login(publisher_a)
    return client


def add(client, hub, text, *, publish=False, **fields):
    url = reverse("wagtailadmin_pages:add", args=["mathshub_pages", "workgrouppage", index_of(hub).pk])
    pasted = {"pasted_sessions": text, WANTED: "1"} | ({"action-publish": "1"} if publish else {})
    return client.post(url, typed(**({"academic_year": "2026-27"} | fields)) | pasted, follow=True)


def latest(slug="fractions"):
    return WorkGroupPage.objects.get(slug=slug).get_latest_revision_as_object()


def test_a_draft_is_saved_with_the_rows_and_the_warnings_are_said(publisher, hub_a):
    place = OrganisationFactory(site=hub_a.site, name="Market Hall")
    html = add(publisher, hub_a, DATES).content.decode()
    first, second = latest().sessions.all()
    assert (first.label, first.date, first.organisation) == ("Workshop 1", date(2027, 1, 13), place)
    assert (second.date, second.mode) == (date(2027, 6, 1), "online")
    assert "2 sessions were added." in html
    assert "1 June 2027 is a Tuesday, not a Friday." in html
    assert not re.search(r"<textarea[^>]*pasted_sessions[^>]*>\s*[^<\s]", html)


def test_a_page_is_published_with_the_rows(publisher, hub_a):
    html = add(publisher, hub_a, DATES, publish=True).content.decode()
    group = WorkGroupPage.objects.get()
    assert (group.live, group.sessions.count(), group.first_starts_at.day) == (True, 2, 13)
    assert html.count("1 June 2027 is a Tuesday") == 1


def test_rows_come_below_those_that_are_there_and_nothing_is_added_twice(publisher, hub_a):
    group = make_group(hub_a, sessions=[on(date(2027, 1, 13), "13:00", "16:30", label="Mine")])
    row = group.sessions.get()
    rows = [session_row(id=row.pk, label="Mine", date="2027-01-13", start="13:00", end="16:30")]
    data = typed(slug=group.slug, academic_year="2026-27") | nested_form_data(
        {"sessions": inline_formset(rows, initial=1)}
    )
    url = reverse("wagtailadmin_pages:edit", args=[group.pk])
    html = publisher.post(url, data | {"pasted_sessions": DATES, WANTED: "1"}, follow=True).content.decode()
    assert [session.label for session in latest().sessions.all()] == ["Mine", ""]
    assert "There already, and not added twice" in html


def test_a_line_that_cannot_be_read_stays_in_the_box_and_the_rest_becomes_rows(publisher, hub_a):
    html = add(publisher, hub_a, f"Bring <b>cake</b>\n{DATES}").content.decode()
    assert not WorkGroupPage.objects.exists()
    assert "There is no date in this line." in html
    assert "<b>cake</b>" not in html
    box = re.search(r"<textarea[^>]*name=\"pasted_sessions\"[^>]*>(.*?)</textarea>", html, re.DOTALL)
    assert box[1].strip() == "Bring &lt;b&gt;cake&lt;/b&gt;"
    assert 'value="Workshop 1"' in html
    assert 'name="sessions-1-start" value="13:00"' in html


def test_what_a_script_saves_in_between_reads_nothing_and_loses_nothing(publisher, hub_a):
    url = reverse("wagtailadmin_pages:add", args=["mathshub_pages", "workgrouppage", index_of(hub_a).pk])
    data = typed() | {"pasted_sessions": "Wed 13 Jan"}
    answer = publisher.post(url, data, headers={"accept": "application/json"})
    assert answer.status_code == 400
    assert not WorkGroupPage.objects.exists()
    # Our script takes the text out of what is saved in between.
    del data["pasted_sessions"]
    assert publisher.post(url, data, headers={"accept": "application/json"}).json()["success"]
    assert latest().sessions.count() == 0


def test_a_draft_with_nothing_but_a_title_is_saved_with_the_box_empty(publisher, hub_a):
    add(publisher, hub_a, "", academic_year="")
    assert latest().title == "Fractions"
    html = publisher.get(reverse("wagtailadmin_pages:edit", args=[latest().pk])).content.decode()
    assert "data-mathshub-paste" in html
    assert f'<noscript>\n    <input type="hidden" name="{WANTED}" value="1">' in html


def test_a_forged_count_of_forms_is_no_error_of_the_server(publisher, hub_a):
    for count in ("", "x", "9" * 5000, "-1"):
        data = typed() | {"sessions-TOTAL_FORMS": count, "pasted_sessions": DATES, WANTED: "1"}
        url = reverse("wagtailadmin_pages:add", args=["mathshub_pages", "workgrouppage", index_of(hub_a).pk])
        assert publisher.post(url, data).status_code in (200, 302)


def test_the_box_stands_below_the_sessions():
    names = [getattr(panel, "relation_name", getattr(panel, "field_name", "")) for panel in WHEN]
    assert names.index("pasted_sessions") == names.index("sessions") + 1
