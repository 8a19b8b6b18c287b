"""Does what is due in sign-up, and sends the outbox."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand

from wagtail_mathshub.registration.mailing import due


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError("a number from 1 on")
    return int(text)


class Command(BaseCommand):
    help = (
        "Ends what nobody answered in time, offers free places, reminds, tells of changed dates and of "
        "sign-up that has opened, and sends the emails that are due. Run it every minute."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to leave out."""
        parser.add_argument("--no-send", action="store_true", help="Only write the emails into the outbox.")
        parser.add_argument("--limit", type=_count, metavar="N", help="Send at most so many emails.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what is due, and say how much it was."""
        done = due.run(send=not options["no_send"], limit=options["limit"])
        sent = done.sent
        words = [
            f"{done.steps[due.LAPSED]} lapsed",
            f"{done.steps[due.REMINDED]} reminders",
            f"{done.steps[due.CHANGED]} told of changed dates",
            f"{done.steps[due.TOLD]} told that sign-up has opened",
            f"{sent.sent} sent",
            f"{sent.put_off} to be tried again",
            f"{sent.dropped} not needed any more",
            f"{sent.failed} failed",
        ]
        self.stdout.write(", ".join(words) + ".")
        if done.failed:
            self.stderr.write(f"{done.failed} could not be done: see the log.")
