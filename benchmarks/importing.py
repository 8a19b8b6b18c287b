"""The writing of imported pages beside Wagtail's own way of making and publishing each; and its memory.

    python benchmarks/importing.py [--pages N] [--rounds N] [--only-counts 1]

Both make the same Work Groups from the same plans, in turns: `add_child` and `save_revision().publish()` with all
signals on; and the import with its rows, redirects, revisions and both indexes complete at the end. Memory is that
of the process after a tenth of the pages and after all. DATABASE_URL chooses the database server.
"""

from __future__ import annotations

import gc
import resource
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from datetime import time as clock_time
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parent.parent / part) for part in ("", "src", "example_site")]

from benchmarks.running import Report, database, options

LEAST = 1.3
# MB that the import may hold more after ten times as many pages: the addresses of those it has made.
MOST_GROWTH = 30.0
EACH = 40
OLD = "https://old.example.org"


def plan_of(number: int) -> Any:
    """A Work Group as the reader plans it: texts, six sessions, a body."""
    from wagtail_mathshub.importing.plans import Plan, PlanKind

    text = f"<p>{'Teachers plan, teach and look back together. ' * 6}</p>"
    sessions = [
        {
            "label": f"Session {n + 1}",
            "date": date(2026, 10, 6) + timedelta(days=28 * n),
            "start": clock_time(13, 0),
            "end": clock_time(16, 0),
            "mode": "online" if n % 2 else "face_to_face",
            "venue_text": "" if n % 2 else "Market Hall",
        }
        for n in range(6)
    ]
    fields = {
        "code": f"NCP26-{number % 90 + 10}",
        "academic_year": "2026-27",
        "summary": "Half a day each half-term, with tasks in between.",
        "year_from": 5,
        "year_to": 8,
        "apply_via": "link",
        "apply_url": "https://forms.example.org/one",
        "audiences": ["class_teacher"],
        **dict.fromkeys(("who_can_take_part", "what_is_involved", "what_you_will_learn"), text),
    }
    body = [
        {"type": "heading", "value": {"text": f"Part {n}", "size": "h2"}}
        if n % 2
        else {"type": "text", "value": text}
        for n in range(8)
    ]
    return Plan(
        PlanKind.WORK_GROUP,
        0.9,
        f"Work Group {number}",
        fields=fields,
        rows={"sessions": sessions},
        body=body,
    )


class Old:
    """An old site of so many pages, made as they are asked for."""

    def __init__(self, numbers: range, key: str) -> None:
        from wagtail_mathshub.importing.source_pages import SourceKind, SourceSite

        self.numbers = numbers
        self.site = SourceSite(key=key, kind=SourceKind.HTML, addresses=(OLD,))

    def count(self) -> int:
        return len(self.numbers)

    def pages(self) -> Iterator[Any]:
        from wagtail_mathshub.importing.source_pages import SourcePage, Status

        for number in self.numbers:
            address = f"{OLD}/work-groups/{number}/"
            html = "<p>Teachers plan, teach and look back together.</p>" * 30
            yield SourcePage(
                id=str(number), title=f"Work Group {number}", html=html, address=address, status=Status.PUBLIC
            )

    def close(self) -> None:
        """Nothing is held."""


def imported(hub: Any, numbers: range, key: str) -> float:
    """Seconds of the import."""
    from wagtail_mathshub.importing.applying.reworking import NoStore
    from wagtail_mathshub.importing.applying.running import Order, run

    order = Order(
        hub, Old(numbers, key), NoStore(), publish=True, plan=lambda page, kind: [plan_of(int(page.id))]
    )
    begin = time.perf_counter()
    run(order)
    return time.perf_counter() - begin


def published_one_by_one(hub: Any, numbers: range) -> float:
    """Seconds of Wagtail's own way."""
    from wagtail_mathshub.pages.models import WorkGroupIndexPage, WorkGroupPage, WorkGroupSession
    from wagtail_mathshub.taxonomy.models import Audience

    parent = WorkGroupIndexPage.objects.descendant_of(hub.site.root_page).first()
    begin = time.perf_counter()
    for number in numbers:
        plan = plan_of(number)
        fields = dict(plan.fields)
        keys = fields.pop("audiences")
        page = WorkGroupPage(title=plan.title, body=plan.body, live=False, **fields)
        page.audiences = list(Audience.objects.filter(key__in=keys))
        page.sessions = [WorkGroupSession(sort_order=n, **row) for n, row in enumerate(plan.rows["sessions"])]
        parent.add_child(instance=page)
        page.save_revision().publish()
    return time.perf_counter() - begin


def memory() -> float:
    """MB that the process holds now."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return round(pages * resource.getpagesize() / 1024 / 1024, 1)


def main() -> int:
    """Measure, report; exit with 1 when a goal is missed."""
    chosen = options(__doc__, pages=1000, rounds=5)
    count = chosen.pages
    with database():
        from tests.factories import make_hub
        from wagtail_mathshub.taxonomy.seeds import seed_vocabularies

        seed_vocabularies()
        hub = make_hub("bench")
        imported(hub, range(10), "html:warm")
        published_one_by_one(hub, range(10))
        rows, ratios = [], []
        for number in range(chosen.rounds):
            first = 1_000_000 * (number + 1)
            theirs = published_one_by_one(hub, range(first, first + EACH))
            ours = imported(hub, range(first, first + EACH), f"html:round-{number}")
            ratios.append(theirs / ours)
            rows.append(
                [number + 1, *(round(each / EACH * 1000, 1) for each in (theirs, ours)), round(ratios[-1], 2)]
            )
        tenth = max(count // 10, 1)
        imported(hub, range(tenth), "html:memory")
        small = memory()
        imported(hub, range(tenth, count), "html:memory")
        grown = round(memory() - small, 1)
        report = Report(
            f"importing-{count}", "Writing imported pages", {"pages": count, "rounds": chosen.rounds}
        )
        ratio = round(statistics.median(ratios), 2)
        report.goal(
            f"at least {LEAST} times as fast, median", ratio, ratio >= LEAST or bool(chosen.only_counts)
        )
        report.goal(
            f"from {tenth} pages to {count}: at most {MOST_GROWTH:g} MB more", grown, grown <= MOST_GROWTH
        )
        report.table("Milliseconds a page", ["round", "Wagtail's own", "import", "ratio"], rows)
        return report.finish(chosen.results)


if __name__ == "__main__":
    sys.exit(main())
