"""Erasing in the admin what a hub keeps for longer than its settings say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.models import GroupSitePermission, ModelLogEntry

from tests.factories import on
from tests.registration import office
from tests.registration.applying import confirmed, open_group
from wagtail_mathshub import clock
from wagtail_mathshub.registration import retention
from wagtail_mathshub.registration.models import Application, Interest, Message
from wagtail_mathshub.registration.office import past_keeping

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
URL = "mathshub_registration_past_keeping"
CANARY = "Zanzibar"
LATER = timedelta(days=365 * 10)


@pytest.fixture
def client(hub_a):
    return office.registrar(hub_a)


def kept(hub, **fields):
    """An application, an interest and emails of a hub."""
    group = open_group(hub, capacity=20, **fields)
    row = confirmed(group, contact_name=CANARY, people=2)
    Interest.objects.create(site=hub.site, page=group, email="kim@example.org", created_at=clock.now())
    return row


def left(hub):
    """What still names somebody of a hub."""
    return {
        "applications": Application.objects.filter(site=hub.site, erased_at=None).count(),
        "interests": Interest.objects.filter(site=hub.site).count(),
        "messages": Message.objects.filter(site=hub.site).exclude(to="").count(),
    }


def post(client, **given):
    return client.post(reverse(URL), given, follow=True).content.decode()


def test_nothing_is_to_be_erased_while_everything_is_within_its_time(client, hub_a):
    kept(hub_a)
    page = client.get(reverse(URL)).content.decode()
    assert "Nothing is past its time" in page
    assert '<button type="submit" class="button no"' not in page
    assert "Alder Hub keeps who signed up for 84 months" in page
    before = left(hub_a)
    assert "Nothing is past its time." in post(client, sure="yes")
    assert left(hub_a) == before


def test_what_would_go_is_said_by_group_and_without_a_name(client, hub_a):
    row = kept(hub_a, title="Fractions of old")
    with clock.frozen_at(clock.now() + LATER):
        page = client.get(reverse(URL)).content.decode()
    assert "Fractions of old" in page
    assert "1 application: names, email addresses" in page
    assert "1 person who wanted to be told" in page
    assert CANARY not in page
    assert row.contact_email not in page


def test_it_is_erased_once_somebody_is_sure_and_what_counts_stays(client, hub_a):
    row = kept(hub_a)
    with clock.frozen_at(clock.now() + LATER):
        assert "Tick the box to say that you are sure." in post(client)
        assert left(hub_a)["applications"] == 1
        page = post(client, sure="yes")
    assert "Erased: 1 application, 1 interest" in page
    assert left(hub_a) == {"applications": 0, "interests": 0, "messages": 0}
    row.refresh_from_db()
    assert row.school_name
    assert row.state == "confirmed"
    assert row.participants.count() == 2
    assert [one.name for one in row.participants.all()] == ["", ""]
    last = row.changes.last()
    assert (last.step, last.user) == ("erased", client.user)
    assert ModelLogEntry.objects.get(action=past_keeping.PURGED).user == client.user


def test_a_second_press_finds_nothing_more(client, hub_a):
    kept(hub_a)
    with clock.frozen_at(clock.now() + LATER):
        post(client, sure="yes")
        assert "Nothing is past its time." in post(client, sure="yes")
    assert ModelLogEntry.objects.filter(action=past_keeping.PURGED).count() == 1


def test_nothing_of_another_hub_is_shown_or_erased(client, hub_a, hub_b):
    kept(hub_a), kept(hub_b, title=CANARY)
    before = left(hub_b)
    with clock.frozen_at(clock.now() + LATER):
        assert CANARY not in client.get(reverse(URL)).content.decode()
        post(client, sure="yes")
    assert left(hub_a)["applications"] == 0
    assert left(hub_b) == before


def test_without_the_hubs_named_the_walk_would_erase_another_hubs(client, hub_a, hub_b, monkeypatch):
    kept(hub_b)
    monkeypatch.setattr(retention, "_of", lambda sites, rows: rows)
    with clock.frozen_at(clock.now() + LATER):
        post(client, sure="yes")
    assert left(hub_b)["applications"] == 0


@pytest.mark.parametrize("who", [office.editor, lambda hub: office.lead_of(hub)[0]])
def test_who_may_delete_nothing_does_not_come_in(hub_a, who):
    kept(hub_a)
    client, before = who(hub_a), left(hub_a)
    with clock.frozen_at(clock.now() + LATER):
        assert client.get(reverse(URL)).status_code == 302
        assert client.post(reverse(URL), {"sure": "yes"}).status_code == 302
    assert left(hub_a) == before


def test_the_right_to_delete_is_asked_for_each_hub_and_each_kind(client, hub_a, hub_b):
    kept(hub_b)
    codes = ["delete_application", "delete_message"]
    for permission in Permission.objects.filter(codename__in=codes):
        GroupSitePermission.objects.create(
            group=client.user.groups.get(), site=hub_b.site, permission=permission
        )
    before = left(hub_b)
    with clock.frozen_at(clock.now() + LATER):
        post(client, sure="yes")
    assert left(hub_b) == before


def test_very_many_are_erased_in_several_steps(client, hub_a, monkeypatch):
    monkeypatch.setattr(past_keeping, "AT_ONCE", 1)
    group = open_group(hub_a, sessions=[on(date(2026, 12, 1))])
    confirmed(group), confirmed(group)
    with clock.frozen_at(clock.now() + LATER):
        page = post(client, sure="yes")
        assert "Erased: 1 application" in page
        assert "There is more to erase: press the button again." in page
        assert left(hub_a)["applications"] == 1
        assert "press the button again" not in post(client, sure="yes")
    assert left(hub_a)["applications"] == 0
