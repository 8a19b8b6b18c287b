"""Looks whether the links on the hubs' pages still lead anywhere."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wagtail_mathshub.desk.links.checking import Check, Order
from wagtail_mathshub.desk.links.gathering import gather
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.hubs.queries import hubs
from wagtail_mathshub.publishing.outgoing_links import LinkState


def _count(text: str) -> int:
    if not text.isdecimal():
        raise ArgumentTypeError("a whole number from 0 on")
    return int(text)


class Command(BaseCommand):
    help = (
        "Reads the published pages for links, and asks the addresses that are due, one after the other and slowly. "
        "Each answer is stored at once: stop it whenever you like, and run it again. Run it every night."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How much to do."""
        parser.add_argument("--hub", metavar="KEY", help="Only the pages of this hub.")
        parser.add_argument("--limit", type=_count, metavar="N", help="Ask at most so many addresses.")
        parser.add_argument(
            "--older-than",
            type=_count,
            metavar="HOURS",
            help="Also ask what is not due, but was last asked longer ago than this.",
        )
        parser.add_argument("--seconds", type=_count, metavar="N", help="Stop after so many seconds.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the pages, ask the addresses, and say what came of it."""
        hub = _hub(options["hub"])
        found = gather(hub)
        self.stdout.write(f"{found.pages} pages read: {found.added} links new, {found.removed} gone.")
        hours = options["older_than"]
        order = Order(
            hub=hub,
            limit=options["limit"],
            older_than=None if hours is None else timedelta(hours=hours),
            seconds=options["seconds"],
        )
        tally = Check(order).run()
        words = [f"{tally.states[state]} {state.label}" for state in LinkState if tally.states[state]]
        self.stdout.write(f"{tally.asked} addresses asked" + (f": {', '.join(words)}." if words else "."))
        if tally.left:
            self.stdout.write(f"{tally.left} are left for the next time.")


def _hub(key: str | None) -> HubSettings | None:
    if not key:
        return None
    hub = hubs().filter(key=key).first()
    if hub is None:
        known = ", ".join(str(hub.key) for hub in hubs()) or "none"
        raise CommandError(f"There is no hub “{key}”. There are: {known}.")
    return hub
