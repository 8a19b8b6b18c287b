"""The buttons of an application, the form for phone calls, registers, and one person's data."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from tests.registration import office
from tests.registration.applying import applied, confirmed, open_group, seats_of, state_of
from wagtail_mathshub.registration import flows
from wagtail_mathshub.registration.models import Application, Attendance, Message
from wagtail_mathshub.registration.office import steps
from wagtail_mathshub.registration.refusals import Busy, Refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]


@pytest.fixture
def client(hub_a):
    return office.registrar(hub_a)


def buttons(client, row):
    page = client.get(reverse(office.DETAIL, args=[row.pk])).content.decode()
    return {step.name for step in steps.STEPS if office.steps_url(row, step.name) in page}


def take(client, row, step, **data):
    return client.post(office.steps_url(row, step), data)


def test_each_state_has_the_buttons_of_what_can_be_done_now(client, hub_a):
    group = open_group(hub_a, capacity=1)
    first, waiting = confirmed(group), confirmed(group)
    assert buttons(client, first) == {"people", "move", "again", "withdraw"}
    assert buttons(client, waiting) == {"people", "move", "again", "decline", "withdraw"}
    take(client, first, "withdraw")
    assert buttons(client, first) == set()
    assert buttons(client, waiting) == {"accept", "move", "again", "decline", "withdraw"}
    pending = confirmed(open_group(hub_a, admission="round"))
    assert "approve" in buttons(client, pending)


def test_approve_gives_the_place_and_says_so(client, hub_a):
    row = confirmed(open_group(hub_a, admission="round"))
    answer = client.post(office.steps_url(row, "approve"), {"why": "Welcome"}, follow=True)
    assert state_of(row) == "confirmed"
    assert f"{row.reference}: approved" in answer.content.decode()
    assert row.changes.last().user == client.user


def test_decline_needs_a_reason(client, hub_a):
    row = confirmed(open_group(hub_a, admission="round"))
    assert "Say why" in take(client, row, "decline", why=" ").content.decode()
    assert state_of(row) == "pending"
    take(client, row, "decline", why="Too many schools")
    assert state_of(row) == "declined"


def test_offering_out_of_turn_needs_a_reason_and_nothing_typed_is_lost(client, hub_a):
    group = open_group(hub_a, capacity=1, admission="round")
    first, second, third = confirmed(group), confirmed(group), confirmed(group)
    flows.withdraw(application=first)
    answer = take(client, third, "offer", why="")
    assert "comes before those who asked earlier" in answer.content.decode()
    assert state_of(third) == "waiting"
    take(client, third, "offer", why="Its only maths teacher is new")
    assert (state_of(second), state_of(third)) == ("waiting", "offered")
    take(client, third, "accept")
    assert state_of(third) == "confirmed"


def test_a_refused_step_shows_its_sentence_and_what_was_typed(client, hub_a, monkeypatch):
    row = confirmed(open_group(hub_a, admission="round"))

    def refuse(**kwargs):
        raise Refused("full", "No <i>place</i> any more.")

    monkeypatch.setattr(flows, "approve", refuse)
    page = take(client, row, "approve", why="Typed with care").content.decode()
    assert "No &lt;i&gt;place&lt;/i&gt; any more." in page
    assert "Typed with care" in page


def test_a_busy_database_is_told_in_words(client, hub_a, monkeypatch):
    row = confirmed(open_group(hub_a, admission="round"))

    def busy(**kwargs):
        raise Busy

    monkeypatch.setattr(flows, "approve", busy)
    answer = take(client, row, "approve")
    assert answer.status_code == 200
    assert "Nothing was changed; press the button again." in answer.content.decode()


def test_a_step_that_is_not_possible_any_more_is_refused_in_words(client, hub_a):
    row = confirmed(open_group(hub_a))
    answer = client.post(office.steps_url(row, "approve"), follow=True)
    assert "Not possible now" in answer.content.decode()
    assert client.post(office.steps_url(row, "no-such-step")).status_code == 404


def rows_of(*people, **more):
    data = {"rows": str(len(people) or 1)} | more
    for number, person in enumerate(people):
        data |= {f"person-{number}-{name}": value for name, value in person.items()}
    return data


def test_people_are_changed_row_by_row(client, hub_a):
    row = confirmed(open_group(hub_a), people=2)
    new = [
        {"name": "Asha Rahman", "email": "asha@school.example.org", "years": "5, R"},
        {},
        {"name": "Ben Stone", "email": "ben@school.example.org"},
    ]
    take(client, row, "people", **rows_of(*new))
    assert [(one.name, one.years) for one in row.participants.all()] == [
        ("Asha Rahman", [0, 5]),
        ("Ben Stone", []),
    ]


def test_attendance_stays_with_whoever_stays_when_people_change(client, hub_a):
    group = open_group(hub_a)
    row = confirmed(group, people=2)
    stays, goes = row.participants.all()
    marks = {stays.pk: True, goes.pk: True}
    flows.mark_attendance(session=group.sessions.first(), marks=marks, user=client.user)
    new = [
        {"name": "New Colleague", "email": "new@school.example.org"},
        {"name": "Married Name", "email": stays.email.upper()},
    ]
    take(client, row, "people", **rows_of(*new))
    assert [one.name for one in row.participants.all()] == ["New Colleague", "Married Name"]
    assert list(Attendance.objects.values_list("participant__name", "present")) == [("Married Name", True)]


def test_what_is_wrong_with_a_person_stands_beside_the_box(client, hub_a):
    row = confirmed(open_group(hub_a))
    rows = rows_of({}, {"name": "Asha", "email": "not an address", "years": "fifty"})
    page = take(client, row, "people", **rows).content.decode()
    assert "Enter Asha&#x27;s email address in full" in page
    assert "Choose years from Nursery to Year 13" in page
    assert "fifty" in page
    assert row.participants.get().name != "Asha"


def test_more_rows_keep_what_was_typed_and_change_nothing(client, hub_a):
    row = confirmed(open_group(hub_a))
    page = take(client, row, "people", **rows_of({"name": "Half typ"}, more="1")).content.decode()
    assert "Half typ" in page
    assert 'name="person-2-name"' in page
    assert row.participants.get().name != "Half typ"


def test_a_number_that_the_user_may_not_see_is_kept_when_people_change(client, hub_a):
    row = confirmed(open_group(hub_a, trn_asked=True, trn_reason="Certificates"))
    row.participants.update(trn="7654321")
    person = row.participants.get()
    given = {"key": person.pk, "name": "New Name", "email": "new@school.example.org", "trn": ""}
    assert "7654321" not in client.get(reverse(office.DETAIL, args=[row.pk])).content.decode()
    take(client, row, "people", **rows_of(given))
    assert (row.participants.get().name, row.participants.get().trn) == ("New Name", "7654321")


def test_a_number_is_not_taken_from_somebody_of_another_application(client, hub_a):
    group = open_group(hub_a, trn_asked=True, trn_reason="Certificates")
    row, other = confirmed(group), confirmed(group)
    other.participants.update(trn="7654321")
    given = {"key": other.participants.get().pk, "name": "New", "email": "new@school.example.org"}
    take(client, row, "people", **rows_of(given))
    assert not row.participants.filter(trn="7654321").exists()


def test_a_move_takes_the_application_to_another_group_of_the_hub(client, hub_a):
    row, target = confirmed(open_group(hub_a)), open_group(hub_a, title="Second group")
    take(client, row, "move", to=target.pk, why="Nearer")
    moved = Application.objects.get()
    assert (moved.page_id, moved.state) == (target.pk, "confirmed")
    assert seats_of(target).held == 1


def test_the_last_email_goes_out_again(client, hub_a):
    row = applied(open_group(hub_a))
    take(client, row, "again")
    kinds = Message.objects.filter(application=row).values_list("kind", flat=True)
    assert list(kinds) == ["confirm_address", "confirm_address"]


def test_a_failed_message_is_tried_again_at_once(client, hub_a):
    row = confirmed(open_group(hub_a))
    message = row.messages.first()
    Message.objects.filter(pk=message.pk).update(state="failed", tries=8, error="550")
    listed = client.get(reverse("mathshub_registration_message_modeladmin_index")).content.decode()
    url = reverse("mathshub_registration_retry", args=[message.pk])
    assert listed.count(url) == 1
    client.post(url)
    message.refresh_from_db()
    assert (message.state, message.tries, message.error) == ("waiting", 0, "")
    assert "has not failed" in client.post(url, follow=True).content.decode()


def school(**more):
    given = {
        "contact_name": "Sam Okafor",
        "contact_email": "sam@school.example.org",
        "school_name": "Otterby Primary School",
        "consent": "on",
    }
    return given | rows_of({"name": "Asha Rahman", "email": "asha@school.example.org"}) | more


def test_a_school_that_rings_is_signed_up(client, hub_a):
    group = open_group(hub_a)
    url = f"{reverse('mathshub_registration_sign_up')}?group={group.pk}"
    answer = client.post(url, school())
    row = Application.objects.get()
    assert answer.url == reverse(office.DETAIL, args=[row.pk])
    assert (row.state, row.school_name, row.held) == ("confirmed", "Otterby Primary School", 1)
    again = client.post(url, school(), follow=True)
    assert "has an application for this Work Group already" in again.content.decode()
    assert Application.objects.count() == 1


def test_the_phone_form_says_what_is_wrong_and_loses_nothing(client, hub_a):
    group = open_group(hub_a)
    url = f"{reverse('mathshub_registration_sign_up')}?group={group.pk}"
    page = client.post(url, school(consent="", school_urn="12", contact_phone="01234 5")).content.decode()
    for said in ("A URN has six digits", "Tick the box to say you have read", "01234 5", "Asha Rahman"):
        assert said in page
    assert not Application.objects.exists()


def test_the_phone_form_offers_groups_of_the_hub_alone(client, hub_a, hub_b):
    open_group(hub_a, title="Ours")
    theirs = open_group(hub_b, title="Theirs")
    url = reverse("mathshub_registration_sign_up")
    page = client.get(url).content.decode()
    assert "Ours" in page
    assert "Theirs" not in page
    assert client.post(f"{url}?group={theirs.pk}", school()).status_code == 404


def test_a_register_is_marked_and_taken_back(client, hub_a):
    group = open_group(hub_a)
    there, away = (confirmed(group).participants.get() for _each in range(2))
    url = reverse("mathshub_registration_register", args=[group.sessions.first().pk])
    client.post(url, {f"mark-{there.pk}": "yes", f"mark-{away.pk}": "no"})
    assert dict(Attendance.objects.values_list("participant", "present")) == {there.pk: True, away.pk: False}
    assert client.get(url).content.decode().count(" checked") == 2
    client.post(url, {f"mark-{there.pk}": "", f"mark-{away.pk}": "no", "mark-x": "yes"})
    assert Attendance.objects.get().participant == away


def find(client, email, **more):
    return client.post(reverse("mathshub_registration_find_person"), {"email": email} | more)


def test_a_person_is_found_handed_out_and_erased_in_ones_own_hub_only(client, hub_a, hub_b):
    email = "kim@school.example.org"
    ours, theirs = confirmed(open_group(hub_a), email), confirmed(open_group(hub_b), email)
    page = find(client, email).content.decode()
    assert ours.reference in page
    assert theirs.reference not in page
    data = json.loads(find(client, email, download="1").content)
    assert [row["reference"] for row in data["applications"]] == [ours.reference]
    assert "Tick the box" in find(client, email, erase="1").content.decode()
    assert Application.objects.get(pk=ours.pk).contact_email == email
    find(client, email, erase="1", sure="yes")
    assert Application.objects.get(pk=ours.pk).contact_email == ""
    assert Application.objects.get(pk=theirs.pk).contact_email == email


def test_the_log_says_that_data_went_out_and_not_whose(client, hub_a):
    email = "kim@school.example.org"
    row = confirmed(open_group(hub_a), email)
    name = row.contact_name
    find(client, email, download="1")
    find(client, email, erase="1", sure="yes")
    entries = ModelLogEntry.objects.filter(action__startswith="mathshub.registration.")
    assert set(entries.values_list("action", "user")) == {
        ("mathshub.registration.handed_out", client.user.pk),
        ("mathshub.registration.erased", client.user.pk),
    }
    kept = json.dumps(list(ModelLogEntry.objects.values()), default=str)
    assert email not in kept
    assert name not in kept


@pytest.mark.parametrize("email", ["", "no address", "a@b.org\r\nBcc: c@d.org", "x" * 300 + "@example.org"])
def test_what_is_no_address_finds_nobody_and_breaks_nothing(client, hub_a, email):
    answer = find(client, email, erase="1", sure="yes")
    assert answer.status_code == 200
    assert "Enter the email address in full" in answer.content.decode()
