"""Many pages of every kind with a few hundred words each, in Wagtail's search index."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import transaction
from wagtail.search.backends import get_search_backend

from benchmarks.bodies import EVERYWHERE, WORDS
from benchmarks.loader import insert_pages, new_page
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.pages import models

SHARES = {
    models.WorkGroupPage: (models.WorkGroupIndexPage, 0.30),
    models.HubArticlePage: (models.HubArticleIndexPage, 0.40),
    models.HubEventPage: (models.HubEventIndexPage, 0.15),
    models.ResourceCollectionPage: (models.HubResourceIndexPage, 0.10),
    models.JobAdvertPage: (models.HubJobIndexPage, 0.03),
    models.HubContentPage: (models.HubHomePage, 0.02),
}
SYLLABLES = [
    "ba",
    "be",
    "co",
    "da",
    "fi",
    "gro",
    "hu",
    "in",
    "ka",
    "lo",
    "mi",
    "nu",
    "or",
    "pa",
    "que",
    "ra",
    "so",
    "ti",
    "ur",
    "ve",
]


def vocabulary(chance: random.Random, size: int = 3000) -> list[str]:
    """Invented words, of which few are used often and most seldom."""
    return ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _word in range(size)]


@transaction.atomic
def load_searchable(hub: HubSettings, count: int, *, seed: int = 7) -> None:
    """Add about `count` live pages to the hub, every one of which holds the word EVERYWHERE."""
    chance = random.Random(seed)
    words = vocabulary(chance)
    for model, (parents, share) in SHARES.items():
        parent = parents.objects.descendant_of(hub.site.root_page, inclusive=True).get()
        numbers = range(parent.numchild + 1, parent.numchild + 1 + round(count * share))
        pages = [_page(model, parent, number, words, chance) for number in numbers]
        insert_pages(pages)
        parent.numchild += len(pages)
        parent.save(update_fields=["numchild"])
        for start in range(0, len(pages), 500):
            get_search_backend().add_bulk(model, pages[start : start + 500])


def _page(model: Any, parent: Any, number: int, words: list[str], chance: random.Random) -> Any:
    published = datetime(2016, 9, 1, tzinfo=UTC) + timedelta(hours=chance.randint(0, 90_000))
    values = {
        "title": f"{chance.choice(WORDS).title()} {number} {_text(words, chance, 3)}",
        "first_published_at": published,
        "body": [("text", f"<p>{_text(words, chance, 150)} {EVERYWHERE} {_text(words, chance, 100)}</p>")],
    }
    return new_page(model, parent, number, values | _own(model, published, words, chance))


def _own(model: Any, published: datetime, words: list[str], chance: random.Random) -> dict[str, Any]:
    names = {field.name for field in model._meta.get_fields()}
    values = {
        "summary": _text(words, chance, 12),
        "intro": _text(words, chance, 12),
        "date": published.date() if model is models.HubArticlePage else None,
        "starts_at": published + timedelta(days=60),
        "first_starts_at": published + timedelta(days=60),
        "academic_year": chance.choice(["2025-26", "2026-27", "2027-28"]),
        "closes_at": datetime(2099, 1, 1, tzinfo=UTC),
        "last_checked": date(2026, 9, 1),
    }
    return {name: value for name, value in values.items() if name in names}


def _text(words: list[str], chance: random.Random, length: int) -> str:
    # Squared, so that some words stand in very many pages and most in a few.
    return " ".join(words[int(chance.random() ** 3 * len(words))] for _word in range(length))
