"""Makes a hub: its Site, settings, page tree, vocabularies, groups and moderation."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_slug
from django.urls import NoReverseMatch, reverse

from wagtail_mathshub.desk.setting_up import SetUp, SetUpError, set_up_hub


class Command(BaseCommand):
    help = (
        "Makes what a hub needs in this site: settings, pages, vocabularies, a group for each role, moderation. "
        "Run it again whenever you like: it only adds what is missing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The hub, and where it goes."""
        parser.add_argument("--hub-key", required=True, help="A short name for programs, like fenmarsh.")
        parser.add_argument("--hub-name", default="", help="The hub's name, like Fenmarsh Maths Hub.")
        parser.add_argument(
            "--hostname",
            default="",
            help="The Site's host name; made if there is none. Default: the default Site.",
        )
        parser.add_argument("--port", type=int, default=80, help="The port of a Site that is made (80).")
        parser.add_argument(
            "--at-root",
            action="store_true",
            help="Make the hub's page the first page of its Site. The page that is there now stays beside it.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Set the hub up, and say what was done and where it is."""
        key = options["hub_key"]
        try:
            validate_slug(key)
            result = set_up_hub(
                key=key,
                name=options["hub_name"] or f"{key.replace('-', ' ').title()} Maths Hub",
                hostname=options["hostname"],
                port=options["port"],
                at_root=options["at_root"],
            )
        except ValidationError as error:
            raise CommandError(f"--hub-key {key!r}: use letters, digits, hyphens only.") from error
        except SetUpError as error:
            raise CommandError(str(error)) from error
        self._report(result)

    def _report(self, result: SetUp) -> None:
        for line in result.done or ["Nothing: all was there already."]:
            self.stdout.write(f"  {line}" if result.done else line)
        self.stdout.write(self.style.SUCCESS(f"{result.hub} is ready."))
        for page in result.pages:
            self.stdout.write(f"  {page.full_url}  {page.title}")
        if result.home is None:
            self.stdout.write(
                "  'wagtail_mathshub.pages' is not installed: make the pages with your own page types."
            )
        try:
            self.stdout.write(f"  {result.hub.site.root_url}{reverse('wagtailadmin_home')}  editing")
            reverse("mathshub:hub_css")
        except NoReverseMatch:
            self.stdout.write(
                self.style.WARNING(
                    'Add path("hub/", include("wagtail_mathshub.urls")) to your URLs, before Wagtail\'s own.'
                )
            )
