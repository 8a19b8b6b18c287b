"""The labelled pages, read from their files, and what to compare them with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import yaml

from wagtail_mathshub.importing.plans import Plan, PlanKind
from wagtail_mathshub.importing.source_pages import SourcePage, Status
from wagtail_mathshub.importing.understanding import HubFacts
from wagtail_mathshub.taxonomy.seeds import AUDIENCES, TOPICS

FOLDER = Path(__file__).parent / "labelled"
FACTS = HubFacts(today=date(2026, 11, 16), academic_year="2026-27", topics=TOPICS, audiences=AUDIENCES)
MOMENTS = ("published_at", "modified_at")


@dataclass(frozen=True)
class Labelled:
    """A page and its labels; `groups` where it holds several Work Groups."""

    name: str
    page: SourcePage
    kind: PlanKind
    fields: dict[str, Any]
    rows: dict[str, Any]
    sessions: list[str]
    groups: list[dict[str, Any]]
    notices: list[str] = field(default_factory=list)

    @property
    def expected_groups(self) -> list[dict[str, Any]]:
        """Fields and sessions of each Work Group on the page."""
        return self.groups or [{"fields": self.fields, "sessions": self.sessions}]


def labelled_pages() -> list[Labelled]:
    """All of them."""
    return [
        _labelled(entry)
        for path in sorted(FOLDER.glob("*.yaml"))
        for entry in yaml.safe_load(path.read_text())
    ]


def _labelled(entry: dict[str, Any]) -> Labelled:
    return Labelled(
        name=entry["name"],
        page=source_page(entry["name"], entry["html"], **entry["page"]),
        kind=PlanKind(entry["kind"]),
        fields=entry.get("fields", {}),
        rows=entry.get("rows", {}),
        sessions=entry.get("sessions", []),
        groups=entry.get("groups", []),
        notices=entry.get("notices", []),
    )


def source_page(name: str, html: str, **known: Any) -> SourcePage:
    """A public page; what is not given is unknown."""
    for key in MOMENTS:
        if isinstance(known.get(key), str):
            known[key] = datetime.fromisoformat(known[key])
    for key in ("authors", "categories", "tags"):
        known[key] = tuple(known.get(key, ()))
    known.setdefault("address", f"https://old.example.org/{known.get('slug', name)}")
    known.setdefault("title", "A page")
    return SourcePage(id=name, html=html, status=Status.PUBLIC, **known)


def session_words(row: dict[str, Any]) -> str:
    """A session as the labels write it."""
    day = row["date"].isoformat() if row["date"] else "?"
    start, end = (_clock(row[name]) for name in ("start", "end"))
    status = "" if row.get("status", "scheduled") == "scheduled" else f" {row['status']}"
    times = f"{start}-{end}" if row["start"] or row["end"] else "-"
    return f"{day} {times} {row['mode']}{status}"


def _clock(moment: time | None) -> str:
    return moment.strftime("%H:%M") if moment else "?"


def sessions_of(plan: Plan) -> list[str]:
    """The sessions of a plan, or the one of an event, as the labels write them."""
    rows = plan.rows.get("sessions", [])
    if plan.kind is PlanKind.EVENT and plan.fields.get("date"):
        rows = [{"date": None, "start": None, "end": None, "mode": "tbc", **plan.fields}]
    return [session_words(row) for row in rows]
