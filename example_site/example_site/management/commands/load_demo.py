"""Loads two invented hubs with everything that their sites hold."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from example_site.demo import hubs as demo
from example_site.demo import log_ins
from example_site.demo.articles import make_article
from example_site.demo.collections import make_collection
from example_site.demo.content import content
from example_site.demo.events import make_event
from example_site.demo.jobs import make_job
from example_site.demo.kitchen_sink import make_kitchen_sink
from example_site.demo.known import Known
from example_site.demo.notices import make_notices
from example_site.demo.shift import Shift
from example_site.demo.work_groups import make_work_group
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.taxonomy.academic_years import current

KINDS = (
    ("Work Groups", "work_groups", make_work_group),
    ("Events", "events", make_event),
    ("Articles", "articles", make_article),
    ("Collections of lessons", "resource_collections", make_collection),
    ("Job adverts", "jobs", make_job),
)


class Command(BaseCommand):
    help = "Loads the demo: two invented hubs, whole. Again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The port of both Sites, and whether dates move."""
        parser.add_argument("--port", type=int, default=8000, help="The port of both hubs' Sites.")
        parser.add_argument("--as-written", action="store_true", help="Keep the dates as they are written.")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Make what is missing, and say where to look."""
        written = content()["meta"]["academic_year"]
        shift = Shift() if options["as_written"] else Shift.between(written, current())
        hubs = {row["key"]: demo.make_hub(row, options["port"]) for row in content()["hubs"]}
        for hub in hubs.values():
            demo.make_calendar(hub, shift)
        schools = demo.make_schools(hubs)
        people = demo.make_people(hubs, schools)
        demo.lead_hubs(hubs, schools, people)
        known = Known(hubs, schools, people, demo.make_projects(hubs, shift), shift)
        self._pages(known)
        make_kitchen_sink(known)
        make_notices(known)
        self._users(hubs)
        self._addresses(hubs)

    def _pages(self, known: Known) -> None:
        for name, key, make in KINDS:
            rows, new = content()[key], 0
            for number, row in enumerate(rows, start=1):
                new += make(row, known)[1]
                self.stdout.write(f"\r{name}: {number} of {len(rows)}", ending="")
                self.stdout.flush()
            self.stdout.write(f" ({new} new)")

    def _users(self, hubs: dict[str, HubSettings]) -> None:
        for hub in hubs.values():
            log_ins.make_log_ins(hub)
        log_ins.make_superuser()

    def _addresses(self, hubs: dict[str, HubSettings]) -> None:
        for hub in hubs.values():
            hub.refresh_from_db()
            self.stdout.write(self.style.SUCCESS(f"{hub.name}: {hub.site.root_url}/"))
            self.stdout.write(f"  editing at {hub.site.root_url}/admin/")
            for role, (_make, what) in log_ins.ROLES.items():
                self.stdout.write(f"    {hub.key}-{role}: {what}")
        self.stdout.write(
            f"For both hubs: {log_ins.ADMINISTRATOR}, and {log_ins.SUPERUSER}, who may do everything"
        )
        self.stdout.write(f"The password of all of them: {log_ins.PASSWORD}")
