"""What a forged key in a form can reach: nothing of another hub, not even a name."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from tests.factories import OrganisationFactory, PersonFactory, ProjectFactory, UserFactory, index_of
from wagtail_mathshub.desk.roles import make_hub_leads
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.organisations.models import Organisation
from wagtail_mathshub.pages.models import WorkGroupPage
from wagtail_mathshub.people.models import Person
from wagtail_mathshub.scoping import own_choices
from wagtail_mathshub.workgroups.models import Project
from wagtail_mathshub.workgroups.texts import TEXT_FIELDS

CANARY = "Zanzibar"
EMPTY_TEXTS = dict.fromkeys(TEXT_FIELDS, "null")


@pytest.fixture
def lead_a(hub_a) -> Client:
    """The admin, as the first hub's lead sees it."""
    user = UserFactory(username="hub-lead")
    user.groups.add(make_hub_leads(hub_a))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def client_a(editor_a) -> Client:
    client = Client()
    client.force_login(editor_a)
    return client


@pytest.fixture
def foreign(hub_b) -> dict:
    """A row of each kind that belongs to the other hub."""
    return {
        "person": PersonFactory(site=hub_b.site, name=CANARY),
        "school": OrganisationFactory(site=hub_b.site, name=CANARY),
        "project": ProjectFactory(site=hub_b.site, title=CANARY),
    }


def post_person(client, **fields):
    data = {"name": "Nadia", "roles": inline_formset([])} | fields
    return client.post(reverse(Person.snippet_viewset.get_url_name("add")), nested_form_data(data))


def post_project(client, **fields):
    data = {"title": "Fractions"} | EMPTY_TEXTS | fields
    return client.post(reverse(Project.snippet_viewset.get_url_name("add")), data)


def post_settings(client, hub, *, schools=(), **fields):
    url = reverse("wagtailsettings:edit", args=["wagtail_mathshub", "hubsettings", hub.site.pk])
    known = {
        "key": hub.key,
        "name": "Renamed",
        "colour_1": "#0F5E5C",
        "colour_2": "#F2A33A",
        "nearly_full_percent": 15,
        "retention_months": 84,
        "confirm_hours": 48,
        "offer_hours": 72,
        "social_links": "[]",
        "labels": "{}",
        "lead_schools": inline_formset(list(schools)),
        "terms": inline_formset([]),
        "holidays": inline_formset([]),
    }
    return client.post(url, nested_form_data(known | fields))


def post_group(client, hub, *, leads=(), sessions=(), **fields):
    empty = EMPTY_TEXTS | {"body": streamfield([]), "extra_questions": streamfield([])}
    data = {
        "title": "Fractions",
        "slug": "fractions",
        "sessions": inline_formset(list(sessions)),
        "leads": inline_formset(list(leads)),
        "comments": inline_formset([]),
        "apply_via": "none",
        "capacity_unit": "schools",
        "admission": "first_come",
    }
    url = reverse("wagtailadmin_pages:add", args=["mathshub_pages", "workgrouppage", index_of(hub).pk])
    return client.post(url, nested_form_data(empty | data | fields))


def refused(answer):
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "belongs to another hub" in text
    assert CANARY not in text
    return text


def test_a_person_cannot_be_given_another_hubs_school(client_a, hub_a, foreign):
    text = refused(post_person(client_a, school=foreign["school"].pk))
    assert "Nadia" in text
    assert not Person.objects.filter(name="Nadia").exists()


def test_a_person_is_given_a_school_of_their_own_hub(client_a, hub_a):
    school = OrganisationFactory(site=hub_a.site)
    assert post_person(client_a, school=school.pk).status_code == 302
    assert Person.objects.get(name="Nadia").school == school


def test_a_project_cannot_be_followed_by_another_hubs_project(client_a, hub_a, foreign):
    refused(post_project(client_a, successor=foreign["project"].pk))
    assert not Project.objects.filter(title="Fractions").exists()


def test_a_project_may_be_followed_by_one_that_all_hubs_share(client_a, hub_a):
    shared = ProjectFactory(site=None, title="Next year")
    assert post_project(client_a, successor=shared.pk).status_code == 302
    assert Project.objects.get(title="Fractions").successor == shared


@pytest.mark.parametrize("where", ["hub_lead", "lead_schools"])
def test_a_hubs_settings_name_nobody_of_another_hub(lead_a, hub_a, foreign, where):
    if where == "hub_lead":
        answer = post_settings(lead_a, hub_a, hub_lead=foreign["person"].pk)
    else:
        answer = post_settings(lead_a, hub_a, schools=[{"organisation": foreign["school"].pk}])
    assert "Renamed" in refused(answer)
    assert HubSettings.objects.get(pk=hub_a.pk).name != "Renamed"


def test_a_hubs_settings_are_changed_with_its_own_people_and_schools(lead_a, hub_a):
    person, school = PersonFactory(site=hub_a.site), OrganisationFactory(site=hub_a.site)
    answer = post_settings(lead_a, hub_a, hub_lead=person.pk, schools=[{"organisation": school.pk}])
    assert answer.status_code == 302
    stored = HubSettings.objects.get(pk=hub_a.pk)
    assert (stored.name, stored.hub_lead) == ("Renamed", person)
    assert [row.organisation for row in stored.lead_schools.all()] == [school]


def forged_group(client, hub, foreign, where):
    session = {"label": "Day 1", "mode": "online", "status": "scheduled"}
    rows = {
        "project": {"project": foreign["project"].pk},
        "contact_person": {"contact_person": foreign["person"].pk},
        "leads": {"leads": [{"person": foreign["person"].pk}]},
        "sessions": {"sessions": [session | {"organisation": foreign["school"].pk}]},
    }
    return post_group(client, hub, **rows[where])


@pytest.mark.parametrize("where", ["project", "contact_person", "leads", "sessions"])
def test_a_work_group_points_to_nothing_of_another_hub_and_does_not_name_it(client_a, hub_a, foreign, where):
    refused(forged_group(client_a, hub_a, foreign, where))
    assert not WorkGroupPage.objects.exists()


@pytest.mark.parametrize("where", ["leads", "sessions"])
def test_without_the_check_a_forged_key_would_be_stored(client_a, hub_a, foreign, where, monkeypatch):
    monkeypatch.setattr(own_choices, "belongs", lambda row, site: True)
    assert forged_group(client_a, hub_a, foreign, where).status_code == 302


def test_without_forgetting_it_a_refused_row_would_be_named(client_a, hub_a, foreign, monkeypatch):
    monkeypatch.setattr(own_choices, "_forget", lambda form, name: None)
    answer = post_person(client_a, school=foreign["school"].pk)
    assert CANARY in answer.content.decode()


def test_the_lead_of_another_hub_does_not_open_the_settings(lead_a, hub_b):
    before = HubSettings.objects.values().get(pk=hub_b.pk)
    assert post_settings(lead_a, hub_b).status_code in (302, 403)
    assert HubSettings.objects.values().get(pk=hub_b.pk) == before


def test_the_form_knows_its_own_rows(hub_a, hub_b):
    own, other = Organisation(site=hub_a.site), Organisation(site=hub_b.site)
    assert own_choices.belongs(own, hub_a.site)
    assert not own_choices.belongs(other, hub_a.site)
