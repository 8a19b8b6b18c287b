"""Sends the outbox in processes of its own, which may be killed; run as a program, it does so line by line.

Each line is a moment and how many calls of functions a sender lives for, 0 for all its life; several of
them, with commas, are senders that begin at once. `naive` before it: senders that claim nothing.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import datetime
from importlib import import_module
from typing import Any


def naive(start: int) -> None:
    """What a sender does that claims nothing: looks what is due, sends it, and marks it."""
    from django.core.mail import get_connection

    from wagtail_mathshub.registration.mailing.emails import email_of
    from wagtail_mathshub.registration.models import Message

    rows = list(Message.objects.filter(state="waiting").order_by("pk"))
    connection = get_connection()
    os.read(start, 1)
    for row in rows:
        if email := email_of(row):
            connection.send_messages([email])
        Message.objects.filter(pk=row.pk).update(state="sent")


def honest(start: int) -> None:
    """What the package does."""
    from wagtail_mathshub.registration.mailing.sending import send_due

    os.read(start, 1)
    send_due()


def live(how: Any, moment: str, calls: int, start: int) -> None:
    """Send, and be killed at the call of that number; the number of calls goes out otherwise."""
    from wagtail_mathshub import clock

    made = 0

    def count(frame: Any, event: str, arg: Any) -> None:
        nonlocal made
        if event in ("call", "c_call"):
            made += 1
            if made == calls:
                os.kill(os.getpid(), signal.SIGKILL)

    with clock.frozen_at(datetime.fromisoformat(moment)):
        if calls >= 0:
            sys.setprofile(count)
        how(start)
        sys.setprofile(None)
    print(made, flush=True)  # noqa: T201


def begin(how: Any, moment: str, calls: list[int]) -> list[int]:
    """Begin all senders at once, and wait for them."""
    ready, go = os.pipe()
    children = []
    for most in calls:
        child = os.fork()
        if not child:
            status = 1
            try:
                live(how, moment, most, ready)
                status = 0
            finally:
                os._exit(status)
        children.append(child)
    os.write(go, b"x" * len(children))
    ends = [os.waitpid(child, 0)[1] for child in children]
    os.close(ready)
    os.close(go)
    return [os.waitstatus_to_exitcode(end) for end in ends]


def main() -> None:
    """Answer each line with how the senders ended."""
    import django

    django.setup()
    from django.conf import settings

    settings.EMAIL_BACKEND = "tests.registration.post_file.EmailBackend"
    # All that a sender needs is there before it is made: it lives for what it does.
    for name in ("tests.registration.post_file", "tests.urls"):
        import_module(name)
    print("ready", flush=True)  # noqa: T201
    for line in sys.stdin:
        words = line.split()
        how = honest
        if words[0] == "naive":
            how = naive
            words.pop(0)
        ends = begin(how, words[0], [int(most) for most in words[1].split(",")])
        print("ended", *ends, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
