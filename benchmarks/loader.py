"""Many Work Groups, quickly: rows in bulk, without revisions, search or reference index."""

from __future__ import annotations

import random
from datetime import date, time, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.pages.models import WorkGroupIndexPage, WorkGroupPage, WorkGroupSession
from wagtail_mathshub.workgroups.facts import facts_of

STEP_LENGTH = 4
WORDS = [
    "fractions",
    "number",
    "algebra",
    "shape",
    "ratio",
    "pattern",
    "reasoning",
    "mastery",
    "talk",
    "practice",
]


@transaction.atomic
def load_work_groups(hub: HubSettings, count: int, *, sessions: int = 4, seed: int = 7) -> None:
    """Add `count` live Work Groups with their sessions to the hub's list."""
    chance = random.Random(seed)
    index = WorkGroupIndexPage.objects.descendant_of(hub.site.root_page).get()
    kind = ContentType.objects.get_for_model(WorkGroupPage)
    first = index.numchild + 1
    groups = [_group(index, kind, number, chance) for number in range(first, first + count)]
    for group in groups:
        group.rows = [_session(order, chance) for order in range(sessions)]
        facts = facts_of(group.rows)
        group.first_starts_at, group.last_ends_at = facts.first_starts_at, facts.last_ends_at
        group.all_cancelled, group.has_undated = facts.all_cancelled, facts.has_undated
        group.sessions_mode = facts.mode
    _insert(groups)
    index.numchild += count
    index.save(update_fields=["numchild"])


def _group(index: Any, kind: ContentType, number: int, chance: random.Random) -> WorkGroupPage:
    title = f"Work Group {number} on {chance.choice(WORDS)}"
    low = chance.randint(-1, 13)
    return WorkGroupPage(
        title=title,
        draft_title=title,
        slug=f"work-group-{number}",
        path=index.path + WorkGroupPage._int2str(number).rjust(STEP_LENGTH, "0"),
        depth=index.depth + 1,
        url_path=f"{index.url_path}work-group-{number}/",
        content_type=kind,
        locale_id=index.locale_id,
        live=True,
        academic_year=chance.choice(["2025-26", "2026-27", "2026-27", "2027-28"]),
        year_from=low,
        year_to=min(13, low + chance.randint(0, 6)),
        summary=" ".join(chance.choices(WORDS, k=12)),
        apply_via=chance.choice(["own_form", "link", "email", "invitation", "none"]),
        capacity=chance.choice([None, 8, 12, 24, 30]),
        stated_confirmed=chance.choice([None, 0, 6, 8, 11, 12, 24]),
        has_waiting_list=chance.random() < 0.5,
        override_state=chance.choice([""] * 8 + ["full", "postponed"]),
    )


def _session(order: int, chance: random.Random) -> WorkGroupSession:
    day = None if chance.random() < 0.05 else date(2026, 9, 1) + timedelta(days=chance.randint(0, 320))
    row = WorkGroupSession(
        sort_order=order,
        label=f"Day {order + 1}",
        date=day,
        start=time(13),
        end=time(16),
        mode=chance.choice(["online", "face_to_face"]),
        status=chance.choice(["scheduled"] * 9 + ["cancelled"]),
    )
    row.starts_at, row.ends_at = row.span()
    return row


def _insert(groups: list[WorkGroupPage]) -> None:
    insert_pages(groups)
    rows = []
    for group in groups:
        for row in group.rows:
            row.page_id = group.pk
            rows.append(row)
    WorkGroupSession.objects.bulk_create(rows, batch_size=500)


def insert_pages(pages: list[Any]) -> None:
    """Insert new pages of one class, which know their place in the tree."""
    # Django has no bulk_create for tables with a parent: first the parents, then the rest.
    model = type(pages[0])
    base = model._meta.get_field("page_ptr").remote_field.model
    names = [field.attname for field in base._meta.local_concrete_fields if not field.primary_key]
    parents = base.objects.bulk_create(
        [base(**{name: getattr(page, name) for name in names}) for page in pages], batch_size=500
    )
    for page, parent in zip(pages, parents, strict=True):
        page.pk = page.page_ptr_id = page.id = parent.pk
    manager = model._base_manager
    fields = list(model._meta.local_concrete_fields)
    for start in range(0, len(pages), 200):
        manager._insert(pages[start : start + 200], fields=fields, using=manager.db)
