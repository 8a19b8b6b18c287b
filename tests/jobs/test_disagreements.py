"""What an advert contradicts of what it says."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import index_of, make_job
from wagtail_mathshub import clock
from wagtail_mathshub.jobs.disagreements import advert_warnings
from wagtail_mathshub.pages.models import HubJobIndexPage, JobAdvertPage

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=clock.LONDON)

pytestmark = pytest.mark.usefixtures("reference_time")


@pytest.fixture
def hub(hub_a):
    hub_a.email = "hub@example.org"
    hub_a.save()
    return hub_a


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"closes_at": NOW - timedelta(minutes=1)}, "the advert has closed"),
        ({"filled": True}, "the role is filled"),
        ({"withdrawn": True}, "the advert is withdrawn"),
    ],
)
def test_an_advert_that_is_over_urges_nobody_to_apply(hub, fields, reason):
    body = [("text", "<p>Apply <b>now</b>.</p>")]
    (sentence,) = advert_warnings(make_job(hub, body=body, **fields))
    assert sentence == f"“Apply now” still stands in “about the role”, but {reason}."


def test_an_open_advert_may_urge(hub):
    assert advert_warnings(make_job(hub, summary="Apply now", closes_at=NOW + timedelta(days=1))) == []


def test_an_advert_without_a_way_to_apply_is_told_so(hub_a):
    assert "its address is missing" in advert_warnings(make_job(hub_a, apply_via="link"))[0]
    assert "neither the advert nor the hub" in advert_warnings(make_job(hub_a))[0]
    assert advert_warnings(make_job(hub_a, apply_via="email", apply_email="a@b.org")) == []


def test_a_new_advert_has_nothing_to_be_told(db):
    assert advert_warnings(JobAdvertPage(title="New")) == []


def test_the_editing_screen_of_an_advert_says_it(hub, editor_a):
    client = Client()
    client.force_login(editor_a)
    job = make_job(hub, summary="Apply now <b>", filled=True)
    html = client.get(reverse("wagtailadmin_pages:edit", args=[job.pk])).content.decode()
    assert "“Apply now” still stands in “summary”" in html
    parent = index_of(hub, HubJobIndexPage)
    add = reverse("wagtailadmin_pages:add", args=["mathshub_pages", "jobadvertpage", parent.pk])
    assert client.get(add).status_code == 200
