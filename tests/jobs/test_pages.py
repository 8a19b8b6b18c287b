"""Roles as a visitor reads them: the list, an open advert, and one that is over."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, CollectionViewRestriction

from tests.api.test_privacy import STATES, hide
from tests.factories import OrganisationFactory, PersonFactory, index_of, make_document, make_job
from wagtail_mathshub import clock
from wagtail_mathshub.pages.models import HubJobIndexPage, JobDocument

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
# Wagtail asks so often to find a page and to see that it is not private.
WAGTAILS_OWN = 8
CLOSES = datetime(2026, 12, 4, 12, tzinfo=clock.LONDON)
SECONDMENT = {
    "title": "Assistant lead",
    "kind": "secondment",
    "phase": "secondary",
    "time_commitment": "1 day a week, term time",
    "fte": "0.2",
    "pay_to": "school",
    "pay_min": 300,
    "pay_unit": "DAY",
    "starts": date(2027, 1, 4),
    "ends": date(2027, 8, 31),
    "location": "Your own school and online",
    "who_can_apply": "Serving teachers",
    "head_endorsement": True,
    "closes_at": CLOSES,
    "interviews": date(2026, 12, 10),
    "apply_via": "email",
    "apply_email": "jobs@alder.example.org",
}


def soup(client, hub, page):
    answer = client.get(page.get_url_parts()[2], headers={"host": hub.site.hostname})
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def words(tag):
    return " ".join(tag.get_text(" ").split())


def terms(page):
    return {words(row.dt): words(row.dd) for row in page.select(".mh-lined > div")}


def test_the_list_begins_with_what_closes_first(client, hub_a):
    make_job(hub_a, title="No day", closes_at=None)
    make_job(hub_a, title="Later", closes_at=CLOSES)
    make_job(hub_a, title="Soon", closes_at=clock.now() + timedelta(days=2))
    make_job(hub_a, title="Over", closes_at=clock.now() - timedelta(days=1))
    page = soup(client, hub_a, index_of(hub_a, HubJobIndexPage))
    assert [words(title) for title in page.select(".mh-card__title")] == ["Soon", "Later", "No day"]
    assert [words(chip) for chip in page.select(".mh-chip")] == ["Closing soon", "Open", "Open"]
    assert words(page.find(role="status")) == "3 open roles"


def test_a_card_says_kind_time_money_and_place(client, hub_a):
    make_job(hub_a, **SECONDMENT)
    card = words(soup(client, hub_a, index_of(hub_a, HubJobIndexPage)).select_one(".mh-card"))
    for said in (
        "Secondment Secondary",
        "Closes on Friday 4 December 2026 at noon",
        "1 day a week, term time",
        "£300 a day, paid to your school",
        "Your own school and online",
    ):
        assert said in card


def test_an_empty_list_says_how_to_hear_of_the_next(client, hub_a):
    page = soup(client, hub_a, index_of(hub_a, HubJobIndexPage))
    assert "No role is open at the moment." in words(page.main)
    assert page.main.find("a", href="/hub/jobs.atom")


def test_an_open_advert_says_its_terms_in_a_summary(client, hub_a):
    page = soup(
        client,
        hub_a,
        make_job(hub_a, host=OrganisationFactory(site=hub_a.site, name="Harebell"), **SECONDMENT),
    )
    assert terms(page) == {
        "Time": "1 day a week, term time (0.2 FTE)",
        "Money": "£300 a day, paid to your school "
        "You stay on your school's payroll; the hub pays your school for your release.",
        "Dates": "4 January 2027 to 31 August 2027",
        "Place": "Your own school and online",
        "School": "Harebell",
        "Who can apply": "Serving teachers",
        "Your head": "Needs to agree before you apply",
    }


def test_money_for_the_person_says_nothing_of_release(client, hub_a):
    page = soup(client, hub_a, make_job(hub_a, pay_to="person", pay_min=25600, pay_unit="YEAR"))
    assert terms(page) == {"Money": "£25,600 a year"}


def test_the_panel_says_until_when_and_how_to_apply(client, hub_a):
    person = PersonFactory(site=hub_a.site, name="Helen Ashby", public_email="helen@alder.example.org")
    panel = soup(client, hub_a, make_job(hub_a, contact_person=person, **SECONDMENT)).select_one(".mh-panel")
    said = words(panel)
    assert "Open Closes Friday 4 December 2026 at noon 11 days left Apply by email" in said
    assert "Interviews Thursday 10 December 2026 Questions Helen Ashby helen@alder.example.org" in said
    assert panel.select_one(".mh-button")["href"] == "mailto:jobs@alder.example.org"


def test_an_advert_with_nothing_but_a_title_has_no_empty_rows(client, hub_a):
    page = soup(client, hub_a, make_job(hub_a, apply_via="link"))
    assert terms(page) == {}
    assert "No closing date" in words(page.select_one(".mh-panel"))
    assert "How to apply" not in words(page.main)


OVER = [
    (
        {"closes_at": CLOSES - timedelta(days=30)},
        "This role has closed",
        "Closed on Wednesday 4 November 2026 at noon.",
    ),
    ({"filled": True}, "This role has been filled", "Somebody has been found"),
    ({"withdrawn": True}, "This role has been withdrawn", "has been withdrawn"),
]


@pytest.mark.parametrize(("fields", "heading", "sentence"), OVER)
def test_an_advert_that_is_over_says_so_first_and_keeps_its_text(client, hub_a, fields, heading, sentence):
    page = soup(client, hub_a, make_job(hub_a, **SECONDMENT | fields))
    callout = page.select_one(".mh-columns__head > :first-child")
    assert "mh-callout--over" in callout["class"]
    assert words(callout).startswith(heading)
    assert sentence in words(callout)
    ways = [a["href"] for a in callout.find_all("a")]
    assert ways == ["/jobs/", "/hub/jobs.atom"]
    assert terms(page)["Who can apply"] == "Serving teachers"
    assert not page.select('a[href^="mailto:jobs@"]')
    assert "days left" not in words(page.main)


def test_its_files_are_pills_with_type_and_size_but_not_private_ones(client, hub_a):
    hidden = make_document("Zanzibar")
    hidden.collection = Collection.get_first_root_node().add_child(name="Staff")
    hidden.save()
    CollectionViewRestriction.objects.create(collection=hidden.collection, restriction_type="login")
    advert = make_job(hub_a, **SECONDMENT)
    JobDocument.objects.create(page=advert, document=make_document(), title="Role description")
    JobDocument.objects.create(page=advert, document=hidden)
    page = soup(client, hub_a, advert)
    assert [words(a) for a in page.select(".mh-file")] == ["Role description PDF, 1 kB"]
    assert "Zanzibar" not in str(page)


@pytest.mark.parametrize("state", [state for state in STATES if state != "edited"])
def test_what_nobody_may_see_is_in_no_list(client, hub_a, state):
    advert, other = make_job(hub_a, title="Zanzibar"), make_job(hub_a, title="Other")
    hide({"jobs": advert}, state)
    for page in (index_of(hub_a, HubJobIndexPage), other):
        answer = client.get(page.get_url_parts()[2], headers={"host": hub_a.site.hostname})
        assert "Zanzibar" not in answer.content.decode()


def test_pages_take_the_same_number_of_queries_whatever_there_is(client, hub_a):
    advert = make_job(hub_a, **SECONDMENT)

    def costs():
        found = []
        for page in (index_of(hub_a, HubJobIndexPage), advert):
            soup(client, hub_a, page)
            with CaptureQueriesContext(connection) as asked:
                soup(client, hub_a, page)
            found.append(len(asked))
        return found

    make_job(hub_a, title="Another", host=OrganisationFactory(site=hub_a.site))
    JobDocument.objects.create(page=advert, document=make_document())
    first = costs()
    for n in range(8):
        make_job(hub_a, title=f"Number {n}", host=OrganisationFactory(site=hub_a.site))
        JobDocument.objects.create(page=advert, document=make_document())
    assert costs() == first
    assert first[0] <= 20
    assert first[1] - WAGTAILS_OWN <= 15
