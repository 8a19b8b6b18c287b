"""What comes due by itself."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from tests.factories import make_group, on
from tests.registration.applying import applied, confirmed, seats_of, state_of
from tests.registration.mailing import LINK, NOON, group_of, look, published, ready, with_place
from wagtail_mathshub import clock
from wagtail_mathshub.pages.models import WorkGroupPage
from wagtail_mathshub.registration import flows
from wagtail_mathshub.registration.mailing import due
from wagtail_mathshub.registration.mailing.announcing import announce, groups_to_look_at
from wagtail_mathshub.registration.mailing.sending import send_due
from wagtail_mathshub.registration.models import Interest, Message, Seats
from wagtail_mathshub.registration.states import MessageKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
IN_A_WEEK = on(date(2026, 11, 30), label="Day 1", mode="online", joining_link=LINK)
LATER = on(date(2027, 2, 4), label="Day 2")


def kinds(kind: str = "") -> list[str]:
    rows = Message.objects.filter(kind=kind) if kind else Message.objects.all()
    return list(rows.order_by("pk").values_list("kind", flat=True))


def change(group, at: datetime = NOON - timedelta(minutes=5), of: str = "Day 1", **fields) -> None:
    """Publish a session with these fields changed."""
    session = group.sessions.get(label=of)
    for name, value in fields.items():
        setattr(session, name, value)
    session.save()
    published(group, at)


def test_what_has_run_out_lapses_and_the_place_goes_on(hub_a):
    group = group_of(ready(hub_a), capacity=1)
    late = applied(group)
    waits = confirmed(group)
    with clock.frozen_at(NOON + timedelta(hours=49)):
        assert due.run(send=False).steps[due.LAPSED] == 1
        assert due.run(send=False).steps[due.LAPSED] == 0
    assert (state_of(late), state_of(waits)) == ("lapsed", "offered")


def test_a_capacity_that_rose_by_itself_offers_places(hub_a):
    group = group_of(ready(hub_a), capacity=1)
    confirmed(group)
    waits = confirmed(group)
    WorkGroupPage.objects.update(capacity=2)
    due.run(send=False)
    assert state_of(waits) == "offered"
    assert seats_of(group).held == 2


def test_one_row_that_fails_stops_no_other(hub_a, monkeypatch, caplog):
    group = group_of(ready(hub_a))
    first, second = applied(group), applied(group)
    lapse = flows.let_lapse

    def fails_for_the_first(*, application):
        if application == first:
            raise ValueError(application.contact_email)
        return lapse(application=application)

    monkeypatch.setattr(flows, "let_lapse", fails_for_the_first)
    with clock.frozen_at(NOON + timedelta(hours=49)):
        done = due.run(send=False)
    assert (done.failed, state_of(second)) == (1, "lapsed")
    assert "ValueError" in caplog.text
    assert "fails_for_the_first" in caplog.text
    assert "@" not in caplog.text


def test_everybody_is_reminded_once_a_week_before(hub_a):
    group = group_of(ready(hub_a), sessions=[dict(IN_A_WEEK), dict(LATER)])
    application = with_place(group, people=2)
    with clock.frozen_at(datetime(2026, 11, 23, 7, 59, tzinfo=clock.LONDON)):
        assert due.run(send=False).steps[due.REMINDED] == 0
    assert due.run(send=False).steps[due.REMINDED] == 3
    assert due.run(send=False).steps[due.REMINDED] == 0
    to = set(Message.objects.filter(kind="reminder").values_list("to", flat=True))
    assert to == {
        application.contact_email,
        *application.participants.values_list("email", flat=True),
    }


def test_a_session_on_another_day_is_reminded_of_again(hub_a):
    group = group_of(ready(hub_a), sessions=[dict(IN_A_WEEK)])
    with_place(group)
    assert due.run(send=False).steps[due.REMINDED] == 2
    change(group, date=date(2026, 12, 7))
    with clock.frozen_at(NOON + timedelta(days=7)):
        assert due.run(send=False).steps[due.REMINDED] == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "cancelled"},
        {"status": "postponed"},
        {"date": date(2026, 11, 22)},
        {"date": date(2026, 12, 1)},
        {"date": date(2026, 11, 23), "start": time(9)},
    ],
)
def test_nobody_is_reminded_of_what_is_off_over_or_far_away(hub_a, fields):
    group = group_of(ready(hub_a), sessions=[IN_A_WEEK | fields, dict(LATER)])
    with_place(group)
    assert due.run(send=False).steps[due.REMINDED] == 0


@pytest.mark.parametrize("state", ["cancelled", "postponed"])
def test_nobody_is_reminded_of_a_group_that_is_off(hub_a, state):
    with_place(group_of(ready(hub_a), sessions=[dict(IN_A_WEEK)], override_state=""))
    WorkGroupPage.objects.update(override_state=state)
    assert due.run(send=False).steps[due.REMINDED] == 0


def test_only_who_has_a_place_is_reminded_and_not_who_got_it_a_moment_ago(hub_a):
    group = group_of(ready(hub_a), sessions=[dict(IN_A_WEEK)], capacity=2)
    with_place(group)
    confirmed(group)
    waits = confirmed(group)
    due.run(send=False)
    reminded = Message.objects.filter(kind="reminder")
    assert len(reminded) == 2
    assert waits.pk not in reminded.values_list("application_id", flat=True)


def test_the_first_look_at_a_group_only_remembers_its_dates(hub_a):
    group = group_of(ready(hub_a))
    confirmed(group)
    assert seats_of(group).announced_at is None
    assert look() == 0
    assert len(seats_of(group).announced["sessions"]) == 2
    assert kinds("dates_changed") == []


@pytest.mark.parametrize(
    "fields",
    [
        {"date": date(2027, 2, 11)},
        {"start": time(14)},
        {"end": None},
        {"venue_text": "Market Hall"},
        {"mode": "face_to_face"},
        {"joining_link": "https://meet.example.org/other"},
        {"arrive_from": time(12, 30)},
        {"status": "postponed"},
        {"status": "cancelled"},
    ],
)
def test_a_change_that_people_plan_by_is_told_once(hub_a, fields):
    group = group_of(ready(hub_a))
    with_place(group)
    change(group, **fields)
    assert look() == 1
    assert look() == 0
    assert len(kinds("dates_changed")) == 2


def test_a_joining_link_is_not_kept_where_changes_are_looked_for(hub_a):
    group = group_of(ready(hub_a))
    with_place(group)
    assert LINK not in str(seats_of(group).announced)
    change(group, joining_link="https://meet.example.org/other")
    look()
    assert "meet.example.org" not in str(list(Message.objects.values_list("data", flat=True)))


@pytest.mark.parametrize("fields", [{"label": "Day one"}, {"note": "Bring a ruler."}, {"sort_order": 7}])
def test_a_change_of_words_is_not(hub_a, fields):
    group = group_of(ready(hub_a))
    with_place(group)
    change(group, **fields)
    assert look() == 0


def test_three_quick_corrections_make_one_email(hub_a):
    group = group_of(ready(hub_a))
    with_place(group)
    for minute in (10, 8, 4):
        change(group, NOON - timedelta(minutes=minute), date=date(2027, 3, minute))
    assert look() == 0
    with clock.frozen_at(NOON + timedelta(minutes=1)):
        assert look() == 1
        due.run()
    assert len(kinds("dates_changed")) == 2
    body = mail.outbox[0].body
    assert "Before: Thursday 4 February 2027, 1pm to 4pm\nThursday 4 March 2027, 1pm to 4pm" in body


def test_a_date_that_was_put_back_in_time_is_told_to_nobody(hub_a):
    group = group_of(ready(hub_a))
    with_place(group)
    change(group, NOON - timedelta(minutes=4), date=date(2027, 2, 11))
    change(group, NOON - timedelta(minutes=3), date=date(2027, 2, 4))
    with clock.frozen_at(NOON + timedelta(minutes=5)):
        assert look() == 0


def test_a_date_that_was_put_back_before_it_went_out_is_told_to_nobody(hub_a):
    group = group_of(ready(hub_a))
    with_place(group)
    change(group, date=date(2027, 2, 11))
    look()
    change(group, date=date(2027, 2, 4))
    due.run()
    assert mail.outbox == []
    assert set(Message.objects.filter(kind="dates_changed").values_list("state", flat=True)) == {"dropped"}


def test_whoever_is_confirmed_after_the_change_has_read_the_new_date(hub_a):
    group = group_of(ready(hub_a), capacity=3)
    with_place(group)
    change(group, NOON - timedelta(minutes=6), date=date(2027, 2, 11))
    with clock.frozen_at(NOON - timedelta(minutes=4)):
        told_already = confirmed(group)
        send_due()
    new = confirmed(group)
    due.run(send=False)
    told = Message.objects.filter(kind="dates_changed").values_list("application_id", flat=True)
    assert told
    assert not {told_already.pk, new.pk} & set(told)


def test_a_new_session_is_told_and_one_of_the_past_is_not(hub_a):
    group = group_of(ready(hub_a), sessions=[on(date(2026, 11, 9), label="Day 1"), dict(LATER)])
    with_place(group)
    change(group, date=date(2026, 11, 10))
    assert look() == 0
    page = WorkGroupPage.objects.get(pk=group.pk)
    type(page.sessions.first()).objects.create(page=page, label="Day 3", date=date(2027, 3, 4), sort_order=9)
    with clock.frozen_at(NOON + timedelta(hours=1)):
        published(group, NOON + timedelta(minutes=30))
        assert look() == 1
        due.run()
    assert "A NEW SESSION: Day 3" in mail.outbox[0].body


def test_only_those_with_a_place_are_told_of_changed_dates(hub_a):
    group = group_of(ready(hub_a), capacity=1)
    with_place(group)
    waits = confirmed(group)
    change(group, date=date(2027, 2, 11))
    assert look() == 1
    assert "dates_changed" not in [message.kind for message in waits.messages.all()]


def test_a_group_that_is_off_until_a_day_comes_back_by_itself(hub_a):
    group = group_of(ready(hub_a))
    with_place(group)
    until = {"override_state": "postponed", "override_until": date(2026, 11, 25)}
    WorkGroupPage.objects.update(**until)
    published(group, NOON - timedelta(minutes=5))
    assert look() == 1
    assert look() == 0
    with clock.frozen_at(NOON + timedelta(days=3)):
        assert look() == 1
        assert look() == 0


def test_all_sessions_cancelled_is_the_group_cancelled(hub_a):
    group = group_of(ready(hub_a))
    with_place(group)
    for session in group.sessions.all():
        session.status = "cancelled"
        session.save()
    page = published(group, NOON - timedelta(minutes=5))
    page.set_session_facts()
    page.save()
    assert look() == 1
    assert set(kinds()) >= {"cancelled"}
    assert kinds("dates_changed") == []


def interest(hub, email="sam@school.example.org", **fields):
    group = group_of(hub, has_interest_form=True, opens_at=NOON + timedelta(days=1), **fields)
    flows.note_interest(page=group, email=email, consent=True)
    return group


def test_who_waits_for_sign_up_is_told_once_that_it_has_opened(hub_a):
    interest(ready(hub_a))
    assert due.run(send=False).steps[due.TOLD] == 0
    with clock.frozen_at(NOON + timedelta(days=2)):
        assert due.run().steps[due.TOLD] == 1
        assert due.run().steps[due.TOLD] == 0
    assert [one.subject for one in mail.outbox] == ["Sign-up has opened: Fractions"]
    assert Interest.objects.get().told_at == NOON + timedelta(days=2)


def test_who_waits_is_told_of_next_years_group(hub_a):
    later = group_of(ready(hub_a), title="Fractions next year")
    interest(hub_a, successor=later)
    assert due.run().steps[due.TOLD] == 1
    assert mail.outbox[-1].subject == "Sign-up has opened: Fractions next year"
    assert "https://front.example.org/work-groups/fractions-next-year/" in mail.outbox[-1].body


def test_sign_up_that_has_closed_again_is_told_to_nobody(hub_a):
    group = interest(ready(hub_a))
    with clock.frozen_at(NOON + timedelta(days=2)):
        due.run(send=False)
        WorkGroupPage.objects.filter(pk=group.pk).update(closes_at=NOON + timedelta(days=1, hours=1))
        due.run()
    assert "Sign-up has opened: Fractions" not in [one.subject for one in mail.outbox]


def test_the_command_says_what_it_has_done(hub_a):
    group = group_of(ready(hub_a))
    applied(group)
    said = StringIO()
    call_command("mathshub_send_due", "--no-send", stdout=said)
    assert "0 sent" in said.getvalue()
    assert mail.outbox == []
    call_command("mathshub_send_due", limit=1, stdout=said)
    assert "1 sent" in said.getvalue()
    assert len(mail.outbox) == 1
    with pytest.raises(CommandError):
        call_command("mathshub_send_due", "--limit", "0")


def test_a_second_look_at_the_same_moment_tells_nobody_twice(hub_a):
    group = group_of(ready(hub_a))
    with_place(group)
    change(group, date=date(2027, 2, 11))
    (mine,), (theirs,) = list(groups_to_look_at()), list(groups_to_look_at())
    assert [announce(mine), announce(theirs)] == [1, 0]


def test_nothing_due_asks_little(hub_a, django_assert_max_num_queries):
    for number in range(5):
        with_place(group_of(ready(hub_a), title=f"Group {number}"))
    make_group(hub_a)
    assert Seats.objects.count() == 5
    due.run()
    with django_assert_max_num_queries(8):
        due.run()
    assert MessageKind.DATES_CHANGED not in kinds()
