"""Who is who: lists by current roles, and only the contact details that somebody wants shown."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import OrganisationFactory, PersonFactory, UserFactory
from wagtail_mathshub.pages.models import HubContentPage
from wagtail_mathshub.people.models import Person, PersonRole
from wagtail_mathshub.people.queries import of_kind, people
from wagtail_mathshub.people.wording import role_words

pytestmark = pytest.mark.django_db


def with_role(hub, name, role, **fields):
    months = {key: fields.pop(key) for key in ("from_month", "to_month", "phase", "cohort") if key in fields}
    person = PersonFactory(site=hub.site, name=name, **fields)
    PersonRole.objects.create(person=person, role=role, **months)
    return person


def names(hub, who):
    return [person.name for person in people(site=hub.site).filter(of_kind(who))]


def test_lists_hold_those_whose_role_is_current(hub_a, hub_b, reference_time):
    with_role(hub_a, "Lead", "work_group_lead", from_month="2026-09")
    with_role(hub_a, "Left", "work_group_lead", to_month="2026-10")
    with_role(hub_a, "Coming", "work_group_lead", from_month="2026-12")
    with_role(hub_a, "Chair", "board_chair")
    with_role(hub_a, "Writer", "author")
    with_role(hub_a, "LLME", "work_group_lead", is_llme=True)
    with_role(hub_b, "Neighbour", "work_group_lead")
    assert names(hub_a, "leads") == ["LLME", "Lead"]
    assert names(hub_a, "llmes") == ["LLME"]
    assert names(hub_a, "board") == ["Chair"]
    assert names(hub_a, "all") == ["Chair", "LLME", "Lead", "Writer"]


def show(client, hub, *blocks):
    page = HubContentPage(title="Who is who", slug="people", body=list(blocks))
    hub.site.root_page.add_child(instance=page)
    answer = client.get(page.get_url_parts()[2], headers={"host": hub.site.hostname})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_page_lists_people_with_their_roles_and_only_public_addresses(client, hub_a, hub_b):
    school = OrganisationFactory(site=hub_a.site, name="Elm School")
    with_role(hub_a, "Ana", "mastery_specialist", cohort=6, school=school, public_email="ana@example.org")
    with_role(hub_a, "Bea", "work_group_lead", phase="secondary", user=None)
    with_role(hub_b, "Neighbour", "work_group_lead")
    text = show(client, hub_a, ("people_list", {"heading": "Leads", "who": "leads"}))
    for words in ("Ana", "Mastery Specialist (cohort 6)", "Elm School", "Work Group Lead (secondary)"):
        assert words in text
    assert text.count("mailto:") == 1
    assert "Neighbour" not in text


def test_an_empty_list_says_so(client, hub_a):
    assert "Nobody is listed here yet." in show(
        client, hub_a, ("people_list", {"heading": "", "who": "llmes"})
    )


def test_the_leader_of_the_hub_stands_first(client, hub_a):
    with_role(hub_a, "Ana", "cohort_lead")
    with_role(hub_a, "Zoe", "maths_hub_lead")
    text = show(client, hub_a, ("people_list", {"heading": "", "who": "leads"}))
    assert text.index("Zoe") < text.index("Ana")


def test_roles_in_words():
    assert role_words(PersonRole(role="work_group_lead")) == "Work Group Lead"
    assert (
        role_words(PersonRole(role="primary_lead", phase="primary", cohort=2))
        == "Primary Lead (primary, cohort 2)"
    )


@pytest.mark.parametrize(("everywhere", "stays"), [(False, True), (True, False)])
def test_only_those_who_manage_log_ins_say_which_one_a_person_has(client, hub_a, editor_a, everywhere, stays):
    user = UserFactory(is_superuser=True) if everywhere else editor_a
    person = PersonFactory(site=hub_a.site, name="Ada Hart")
    client.force_login(user)
    fields = {"name": "Ada Hart", "slug": "ada-hart", "user": user.pk, "site": hub_a.site.pk}
    rows = {f"roles-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL")}
    url = reverse(Person.snippet_viewset.get_url_name("edit"), args=[person.pk])
    assert client.post(url, fields | rows).status_code == 302
    person.refresh_from_db()
    assert (person.user is None) == stays
