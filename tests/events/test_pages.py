"""Events as a visitor reads them: the list with its filters, and one event."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests.api.test_privacy import STATES, hide
from tests.factories import OrganisationFactory, PersonFactory, index_of, make_event, on
from wagtail_mathshub.pages.models import HubEventIndexPage, HubEventSpeaker
from wagtail_mathshub.taxonomy.models import Audience

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
# Wagtail asks so often to find a page and to see that it is not private.
WAGTAILS_OWN = 8
DAY = date(2027, 2, 25)


def soup(client, hub, page, **query):
    answer = client.get(page.get_url_parts()[2], query, headers={"host": hub.site.hostname})
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def words(tag):
    return " ".join(tag.get_text(" ").split())


def index(hub):
    return index_of(hub, HubEventIndexPage)


def titles(page):
    return [words(title) for title in page.select(".mh-day__title")]


def options(page, name):
    nav = page.find("nav", {"aria-labelledby": f"filter-{name}"})
    return {
        words(a).rsplit(" ", 1)[0]: (a["href"], int(words(a).rsplit(" ", 1)[1])) for a in nav.find_all("a")
    }


@pytest.fixture
def three(hub_a):
    """A conference and a webinar to come, and a webinar that is over."""
    leads = Audience.objects.create(key="lead", label="Maths leads")
    for title, kind, day, audiences in (
        ("Spring", "conference", DAY, [leads]),
        ("Talk", "webinar", date(2027, 1, 12), []),
        ("Past talk", "webinar", date(2026, 10, 1), [leads]),
    ):
        event = make_event(hub_a, title=title, kind=kind, **on(day))
        event.audiences = audiences
        event.save()
    return hub_a


def test_the_next_event_comes_first_with_its_day(client, three):
    page = soup(client, three, index(three))
    assert titles(page) == ["Talk", "Spring"]
    assert [words(day) for day in page.select(".mh-day__date")] == ["Tue 12 Jan", "Thu 25 Feb"]
    assert words(page.find(role="status")) == "2 events to come"
    assert page.main.find("a", href="/hub/events.ics")


def test_filters_are_links_with_counts(client, three):
    page = soup(client, three, index(three))
    assert options(page, "kind") == {"Conference": ("?kind=conference", 1), "Webinar": ("?kind=webinar", 1)}
    assert options(page, "audience") == {"Maths leads": ("?audience=lead", 1)}
    page = soup(client, three, index(three), kind="webinar")
    assert titles(page) == ["Talk"]
    assert options(page, "audience") == {"Maths leads": ("?kind=webinar&audience=lead", 0)}
    assert page.find("a", {"aria-current": "true"}, href="?")
    page = soup(client, three, index(three), kind="webinar", audience="lead")
    assert "Take a filter away" in words(page.select_one(".mh-callout"))


def test_among_past_events_the_filters_stay_among_them(client, three):
    page = soup(client, three, index(three), past="1")
    assert titles(page) == ["Past talk"]
    assert options(page, "kind") == {"Webinar": ("?past=1&kind=webinar", 1)}
    assert titles(soup(client, three, index(three), past="1", kind="webinar")) == ["Past talk"]


def test_an_empty_list_leads_to_the_calendar(client, hub_a):
    page = soup(client, hub_a, index(hub_a))
    assert page.select_one(".mh-callout").find("a", href="/hub/calendar/")


def test_the_panel_says_when_where_and_how(client, hub_a):
    place = OrganisationFactory(
        site=hub_a.site,
        name="Market Hall",
        postcode="ZZ99 7MH",
        map_url="https://maps.example.org/1",
        access_notes="Step-free",
    )
    event = make_event(
        hub_a,
        organisation=place,
        mode="face_to_face",
        capacity=60,
        booking_url="https://book.example.org/",
        **on(DAY),
    )
    panel = soup(client, hub_a, event).select_one(".mh-panel")
    said = words(panel)
    assert "Thursday 25 February 2027 , 1pm to 4pm" in said
    for part in ("Market Hall", "ZZ99 7MH", "Map of Market Hall", "Step-free", "Places 60"):
        assert part in said
    assert panel.find("time")["datetime"] == "2027-02-25"
    assert panel.select_one(".mh-button")["href"] == "https://book.example.org/"
    assert panel.find("a", string="Add to calendar")["href"] == f"/hub/events/{event.pk}.ics"


def test_without_a_day_there_is_nothing_for_a_calendar(client, hub_a):
    panel = soup(client, hub_a, make_event(hub_a)).select_one(".mh-panel")
    assert "Date to be confirmed" in words(panel)
    assert not panel.find("a", string="Add to calendar")


def test_behind_a_password_no_calendar_is_offered(client, hub_a):
    event = make_event(hub_a, **on(DAY))
    restriction = PageViewRestriction.objects.create(page=event, restriction_type="password", password="x")
    session = client.session
    session["passed_page_view_restrictions"] = [restriction.pk]
    session.save()
    client.cookies["sessionid"] = session.session_key
    assert not soup(client, hub_a, event).find("a", string="Add to calendar")


def test_an_event_that_has_moved_says_from_where(client, hub_a):
    event = make_event(hub_a, previous_date=date(2027, 1, 5), **on(DAY))
    for page in (index(hub_a), event):
        chips = [words(chip) for chip in soup(client, hub_a, page).select(".mh-chip")]
        assert chips == ["Moved from Tuesday 5 January 2027"]


def test_those_who_speak_are_named_with_what_they_speak_about(client, hub_a):
    event = make_event(hub_a, **on(DAY))
    HubEventSpeaker.objects.create(
        page=event, person=PersonFactory(site=hub_a.site, name="Priya Wynn"), talk="Corners"
    )
    HubEventSpeaker.objects.create(page=event, name="A. Guest")
    section = soup(client, hub_a, event).find("section", {"aria-labelledby": "speakers"})
    assert words(section) == "Who speaks PW Priya Wynn Corners AG A. Guest"


@pytest.mark.parametrize("state", [state for state in STATES if state != "edited"])
def test_what_nobody_may_see_is_in_no_list_and_no_count(client, hub_a, state):
    event = make_event(hub_a, title="Zanzibar", kind="showcase", **on(DAY))
    other = make_event(hub_a, title="Other", **on(DAY))
    hide({"events": event}, state)
    for page in (index(hub_a), other):
        answer = client.get(page.get_url_parts()[2], headers={"host": hub_a.site.hostname}).content.decode()
        assert "Zanzibar" not in answer
        assert "Showcase" not in answer


def test_pages_take_the_same_number_of_queries_whatever_there_is(client, hub_a):
    event = make_event(hub_a, **on(DAY))

    def add(number):
        for n in range(number):
            title = f"{number} {n}"
            row = make_event(hub_a, title=title, organisation=OrganisationFactory(site=hub_a.site), **on(DAY))
            row.audiences = [Audience.objects.create(key=f"a{number}-{n}", label=title)]
            row.save()
            HubEventSpeaker.objects.create(
                page=event, person=PersonFactory(site=hub_a.site, school=OrganisationFactory(site=hub_a.site))
            )

    def costs():
        found = []
        for page in (index(hub_a), event):
            soup(client, hub_a, page)
            with CaptureQueriesContext(connection) as asked:
                soup(client, hub_a, page)
            found.append(len(asked))
        return found

    add(4)
    first = costs()
    add(8)
    assert costs() == first
    assert first[0] <= 20
    assert first[1] - WAGTAILS_OWN <= 15
