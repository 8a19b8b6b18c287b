"""Sends what is in the outbox: each message once, whoever else sends at the same time.

A message is claimed by an update that only one sender can make, and that is committed before the email
goes out. A claim lasts for a while: when a sender is killed, another takes its message up afterwards. Such
a message may go out twice, under the same Message-ID; no message is lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.core.mail import get_connection
from django.db import OperationalError, connections, router, transaction

from wagtail_mathshub import clock
from wagtail_mathshub.registration.mailing import mishaps
from wagtail_mathshub.registration.mailing.emails import Unwritable, email_of
from wagtail_mathshub.registration.models import Message
from wagtail_mathshub.registration.states import MessageState

LEASE = timedelta(minutes=15)
# How long to wait after the first try, after the second, and so on; after the last one it has failed.
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
)
# A mail server that says nothing for so long is given up, long before the claim ends.
SILENCE = 60
IN_HAND = (MessageState.WAITING, MessageState.SENDING)
# A database that is busy for a moment must not make an email that went out look as if it had not.
PERSISTENT = 10


@dataclass
class Sent:
    """What a run has done."""

    sent: int = 0
    dropped: int = 0
    put_off: int = 0
    failed: int = 0

    @property
    def total(self) -> int:
        """How many messages were taken in hand."""
        return self.sent + self.dropped + self.put_off + self.failed


def send_due(*, limit: int | None = None) -> Sent:
    """Send the messages that are due, the longest due first, at most `limit`. Never inside a transaction."""
    done, post = Sent(), _Post()
    try:
        while (limit is None or done.total < limit) and post.is_there:
            message = _claim_quietly()
            if message is None:
                break
            _send(message, post, done)
    finally:
        post.close()
    return done


def retry(message: Message) -> bool:
    """Let a message that has failed be tried again from now on. Whether it had failed."""
    rows = Message.objects.filter(pk=message.pk, state=MessageState.FAILED)
    return bool(rows.update(state=MessageState.WAITING, tries=0, error="", next_try_at=clock.now()))


def claim() -> Message | None:
    """The next message that is due, which nobody else sends for as long as the claim lasts; None without one."""
    while True:
        now = clock.now()
        due = Message.objects.filter(state__in=IN_HAND, next_try_at__lte=now)
        row = due.order_by("next_try_at", "pk").values("pk", "state", "tries", "next_try_at").first()
        if row is None:
            return None
        rows = Message.objects.filter(**row)
        if row["tries"] > len(WAITS):
            rows.update(state=MessageState.FAILED, error="The sender was interrupted each time.")
            continue
        # Durable: what is claimed inside a transaction would be seen by nobody until the email is out.
        with transaction.atomic(durable=True):
            mine = rows.update(state=MessageState.SENDING, tries=row["tries"] + 1, next_try_at=now + LEASE)
        if mine:
            related = ("site", "application__site__root_page", "application__page", "interest__page")
            return Message.objects.select_related(*related).get(pk=row["pk"])


def _claim_quietly() -> Message | None:
    try:
        return claim()
    except OperationalError as error:  # The database is busy; nothing was taken in hand.
        mishaps.note("No message could be claimed", error)
        return None


class _Post:
    """The way out, opened once for a run; gone when the mail server cannot be reached."""

    def __init__(self) -> None:
        self.connection: Any = get_connection()
        self.is_there = True
        if getattr(self.connection, "timeout", 0) is None:
            self.connection.timeout = SILENCE

    def send(self, email: Any) -> None:
        try:
            self.connection.open()
        except (OSError, SMTPException):
            # The others would only wait for it too.
            self.is_there = False
            raise
        self.connection.send_messages([email])

    def close(self) -> None:
        try:
            self.connection.close()
        except (OSError, SMTPException) as error:
            mishaps.note("Closing the connection to the mail server failed", error)


def _send(message: Message, post: _Post, done: Sent) -> None:
    try:
        email = email_of(message)
        if email is None:
            _store(message, state=MessageState.DROPPED, error="")
            done.dropped += 1
            return
        post.send(email)
    except Exception as error:
        if not isinstance(error, Unwritable):
            post.close()
        mishaps.note(f"Message {message.pk} ({message.kind}) was not sent", error)
        _put_off(message, error, done)
    else:
        _store(message, state=MessageState.SENT, error="", sent_at=clock.now())
        done.sent += 1


def _put_off(message: Message, error: Exception, done: Sent) -> None:
    if message.tries > len(WAITS) or _is_final(error):
        _store(message, state=MessageState.FAILED, error=_why(error))
        done.failed += 1
        return
    later = clock.now() + WAITS[message.tries - 1]
    _store(message, state=MessageState.WAITING, error=_why(error), next_try_at=later)
    done.put_off += 1


def _is_final(error: Exception) -> bool:
    # 5xx for the address: the server has said that asking again is of no use.
    refused = isinstance(error, SMTPRecipientsRefused)
    return refused and all(code >= 500 for code, _words in error.recipients.values())


def _why(error: Exception) -> str:
    if isinstance(error, Unwritable):
        return str(error)
    short = mishaps.in_short(error)
    if isinstance(error, SMTPRecipientsRefused):
        return f"The mail server refused the address ({short})."
    if isinstance(error, SMTPResponseException):
        return f"The mail server refused the message ({short})."
    if isinstance(error, OSError):
        return f"The mail server could not be reached ({short})."
    return f"The message could not be written or sent ({short})."


def _store(message: Message, **fields: Any) -> None:
    # Only while the claim is ours: meanwhile it may have ended, or the message may have been erased.
    mine = Message.objects.filter(pk=message.pk, state=MessageState.SENDING, tries=message.tries)
    for attempt in range(1, PERSISTENT + 1):
        try:
            mine.update(**fields)
            return
        except OperationalError:
            if attempt == PERSISTENT:
                raise
            connections[router.db_for_write(Message)].close_if_unusable_or_obsolete()
