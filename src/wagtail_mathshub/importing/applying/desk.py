"""What is at hand while an old site is written into a hub."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wagtail_mathshub.importing.applying.book import AddressBook
from wagtail_mathshub.importing.applying.library import Library
from wagtail_mathshub.importing.applying.places import Place
from wagtail_mathshub.importing.applying.redirecting import Redirects
from wagtail_mathshub.importing.applying.values import Filler
from wagtail_mathshub.importing.plans import Plan, PlanKind
from wagtail_mathshub.importing.source_pages import SourcePage
from wagtail_mathshub.importing.tables import ImportRun

Planner = Callable[[SourcePage, PlanKind | None], list[Plan]]


@dataclass
class Desk:
    """What is at hand while the pages of one source are written."""

    run: ImportRun
    source_key: str
    places: dict[str, Place]
    library: Library
    book: AddressBook
    redirects: Redirects
    filler: Filler
    plan: Planner
    user: Any = None
    only: frozenset[str] = frozenset()
    order: int = 0

    def has(self, page: Any) -> bool:
        """Whether the page lies below the hub's own root: what has been moved to another hub is that hub's."""
        return page.path.startswith(self.run.site.root_page.path)
