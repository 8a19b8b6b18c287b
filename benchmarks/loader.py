"""Pages of every kind, quickly: rows in bulk, without revisions, search or reference index."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from benchmarks.bodies import WORDS, group_body, materials, short_body, words
from benchmarks.library import Library, make_library
from wagtail_mathshub import clock
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.pages import models
from wagtail_mathshub.taxonomy import academic_years
from wagtail_mathshub.taxonomy.vocabularies import EventKind, Phase, Stage, Strand
from wagtail_mathshub.workgroups.facts import facts_of

STEP_LENGTH = 4
BATCH = 500
SESSIONS, LESSONS = 4, 10


@dataclass
class Maker:
    """Makes pages of one hub: chance decides, the same way at each run."""

    hub: HubSettings
    library: Library
    chance: random.Random
    # Keys of the pages that bodies link to.
    targets: list[int] = field(default_factory=list)

    def some(self, rows: list[Any], most: int) -> list[Any]:
        """One to `most` of the rows."""
        return self.chance.sample(rows, self.chance.randint(1, most))

    def years(self) -> dict[str, int]:
        """A range of school years."""
        low = self.chance.randint(-1, 13)
        return {"year_from": low, "year_to": min(13, low + self.chance.randint(0, 6))}

    def day(self, offset: int) -> str:
        """The day so many days from now, as the API takes it."""
        return (clock.now() + timedelta(days=offset)).date().isoformat()

    def moment(self, first: int, last: int) -> datetime:
        """A moment between so many days from now."""
        return clock.now() + timedelta(minutes=self.chance.randint(first * 1440, last * 1440))


def make_maker(hub: HubSettings, seed: int = 7) -> Maker:
    """A maker with a library of its own, and pages to link to."""
    maker = Maker(hub, make_library(hub), random.Random(seed))
    load_texts(maker, 40)
    return maker


def load_texts(maker: Maker, count: int) -> None:
    """Plain pages without links."""
    insert(maker, _pages(maker, models.HubContentPage, models.HubHomePage, count, _text))


def _text(maker: Maker, number: int) -> dict[str, Any]:
    return {"title": f"Page {number} on {maker.chance.choice(WORDS)}", "intro": words(maker.chance, 12)}


@transaction.atomic
def load_groups(maker: Maker, count: int) -> None:
    """Work Groups with sessions, leads, audiences, a picture and eight blocks: one in five is of last year."""
    chance, library = maker.chance, maker.library
    groups = _pages(maker, models.WorkGroupPage, models.WorkGroupIndexPage, count, _group)
    for group in groups:
        rows = [_session(maker, group, order) for order in range(SESSIONS)]
        facts = facts_of(rows)
        group.first_starts_at, group.last_ends_at = facts.first_starts_at, facts.last_ends_at
        group.all_cancelled, group.has_undated = facts.all_cancelled, facts.has_undated
        group.sessions_mode, group.rows = facts.mode, rows
    insert(maker, groups)
    _insert_rows(groups)
    leads = [
        models.WorkGroupLead(page_id=group.pk, person=person, sort_order=order)
        for group in groups
        for order, person in enumerate(maker.some(library.people, 2))
    ]
    models.WorkGroupLead.objects.bulk_create(leads, BATCH)
    _relate(groups, "audiences", lambda: maker.some(library.audiences, 3))
    _relate(
        groups, "local_authorities", lambda: maker.some(library.areas, 2) if chance.random() < 0.3 else []
    )


def _group(maker: Maker, number: int) -> dict[str, Any]:
    chance, library = maker.chance, maker.library
    year = academic_years.current()
    return {
        "title": f"Work Group {number} on {chance.choice(WORDS)}",
        "academic_year": academic_years.key_of(int(year[:4]) - 1) if number % 5 == 0 else year,
        "group_name": f"Group {number}",
        "project": chance.choice(library.projects),
        "effective_code": f"NCP26-{chance.randint(1, 10):02}",
        "strand": chance.choice(Strand.values),
        "stage": chance.choice(Stage.values),
        **maker.years(),
        "lead_image": chance.choice(library.images),
        "summary": words(chance, 12),
        "what_you_will_learn": f"<p>{words(chance, 30)}</p>",
        "apply_via": chance.choice(["own_form", "link", "email", "invitation", "none"]),
        "apply_email": "groups@example.org",
        "apply_url": "https://example.org/apply",
        "capacity": chance.choice([None, 8, 12, 24, 30]),
        "stated_confirmed": chance.choice([None, 0, 6, 8, 11, 12, 24]),
        "has_waiting_list": chance.random() < 0.5,
        "closes_at": maker.moment(-60, 200),
        "override_state": chance.choice([""] * 8 + ["full", "postponed"]),
        "body": group_body(maker, number),
    }


def _session(maker: Maker, group: Any, order: int) -> Any:
    chance = maker.chance
    # The first session of a group has a date, so that a list by date begins alike on every server.
    undated = order > 0 and chance.random() < 0.05
    first = academic_years.start_of(group.academic_year)
    day = None if undated else first + timedelta(days=chance.randint(0, 320))
    row = models.WorkGroupSession(
        sort_order=order,
        label=f"Day {order + 1}",
        date=day,
        start=time(chance.randint(8, 15), chance.randint(0, 59)),
        end=time(16),
        mode=chance.choice(["online", "face_to_face"]),
        status="cancelled" if order and chance.random() < 0.1 else "scheduled",
        organisation=chance.choice(maker.library.schools),
    )
    row.starts_at, row.ends_at = row.span()
    return row


@transaction.atomic
def load_articles(maker: Maker, count: int) -> None:
    """Articles with authors, topics and a picture; one in four is part of a series."""
    articles = _pages(maker, models.HubArticlePage, models.HubArticleIndexPage, count, _article)
    insert(maker, articles)
    authors = [
        models.HubArticleAuthor(page_id=article.pk, person=person, sort_order=order)
        for article in articles
        for order, person in enumerate(maker.some(maker.library.people, 2))
    ]
    models.HubArticleAuthor.objects.bulk_create(authors, BATCH)
    _relate(articles, "topics", lambda: maker.some(maker.library.topics, 3))


def _article(maker: Maker, number: int) -> dict[str, Any]:
    chance = maker.chance
    series = chance.randint(1, 40) if chance.random() < 0.25 else 0
    return {
        "title": f"Article {number} on {chance.choice(WORDS)}",
        "date": maker.moment(-2000, 0).date(),
        "summary": words(chance, 12),
        "series_name": f"Series {series}" if series else "",
        "series_slug": f"series-{series}" if series else "",
        **maker.years(),
        "lead_image": chance.choice(maker.library.images),
        "body": short_body(maker, number),
    }


@transaction.atomic
def load_jobs(maker: Maker, count: int) -> None:
    """Adverts, half of which are closed."""
    insert(maker, _pages(maker, models.JobAdvertPage, models.HubJobIndexPage, count, _job))


def _job(maker: Maker, number: int) -> dict[str, Any]:
    from wagtail_mathshub.taxonomy.job_terms import JobKind

    chance = maker.chance
    return {
        "title": f"Role {number} for {chance.choice(WORDS)}",
        "kind": chance.choice(JobKind.values),
        "phase": chance.choice(Phase.values),
        "summary": words(chance, 12),
        "location": "Eastholme",
        "who_can_apply": words(chance, 10),
        "host": chance.choice(maker.library.schools),
        "closes_at": maker.moment(-60, 60),
        "filled": chance.random() < 0.1,
        "body": short_body(maker, number),
    }


@transaction.atomic
def load_events(maker: Maker, count: int) -> None:
    """Events, half of which are over."""
    events = _pages(maker, models.HubEventPage, models.HubEventIndexPage, count, _event)
    for event in events:
        event.starts_at, event.ends_at = event.span()
    insert(maker, events)
    _relate(events, "audiences", lambda: maker.some(maker.library.audiences, 3))


def _event(maker: Maker, number: int) -> dict[str, Any]:
    chance = maker.chance
    return {
        "title": f"Event {number} on {chance.choice(WORDS)}",
        "kind": chance.choice(EventKind.values),
        "date": maker.moment(-200, 200).date(),
        "start": time(chance.randint(8, 15)),
        "end": time(17),
        "mode": chance.choice(["online", "face_to_face"]),
        "status": chance.choice(["scheduled"] * 9 + ["cancelled"]),
        "organisation": chance.choice(maker.library.schools),
        "summary": words(chance, 12),
        "lead_image": chance.choice(maker.library.images),
        "body": short_body(maker, number),
    }


@transaction.atomic
def load_collections(maker: Maker, count: int) -> None:
    """Collections with ten lessons each."""
    collections = _pages(
        maker, models.ResourceCollectionPage, models.HubResourceIndexPage, count, _collection
    )
    for collection in collections:
        collection.rows = [_lesson(maker, order) for order in range(LESSONS)]
    insert(maker, collections)
    _insert_rows(collections)


def _collection(maker: Maker, number: int) -> dict[str, Any]:
    return {
        "title": f"Collection {number} on {maker.chance.choice(WORDS)}",
        "licence": maker.chance.choice(["CC-BY-4.0", "CC-BY-SA-4.0", ""]),
        "last_checked": maker.moment(-1500, 0).date(),
        "intro": words(maker.chance, 12),
        "lead_image": maker.chance.choice(maker.library.images),
    }


def _lesson(maker: Maker, order: int) -> Any:
    chance = maker.chance
    return models.Lesson(
        sort_order=order,
        title=f"Lesson {order + 1} on {chance.choice(WORDS)}",
        topic=chance.choice(maker.library.topics),
        objective=words(chance, 8),
        minutes=chance.choice([None, 30, 45, 60]),
        has_answers=chance.random() < 0.5,
        **maker.years(),
        materials=materials(maker),
    )


def _pages(
    maker: Maker, model: Any, parents: Any, count: int, values: Callable[[Maker, int], dict[str, Any]]
) -> list[Any]:
    parent = parents.objects.descendant_of(maker.hub.site.root_page, inclusive=True).get()
    numbers = range(parent.numchild + 1, parent.numchild + 1 + count)
    pages = [new_page(model, parent, number, values(maker, number)) for number in numbers]
    for page in pages:
        page.first_published_at = page.last_published_at = maker.moment(-2000, -1)
    parent.numchild += count
    parent.save(update_fields=["numchild"])
    return pages


def new_page(model: Any, parent: Any, number: int, values: dict[str, Any]) -> Any:
    """A live page that is not stored yet, as the child with that number of its parent."""
    kind = ContentType.objects.get_for_model(model)
    slug = f"{kind.model}-{number}"
    return model(
        draft_title=values["title"],
        slug=slug,
        path=parent.path + model._int2str(number).rjust(STEP_LENGTH, "0"),
        depth=parent.depth + 1,
        url_path=f"{parent.url_path}{slug}/",
        content_type=kind,
        locale_id=parent.locale_id,
        live=True,
        **values,
    )


def insert(maker: Maker, pages: list[Any]) -> None:
    """Insert new pages, and let those that come after link to some of them."""
    insert_pages(pages)
    maker.targets.extend(page.pk for page in pages[:200])


def insert_pages(pages: list[Any]) -> None:
    """Insert new pages of one class, which know their place in the tree."""
    # Django has no bulk_create for tables with a parent: first the parents, then the rest.
    if not pages:
        return
    model = type(pages[0])
    base = model._meta.get_field("page_ptr").remote_field.model
    names = [field.attname for field in base._meta.local_concrete_fields if not field.primary_key]
    parents = base.objects.bulk_create(
        [base(**{name: getattr(page, name) for name in names}) for page in pages], batch_size=BATCH
    )
    for page, parent in zip(pages, parents, strict=True):
        page.pk = page.page_ptr_id = page.id = parent.pk
    manager = model._base_manager
    fields = list(model._meta.local_concrete_fields)
    for start in range(0, len(pages), 200):
        manager._insert(pages[start : start + 200], fields=fields, using=manager.db)


def _insert_rows(pages: list[Any]) -> None:
    rows = []
    for page in pages:
        for row in page.rows:
            row.page_id = page.pk
            rows.append(row)
    if rows:
        type(rows[0]).objects.bulk_create(rows, BATCH)


def _relate(pages: list[Any], relation: str, chosen: Callable[[], list[Any]]) -> None:
    if not pages:
        return
    field = type(pages[0])._meta.get_field(relation)
    through, source, target = field.remote_field.through, field.m2m_column_name(), field.m2m_reverse_name()
    rows = [through(**{source: page.pk, target: row.pk}) for page in pages for row in chosen()]
    through.objects.bulk_create(rows, BATCH)


# What a hub with many years behind it holds. Work Groups come last, so that they link to all the others.
SHARES = {load_articles: 0.25, load_jobs: 0.10, load_collections: 0.05, load_groups: 0.60}


@transaction.atomic
def load_mix(maker: Maker, count: int) -> None:
    """Add `count` live pages in the shares of SHARES, each collection with its lessons."""
    for load, share in SHARES.items():
        load(maker, round(count * share))
