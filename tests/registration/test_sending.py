"""The outbox goes out: once, again after a failure, and never what somebody else has in hand."""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends import locmem
from django.db import OperationalError

from tests.registration.applying import applied
from tests.registration.mailing import NOON, group_of, only, ready
from wagtail_mathshub import clock
from wagtail_mathshub.registration.mailing import sending
from wagtail_mathshub.registration.mailing.sending import LEASE, WAITS, claim, retry, send_due
from wagtail_mathshub.registration.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
HERE = "tests.registration.test_sending"
REFUSED = SMTPRecipientsRefused({"sam@school.example.org": (550, b"no sam@school.example.org here")})


class Failing(locmem.EmailBackend):
    """Fails as it was told to."""

    error: Exception | None = None

    def send_messages(self, messages):
        if self.error:
            raise self.error
        return super().send_messages(messages)


class Away(Failing):
    """A mail server that nobody can reach."""

    tried = 0

    def open(self):
        Away.tried += 1
        raise ConnectionRefusedError(111, "sam@school.example.org")


@pytest.fixture
def failing(settings, monkeypatch):
    """A mail server that fails with the error that is set."""
    settings.EMAIL_BACKEND = f"{HERE}.Failing"
    monkeypatch.setattr(Failing, "error", SMTPServerDisconnected("sam@school.example.org"))
    return Failing


@pytest.fixture
def message(hub_a):
    """One message that is due."""
    applied(group_of(ready(hub_a)), "sam@school.example.org")
    return only("confirm_address")


def now(message):
    return Message.objects.get(pk=message.pk)


def test_a_message_goes_out_once(message):
    assert send_due().sent == 1
    assert send_due().total == 0
    assert len(mail.outbox) == 1
    assert (now(message).state, now(message).sent_at, now(message).tries) == ("sent", NOON, 1)


def test_after_a_failure_it_waits_longer_each_time_and_then_has_failed(message, failing):
    moment = NOON
    for number, wait in enumerate(WAITS, start=1):
        with clock.frozen_at(moment):
            assert send_due().put_off == 1
            assert send_due().total == 0
        assert (now(message).state, now(message).tries) == ("waiting", number)
        assert now(message).next_try_at == moment + wait
        moment += wait
    with clock.frozen_at(moment):
        assert send_due().failed == 1
    assert now(message).state == "failed"
    assert len(mail.outbox) == 0


def test_a_failed_message_can_be_tried_again(message, failing):
    Message.objects.update(state="failed", tries=6, error="The mail server could not be reached.")
    assert retry(message)
    failing.error = None
    assert send_due().sent == 1
    assert (now(message).state, now(message).error) == ("sent", "")
    assert not retry(message)
    assert now(message).state == "sent"


def test_every_try_has_the_same_message_id(message, failing, monkeypatch):
    seen = []
    monkeypatch.setattr(
        Failing,
        "send_messages",
        lambda self, mails: seen.append(mails[0].extra_headers["Message-ID"]) or 1 / 0,
    )
    send_due()
    with clock.frozen_at(NOON + timedelta(minutes=2)):
        send_due()
    assert len(seen) == 2
    assert len(set(seen)) == 1


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (REFUSED, "The mail server refused the address (SMTPRecipientsRefused 550)."),
        (SMTPDataError(554, b"spam for sam@school.example.org"), "refused the message (SMTPDataError 554)."),
        (ValueError("sam@school.example.org"), "could not be written or sent (ValueError)."),
        (OperationalError("sam@school.example.org"), "could not be written or sent (OperationalError)."),
    ],
)
def test_neither_the_error_nor_the_log_names_anybody(message, failing, caplog, error, words):
    failing.error = error
    send_due()
    assert words in now(message).error
    assert caplog.records
    assert "sam@" not in now(message).error + caplog.text
    assert "Sam" not in caplog.text


def test_an_address_that_the_server_does_not_know_is_not_tried_again(message, failing):
    failing.error = REFUSED
    assert send_due().failed == 1
    assert now(message).state == "failed"


def test_an_address_that_the_server_does_not_take_yet_is_tried_again(message, failing):
    failing.error = SMTPRecipientsRefused({"sam@school.example.org": (450, b"later")})
    assert send_due().put_off == 1


def test_one_that_fails_does_not_stop_the_others(hub_a, monkeypatch):
    group = group_of(ready(hub_a))
    first, second = applied(group), applied(group)
    written = sending.email_of
    monkeypatch.setattr(sending, "email_of", lambda row: 1 / 0 if row.application == first else written(row))
    done = send_due()
    assert (done.sent, done.put_off) == (1, 1)
    assert mail.outbox[0].to == [second.contact_email]


def test_a_server_that_is_away_is_asked_once_and_the_rest_stays_as_it_is(hub_a, settings):
    settings.EMAIL_BACKEND = f"{HERE}.Away"
    group = group_of(ready(hub_a))
    for _number in range(3):
        applied(group)
    Away.tried = 0
    assert send_due().put_off == 1
    assert Away.tried == 1
    assert sorted(Message.objects.values_list("tries", flat=True)) == [0, 0, 1]


def test_what_somebody_else_sends_is_left_to_them(message):
    assert claim() == message
    assert send_due().total == 0
    assert claim() is None


def test_a_claim_that_a_dead_sender_has_left_is_taken_up_later(message):
    claim()
    with clock.frozen_at(NOON + LEASE - timedelta(seconds=1)):
        assert send_due().total == 0
    with clock.frozen_at(NOON + LEASE):
        assert send_due().sent == 1


def test_whoever_has_lost_the_claim_changes_nothing(message):
    late = claim()
    with clock.frozen_at(NOON + LEASE):
        send_due()
    sending._store(late, state="waiting", error="late")
    assert (now(message).state, now(message).error) == ("sent", "")


def test_a_message_that_kills_each_sender_has_failed_in_the_end(message):
    for number in range(len(WAITS) + 1):
        with clock.frozen_at(NOON + number * LEASE):
            assert claim() is not None
    with clock.frozen_at(NOON + timedelta(days=1)):
        assert send_due().total == 0
    assert now(message).state == "failed"
    assert "interrupted" in now(message).error


def test_no_more_than_the_limit_go_out(hub_a):
    group = group_of(ready(hub_a))
    for _number in range(3):
        applied(group)
    assert send_due(limit=2).sent == 2
    assert send_due(limit=2).sent == 1


def test_an_address_that_is_none_has_failed_with_a_sentence(message):
    message.application.contact_email = "no address"
    message.application.save()
    Message.objects.update(to="no address")
    send_due()
    assert "address is not one" in now(message).error


def test_a_database_that_is_busy_is_asked_again_before_an_email_counts_as_not_sent(message, monkeypatch):
    tries = []

    class Busy:
        def update(self, **fields):
            tries.append(fields)
            if len(tries) < 3:
                raise OperationalError("database is locked")

    claimed = claim()
    monkeypatch.setattr(Message.objects, "filter", lambda **wanted: Busy())
    sending._store(claimed, state="sent")
    assert len(tries) == 3


def test_an_email_that_hangs_is_given_up_before_the_claim_ends(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_TIMEOUT = None
    assert sending._Post().connection.timeout * 3 < LEASE.total_seconds()
