"""Files, hostile names, the number of queries, what needs somebody, and pages that stay."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from tests.factories import OrganisationFactory, index_of, on
from tests.registration import office
from tests.registration.applying import confirmed, open_group, seats_of, wish
from wagtail_mathshub import clock
from wagtail_mathshub.desk.setting_up import set_up_hub
from wagtail_mathshub.registration import flows
from wagtail_mathshub.registration.models import Application, Interest, Message, Participant
from wagtail_mathshub.scoping.plain_cells import FORMULA_STARTS
from wagtail_mathshub.taxonomy.models import LocalAuthority

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]

HOSTILE = [
    '=HYPERLINK("http://evil.example","x")',
    "+44 1234 5",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\uff1d1+1",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "Bell\x07 and \x0b tab",
    "#N/A",
    "'=1",
    "two\nlines",
    "{{ 7 * 7 }}",
    "😀 Schöne",
]


@pytest.fixture
def client(hub_a):
    return office.registrar(hub_a)


def store(group, number, **fields):
    """A row as no form would let it in, for what comes out again."""
    hub = group.get_site()
    values = {
        "reference": f"ALD-{number:06}",
        "site": hub,
        "page_id": group.pk,
        "number": number,
        "state": "confirmed",
        "held": 1,
        "created_at": clock.now(),
        "contact_email": f"c{number}@example.org",
    }
    return Application.objects.create(**(values | fields))


def csv_of(client, query):
    answer = client.get(f"{reverse(office.LIST)}?export=csv{query}")
    return list(csv.DictReader(io.StringIO(office.text_of(answer))))


def sheet_of(client, query=""):
    answer = client.get(f"{reverse(office.LIST)}?export=xlsx{query}")
    return load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active


def hostile_rows(hub):
    group = open_group(hub, title="=1+1 group", sessions=[on(date(2027, 2, 4), label="=cmd")])
    for number, name in enumerate(HOSTILE, 1):
        row = store(group, number, contact_name=name, school_name=name, contact_phone=name[:40])
        Participant.objects.create(application=row, name=name, email=f"p{number}@example.org", role=name[:80])
    return group


def unescaped(cell):
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA_STARTS) else cell


def written(name):
    return name.replace("\x07", "").replace("\x0b", "")


@pytest.mark.parametrize(("query", "column"), [("", "Contact"), ("&rows=people", "Name")])
def test_hostile_names_are_text_in_csv(client, hub_a, query, column):
    hostile_rows(hub_a)
    rows = csv_of(client, query)
    cells = [cell for row in rows for cell in [*row.values(), *row]]
    assert not [cell for cell in cells if cell.startswith(FORMULA_STARTS)]
    expected = {written(name).replace("\r", "\n") for name in HOSTILE}
    assert {unescaped(row[column]).replace("\r", "\n") for row in rows} == expected


@pytest.mark.parametrize(("query", "column"), [("", "Contact"), ("&rows=people", "Name")])
def test_hostile_names_are_text_in_a_workbook(client, hub_a, query, column):
    hostile_rows(hub_a)
    sheet = sheet_of(client, query)
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type in ("f", "e")]
    place = [cell.value for cell in sheet[1]].index(column)
    names = {row[place].value for row in sheet.iter_rows(min_row=2)}
    assert {name.replace("_x000D_", "\r").replace("\r", "\n") for name in names} == {
        written(name).replace("\r", "\n") for name in HOSTILE
    }


def test_hostile_names_are_escaped_on_every_screen(client, hub_a):
    group = hostile_rows(hub_a)
    bad = HOSTILE[7]
    row = Application.objects.get(school_name=bad)
    Message.objects.create(
        site=row.site,
        kind="confirmed",
        application=row,
        to=bad,
        state="failed",
        error=bad,
        created_at=clock.now(),
        next_try_at=clock.now(),
    )
    Interest.objects.create(
        site=row.site, page=group, email=bad, name=bad, school_name=bad, created_at=clock.now()
    )
    row.consent_text = row.consent_version = bad
    row.reason, row.answers = bad, [{"id": "1", "question": bad, "answer": bad}]
    row.save()
    group.title = bad
    group.extra_questions = [("question", {"question": bad, "hint": bad, "choices": [], "required": False})]
    group.save()
    session = group.sessions.first()
    session.label = bad
    session.save()
    urls = [
        reverse(office.LIST),
        reverse(office.DETAIL, args=[row.pk]),
        reverse("mathshub_registration_message_modeladmin_index"),
        reverse("mathshub_registration_interest_modeladmin_index"),
        reverse("mathshub_registration_sign_up"),
        f"{reverse('mathshub_registration_sign_up')}?group={group.pk}",
        reverse("mathshub_registration_registers"),
        reverse("mathshub_registration_register", args=[session.pk]),
        reverse("wagtailadmin_home"),
        f"{reverse(office.LIST)}?q={bad}",
    ]
    for url in urls:
        page = client.get(url).content.decode()
        assert bad not in page, url
        assert "<img src=x" not in page, url
    assert "&lt;script&gt;alert" in client.get(urls[1]).content.decode()
    for page in (
        client.post(office.steps_url(row, "decline"), {"why": ""}),
        client.post(office.steps_url(row, "withdraw"), {"why": bad}, follow=True),
        client.post(reverse("mathshub_registration_find_person"), {"email": bad}),
    ):
        assert bad not in page.content.decode()


def test_a_file_of_people_holds_school_phase_authority_and_attendance(client, hub_a):
    authority = LocalAuthority.objects.create(key="fenland", label="Fenland")
    OrganisationFactory(site=hub_a.site, urn="999001", local_authority=authority)
    group = open_group(hub_a)
    row = confirmed(group, school_urn="999001", school_postcode="ZZ99 1AB", people=2)
    there, _away = row.participants.all()
    flows.mark_attendance(session=group.sessions.first(), marks={there.pk: True}, user=client.user)
    first, second = csv_of(client, f"&rows=people&group={group.pk}")
    assert (first["URN"], first["Postcode"], first["Phase"]) == ("999001", "ZZ99 1AB", "Primary")
    assert first["Local authority"] == "Fenland"
    assert first["State"] == "Place confirmed"
    assert (first["Day 1, Thu 4 Feb 2027"], second["Day 1, Thu 4 Feb 2027"]) == ("yes", "")
    (school,) = csv_of(client, "")
    assert school["Day 1, Thu 4 Feb 2027"] == "1 of 1"


def test_a_file_holds_what_the_filters_leave(client, hub_a):
    waiting_for = open_group(hub_a, capacity=1)
    kept, waiting = confirmed(waiting_for), confirmed(waiting_for)
    assert [row["Reference"] for row in csv_of(client, "&state=waiting")] == [waiting.reference]
    assert {row["Reference"] for row in csv_of(client, "")} == {kept.reference, waiting.reference}
    found = csv_of(client, f"&q={kept.contact_email}")
    assert [row["Reference"] for row in found] == [kept.reference]


def fill(group, count):
    number = Application.objects.count()
    rows = [
        Application(
            reference=f"ALD-{n:06}",
            site=group.get_site(),
            page_id=group.pk,
            number=n,
            state="waiting" if n % 3 else "confirmed",
            created_at=clock.now(),
            contact_email=f"c{n}@example.org",
            school_name=f"School {n}",
        )
        for n in range(number + 1, number + count + 1)
    ]
    Application.objects.bulk_create(rows)
    Participant.objects.bulk_create(Participant(application=row, name="P", years=[5]) for row in rows)


def queries_of(client, url):
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        office.text_of(client.get(url))
    return len(asked)


def test_lists_files_and_panels_take_no_more_queries_for_a_thousand_rows(client, hub_a):
    group = open_group(hub_a, capacity=500, minimum_to_run=400)
    confirmed(group)
    urls = [
        reverse(office.LIST),
        f"{reverse(office.LIST)}?export=csv&rows=people",
        f"{reverse(office.LIST)}?export=csv",
        f"{reverse(office.LIST)}?state=lapsing&group={group.pk}",
        reverse("wagtailadmin_home"),
        reverse("mathshub_registration_message_modeladmin_index"),
        reverse("mathshub_registration_register", args=[group.sessions.first().pk]),
    ]
    fill(group, 60)
    few = [queries_of(client, url) for url in urls]
    fill(group, 1000)
    many = [queries_of(client, url) for url in urls]
    assert many == few
    assert max(many) <= 50


def test_the_turn_in_the_list_is_the_turn_of_the_queue(client, hub_a):
    from wagtail_mathshub.registration.office.rows import listed
    from wagtail_mathshub.registration.queueing import turn_of

    group = open_group(hub_a, capacity=1)
    for _each in range(4):
        confirmed(group)
    other = open_group(hub_a, capacity=1)
    confirmed(other), confirmed(other)
    assert [row.turn for row in listed(Application.objects.order_by("pk"))] == [
        turn_of(row) for row in Application.objects.order_by("pk")
    ]


def home(client):
    return client.get(reverse("wagtailadmin_home")).content.decode()


def test_what_waits_stands_on_the_first_page_with_a_link_to_it(client, hub_a):
    assert "Sign-up needs you" not in home(client)
    round_group = open_group(hub_a, admission="round", title="Round")
    row = confirmed(round_group)
    Message.objects.filter(pk=row.messages.first().pk).update(state="failed")
    soon = open_group(hub_a, title="Soon", capacity=9, minimum_to_run=3, sessions=[on(date(2026, 12, 1))])
    confirmed(soon)
    page = home(client)
    assert "1 application to approve" in page
    assert f"{reverse(office.LIST)}?state=pending" in page
    assert "1 email could not be sent" in page
    assert "Below its minimum: Soon starts on Tuesday 1 December with 1 of 3" in page
    assert f"{reverse(office.LIST)}?group={soon.pk}" in page
    assert "Nearly full: Round, 1 of 2 places left" in page


def test_an_offer_that_runs_out_within_a_day_stands_on_the_first_page(client, hub_a):
    group = open_group(hub_a, capacity=1)
    first, waiting = confirmed(group), confirmed(group)
    flows.withdraw(application=first)
    assert "runs out within a day" not in home(client)
    with clock.frozen_at(clock.now() + timedelta(hours=hub_a.offer_hours - 23)):
        assert "1 offer runs out within a day" in home(client)
        listed = client.get(f"{reverse(office.LIST)}?state=lapsing").content.decode()
    assert waiting.reference in listed
    assert first.reference not in listed


def test_the_first_page_tells_others_nothing(hub_a, hub_b):
    confirmed(open_group(hub_a, admission="round"))
    for client in (office.editor(hub_a), office.registrar(hub_b)):
        assert "Sign-up needs you" not in home(client)


def test_the_page_editor_shows_how_a_group_fills_up(hub_a):
    group = open_group(hub_a, capacity=3, minimum_to_run=3)
    confirmed(group), confirmed(group)
    client = office.editor(hub_a)
    page = client.get(reverse("wagtailadmin_pages:edit", args=[group.pk])).content.decode()
    assert "How it fills up" in page
    assert "2 of 3" in page
    assert "Below its minimum of 3" in page
    assert "See its applications" not in page
    client.user.groups.add(*office.registrar(hub_a).user.groups.all())
    page = client.get(reverse("wagtailadmin_pages:edit", args=[group.pk])).content.decode()
    assert f"{reverse(office.LIST)}?group={group.pk}" in page


def test_the_page_editor_shows_no_places_of_a_group_that_signs_up_elsewhere(hub_a):
    group = open_group(hub_a, apply_via="email")
    page = office.editor(hub_a).get(reverse("wagtailadmin_pages:edit", args=[group.pk]))
    assert "How it fills up" not in page.content.decode()


def delete(client, page):
    return client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)


@pytest.mark.parametrize("which", ["group", "index", "home"])
def test_a_page_with_applications_and_those_above_it_are_not_deleted(hub_a, which):
    group = open_group(hub_a)
    confirmed(group)
    page = {"group": group, "index": index_of(hub_a), "home": hub_a.site.root_page}[which]
    answer = delete(office.superuser(), page)
    assert answer.status_code == 200
    assert "sign-up keeps 1 application for it. Unpublish it instead:" in answer.content.decode()
    assert type(group).objects.filter(pk=group.pk).exists()


def test_a_page_with_interests_is_not_deleted_in_bulk(hub_a):
    group, free = open_group(hub_a), open_group(hub_a)
    Interest.objects.create(site=hub_a.site, page=group, email="kim@example.org", created_at=clock.now())
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    answer = office.superuser().post(f"{url}?id={group.pk}&id={free.pk}", follow=True)
    assert "sign-up keeps 1 person who wants to be told" in answer.content.decode()
    assert type(group).objects.filter(pk__in=[group.pk, free.pk]).count() == 2


def test_a_page_without_applications_is_deleted(hub_a):
    group = open_group(hub_a)
    delete(office.superuser(), group)
    assert not type(group).objects.filter(pk=group.pk).exists()


def test_unpublishing_a_page_with_applications_works(hub_a):
    group = open_group(hub_a)
    confirmed(group)
    office.superuser().post(reverse("wagtailadmin_pages:unpublish", args=[group.pk]))
    group.refresh_from_db()
    assert not group.live


def test_copying_a_page_copies_no_application_and_no_place(hub_a):
    group = open_group(hub_a)
    confirmed(group)
    copy = group.copy(update_attrs={"slug": "copy"})
    assert not Application.objects.filter(page=copy.pk).exists()
    assert seats_of(group).held == 1
    flows.apply(page_id=copy.pk, wish=wish())
    assert seats_of(copy).held == 1


def test_setting_up_a_hub_makes_its_registrars_without_sight_of_numbers(db):
    done = set_up_hub(key="cedar", name="Cedar Hub", hostname="cedar.example.org").done
    assert "the group “cedar registrars”" in done
    assert "the group “cedar Work Group leads”" in done
    group = Group.objects.get(name="cedar registrars")
    codes = set(group.site_permissions.values_list("permission__codename", flat=True))
    assert {"change_application", "change_message", "change_interest"} <= codes
    assert "see_trn" not in codes
    assert not group.permissions.filter(codename="see_trn").exists()
    assert Permission.objects.filter(codename="see_trn").exists()
    assert not set_up_hub(key="cedar", name="Cedar Hub", hostname="cedar.example.org").done
