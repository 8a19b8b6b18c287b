"""`manage.py mathshub_purge`: erase what the hubs no longer keep of those who signed up."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from wagtail_mathshub.registration import retention


class Command(BaseCommand):
    """Says what is past its time, and erases it when told to."""

    help = (
        "Erases names and addresses that are kept for longer than the hubs' settings say. "
        "Without --erase it only says how many there are."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """One option, without which nothing is changed."""
        parser.add_argument("--erase", action="store_true", help="Erase, and do not only say what would be.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say or do it; a second run finds nothing more."""
        erase = options["erase"]
        done = retention.purge() if erase else retention.due()
        verb = "Erased" if erase else "To be erased"
        if done.nothing:
            self.stdout.write("Nothing is past its time.")
            return
        self.stdout.write(
            f"{verb}: {done.applications} applications (their counts stay), {done.interests} interests, "
            f"{done.messages} addresses of old messages, {done.keys} keys of old requests."
        )
        if not erase:
            self.stdout.write("Run it again with --erase to erase them.")
