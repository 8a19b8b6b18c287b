"""What a hub's home page gathers: what an editor chose, or else what is open, next and newest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy

from wagtail_mathshub.articles import queries as articles
from wagtail_mathshub.articles.mixins import HubArticleIndexMixin
from wagtail_mathshub.events import queries as events
from wagtail_mathshub.events.mixins import HubEventIndexMixin
from wagtail_mathshub.finding.agenda import coming_up, with_groups
from wagtail_mathshub.hubs.navigation import children_of
from wagtail_mathshub.jobs import queries as jobs
from wagtail_mathshub.jobs.mixins import HubJobIndexMixin
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.resources import queries as resources
from wagtail_mathshub.resources.mixins import HubResourceIndexMixin
from wagtail_mathshub.taxonomy import years
from wagtail_mathshub.taxonomy.vocabularies import HomeSection, Recruitment
from wagtail_mathshub.workgroups import queries as work_groups
from wagtail_mathshub.workgroups.mixins import WorkGroupIndexMixin

if TYPE_CHECKING:
    from wagtail_mathshub.hubs.models import HubSettings

JOINABLE = [Recruitment.OPEN, Recruitment.NEARLY_FULL]
MOST = {
    HomeSection.WORK_GROUPS: 6,
    HomeSection.EVENTS: 3,
    HomeSection.ARTICLES: 3,
    HomeSection.RESOURCES: 2,
    HomeSection.JOBS: 3,
}
INDEXES = {
    HomeSection.WORK_GROUPS: WorkGroupIndexMixin,
    HomeSection.EVENTS: HubEventIndexMixin,
    HomeSection.ARTICLES: HubArticleIndexMixin,
    HomeSection.RESOURCES: HubResourceIndexMixin,
    HomeSection.JOBS: HubJobIndexMixin,
}
Find = Callable[["HubSettings | None"], Any]
# Of each section: what may be chosen, what comes by itself, and how cards are filled.
SOURCES: dict[HomeSection, tuple[Find, Find, Callable[[Any], Any]]] = {
    HomeSection.WORK_GROUPS: (
        lambda hub: work_groups.work_groups(hub=hub),
        lambda hub: work_groups.current(work_groups.work_groups(hub=hub)).filter(
            recruitment_state__in=JOINABLE
        ),
        lambda rows: work_groups.for_lists(rows).order_by(*work_groups.SOONEST),
    ),
    HomeSection.EVENTS: (
        lambda hub: events.events(hub=hub),
        lambda hub: events.coming_events(hub=hub),
        events.for_cards,
    ),
    HomeSection.ARTICLES: (
        lambda hub: articles.articles(hub=hub),
        lambda hub: articles.articles(hub=hub),
        articles.for_lists,
    ),
    HomeSection.RESOURCES: (
        lambda hub: resources.collections(hub=hub),
        lambda hub: resources.collections(hub=hub),
        resources.for_cards,
    ),
    HomeSection.JOBS: (
        lambda hub: jobs.open_jobs(hub=hub),
        lambda hub: jobs.open_jobs(hub=hub),
        jobs.for_cards,
    ),
}


ROLES = {
    "teaching_assistant": gettext_lazy("I'm a teaching assistant"),
    "ect": gettext_lazy("I'm an early career teacher"),
    "subject_lead": gettext_lazy("I lead maths"),
}


def finder() -> dict[str, Any]:
    """Every year by phase (every other phase in the second colour), and some roles in their own words."""
    phases = [
        {"label": label, "second": n % 2 == 0, "years": [_year(year) for year in range(first, last + 1)]}
        for n, (label, first, last) in enumerate(years.PHASES.values())
    ]
    return {"phases": phases, "roles": [{"key": key, "words": words} for key, words in ROLES.items()]}


def _year(year: int) -> dict[str, str]:
    key = years.year_key(year)
    return {"key": key, "short": key.upper(), "label": years.year_label(year)}


def sections(page: Any, hub: HubSettings | None) -> dict[str, Any]:
    """Cards by section, the lists they come from, what opens soon, and the next dates."""
    chosen = _chosen(page)
    # Events come among the next dates by themselves.
    shown = [section for section in HomeSection if chosen[section] or section != HomeSection.EVENTS]
    gathered = {str(section): _cards(section, page, hub, chosen[section]) for section in shown}
    soon = work_groups.work_groups(hub=hub).filter(recruitment_state=Recruitment.OPENING_SOON)
    return gathered | {
        "opening": list(work_groups.for_lists(soon).order_by("opens_at", "pk")[:3]),
        "next": with_groups(coming_up(hub=hub), hub),
        "indexes": indexes_of(hub),
    }


def _chosen(page: Any) -> dict[str, list[int]]:
    keys: dict[str, list[int]] = defaultdict(list)
    for choice in page.choices.all():
        keys[choice.section].append(choice.chosen_id)
    return keys


def _cards(section: HomeSection, page: Any, hub: HubSettings | None, chosen: list[int]) -> list[Any]:
    choosable, automatic, for_cards = SOURCES[section]
    if chosen:
        found = for_cards(choosable(hub).filter(pk__in=chosen))
        if cards := sorted(found, key=lambda card: chosen.index(card.pk)):
            return cards
    return list(for_cards(automatic(hub))[: MOST[section]])


def indexes_of(hub: HubSettings | None) -> dict[str, Any]:
    """The lists below a hub's home page that anybody may see, by section; None where there is none."""
    models = {section: get_model(mixin) for section, mixin in INDEXES.items()}
    children = {page.specific_class: page for page in children_of(hub)}
    return {str(section): children.get(model) for section, model in models.items() if model}
