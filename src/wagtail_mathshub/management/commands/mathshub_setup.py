"""Makes a hub: its Site, settings, page tree, vocabularies, groups and moderation."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.http.request import validate_host
from django.urls import NoReverseMatch, reverse

from wagtail_mathshub.desk.hub_file import HubDetails, HubFileError, checked, read
from wagtail_mathshub.desk.setting_up import SetUp, SetUpError, set_up_hub

# What an option says, in the words of a file.
SAID = {
    "hub_key": "key",
    "hub_name": "name",
    "hostname": "hostname",
    "port": "port",
    "short_name": "short_name",
    "email": "email",
    "phone": "phone",
    "area": "area",
    "front_end_url": "front_end_url",
}


class Command(BaseCommand):
    help = (
        "Makes what a hub needs in this site: settings, pages, vocabularies, a group for each role, moderation. "
        "Run it again whenever you like: it only adds what is missing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The hub, where it goes, and what is to be known of it."""
        parser.add_argument("--hub-key", default="", help="A short name for programs, like fenmarsh.")
        parser.add_argument("--hub-name", default="", help="The hub's name, like Fenmarsh Maths Hub.")
        parser.add_argument(
            "--hostname",
            default="",
            help="The Site's host name; made if there is none. Default: the default Site.",
        )
        parser.add_argument("--port", type=int, help="The port of a Site that is made (80).")
        parser.add_argument(
            "--at-root",
            action="store_true",
            help="Make the hub's page the first page of its Site. The page that is there now stays beside it.",
        )
        parser.add_argument("--from", dest="file", default="", help="A TOML or JSON file that says it all.")
        parser.add_argument("--short-name", help="Like Fenmarsh.")
        parser.add_argument("--colours", help="Two, like '#0F5E5C #F2A33A'.")
        parser.add_argument("--email", help="The address that visitors write to.")
        parser.add_argument("--phone", help="The number that visitors call.")
        parser.add_argument("--area", help="The area in words.")
        parser.add_argument("--areas", help="Its local authorities by name or code, with commas.")
        parser.add_argument("--front-end-url", help="Where visitors read it, if another program shows it.")
        parser.add_argument(
            "--term",
            dest="terms",
            nargs=3,
            action="append",
            metavar=("TERM", "FIRST", "LAST"),
            help="Like autumn 2026-09-01 2026-12-18. Several times.",
        )
        parser.add_argument(
            "--update",
            action="store_true",
            help="Also change what is set already. Without it, only what is still empty is filled in.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Set the hub up, and say what was done and where it is."""
        try:
            details = checked(_said(options))
            result = _set_up(details, update=options["update"])
        except (HubFileError, SetUpError) as error:
            raise CommandError(str(error)) from error
        self._report(result)

    def _report(self, result: SetUp) -> None:
        for line in result.done or ["Nothing: all was there already."]:
            self.stdout.write(f"  {line}" if result.done else line)
        if result.kept:
            kept = ", ".join(result.kept)
            self.stdout.write(f"Left as somebody has set it: {kept}. Run it with --update to change it.")
        self.stdout.write(self.style.SUCCESS(f"{result.hub} is ready."))
        for page in result.pages:
            self.stdout.write(f"  {page.full_url}  {page.title}")
        if result.home is None:
            self.stdout.write(
                "  'wagtail_mathshub.pages' is not installed: make the pages with your own page types."
            )
        for hint in _hints(result, self.stdout.write):
            self.stdout.write(self.style.WARNING(hint))


def _said(options: dict[str, Any]) -> dict[str, Any]:
    """What the file says, and over it what stands on the command line."""
    said = read(Path(options["file"])) if options["file"] else {}
    said |= {name: options[option] for option, name in SAID.items() if options[option] not in (None, "")}
    if options["at_root"]:
        said["at_root"] = True
    if options["colours"]:
        said["colours"] = options["colours"].replace(",", " ").split()
    if options["areas"]:
        said["local_authorities"] = [name.strip() for name in options["areas"].split(",") if name.strip()]
    if options["terms"]:
        names = ("term", "first_day", "last_day")
        said["terms"] = [dict(zip(names, term, strict=True)) for term in options["terms"]]
    return said


def _set_up(details: HubDetails, *, update: bool) -> SetUp:
    site = details.site
    key = site.get("key")
    if not key:
        raise SetUpError("Name the hub: --hub-key fenmarsh, or key in the file.")
    return set_up_hub(
        key=key,
        name=details.columns.get("name") or f"{key.replace('-', ' ').title()} Maths Hub",
        hostname=site.get("hostname", ""),
        port=site.get("port", 80),
        at_root=site.get("at_root", False),
        details=details,
        update=update,
    )


def _hints(result: SetUp, write: Any) -> Iterator[str]:
    """What is left to do in the site's own settings and addresses."""
    site = result.hub.site
    try:
        write(f"  {site.root_url}{reverse('wagtailadmin_home')}  editing")
        reverse("mathshub:hub_css")
    except NoReverseMatch:
        yield 'Add path("hub/", include("wagtail_mathshub.urls")) to your URLs, before Wagtail\'s own.'
    allowed = settings.ALLOWED_HOSTS
    if settings.DEBUG and not allowed:
        allowed = [".localhost", "127.0.0.1", "[::1]"]
    if not validate_host(site.hostname, allowed):
        yield f"Add {site.hostname!r} to ALLOWED_HOSTS in your settings: until then Django refuses its visitors."
