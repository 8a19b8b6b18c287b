"""`manage.py mathshub_person ADDRESS`: hand out, or erase, what is kept of one person."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from wagtail.models import Site

from wagtail_mathshub.hubs.queries import hubs
from wagtail_mathshub.registration import flows


class Command(BaseCommand):
    """Prints all that sign-up keeps of an email address as JSON; with --erase it is erased."""

    help = "Prints what sign-up keeps of a person as JSON, or erases it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, where, and whether to erase."""
        parser.add_argument("email", help="The person's email address.")
        parser.add_argument("--hub", help="The key of one hub; without it, all hubs of this installation.")
        parser.add_argument("--erase", action="store_true", help="Erase it.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Export or erase."""
        email, sites = options["email"].strip(), self._sites(options["hub"])
        if not options["erase"]:
            self.stdout.write(
                json.dumps(flows.export_person(email=email, sites=sites), indent=2, ensure_ascii=False)
            )
            return
        count = flows.erase_person(email=email, sites=sites)
        self.stdout.write(f"Erased in {count} places." if count else "Nothing is kept of this address.")

    def _sites(self, key: str | None) -> list[Site]:
        found = [hub.site for hub in hubs() if key in (None, hub.key)]
        if not found:
            raise CommandError(f"There is no hub with the key {key!r}.")
        return found
