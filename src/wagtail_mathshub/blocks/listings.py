"""Lists of the hub's own pages: Work Groups, articles, resources, jobs and events, by filters."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, Field
from wagtail import blocks

from wagtail_mathshub.blocks.lists import ListBlock, ListRequest
from wagtail_mathshub.publishing.references import Found
from wagtail_mathshub.taxonomy.job_terms import JobKind
from wagtail_mathshub.taxonomy.models import Audience, Topic, Vocabulary
from wagtail_mathshub.taxonomy.vocabularies import EventKind, Phase, Strand
from wagtail_mathshub.taxonomy.years import YEAR_CHOICES, overlaps, phase_range, year_key

MOST_CANDIDATES = 200
MOST_SHOWN = 24
GROUP_STATES = [
    ("joinable", _("That can be joined now")),
    ("opening_soon", _("That open soon")),
    ("current", _("All of this year")),
    ("finished", _("That have finished")),
]


def year_choices() -> list[tuple[str, str]]:
    """Nursery to Year 13, by their keys."""
    return [(year_key(year), str(label)) for year, label in YEAR_CHOICES]


def _rows(model: type[Vocabulary]) -> list[tuple[str, str]]:
    return list(model._default_manager.values_list("key", "label"))


def audience_choices() -> list[tuple[str, str]]:
    """The installation's audiences."""
    return _rows(Audience)


def topic_choices() -> list[tuple[str, str]]:
    """The installation's topics."""
    return _rows(Topic)


class FactShape(BaseModel):
    """Something that a card says."""

    label: str
    value: str


class CardStateShape(BaseModel):
    """A state: its key, and its label."""

    key: str
    label: str


class CardShape(BaseModel):
    """A page as a list shows it."""

    id: int
    type: str = Field(examples=["work_group"])
    title: str
    url: str
    summary: str
    state: CardStateShape | None
    facts: list[FactShape]


class ListingShape(BaseModel):
    """A list of pages."""

    heading: str
    items: list[CardShape]
    empty_text: str = Field(description="What to say when there are no items.")


class ListingBlock(ListBlock):
    """A list of pages, kept up to date by its filters."""

    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=120)
    year = blocks.ChoiceBlock(label=_("for the year"), choices=year_choices, required=False)
    limit = blocks.IntegerBlock(label=_("at most"), min_value=1, max_value=MOST_SHOWN, default=6)
    empty_text = blocks.CharBlock(
        label=_("when there is none"), required=False, max_length=200, help_text=_("Empty: a plain sentence.")
    )
    schema = ListingShape
    filters: tuple[str, ...] = ("year",)
    nothing: Any = _("Nothing fits at the moment.")

    class Meta:
        template = "wagtail_mathshub/blocks/listing.html"
        preview_value = {"heading": "For you", "limit": 3}

    def request_of(self, raw: dict[str, Any]) -> ListRequest:
        """The filters that are set."""
        given = tuple((name, raw[name]) for name in self.filters if raw.get(name))
        limit = raw.get("limit")
        return ListRequest(given, limit=min(max(int(limit or 6), 1), MOST_SHOWN))

    def represent(self, raw: dict[str, Any], found: Found) -> dict[str, Any] | None:
        """Heading, cards, and what to say without any."""
        shown = super().represent(raw, found) or {}
        return {
            "heading": shown["heading"] or "",
            "items": shown["items"],
            "empty_text": shown["empty_text"] or str(self.nothing),
        }


class WorkGroupListBlock(ListingBlock):
    """Work Groups."""

    phase = blocks.ChoiceBlock(label=_("phase"), choices=Phase.choices, required=False)
    audience = blocks.ChoiceBlock(label=_("for"), choices=audience_choices, required=False)
    strand = blocks.ChoiceBlock(label=_("strand"), choices=Strand.choices, required=False)
    state = blocks.ChoiceBlock(label=_("which"), choices=GROUP_STATES, default="joinable")
    source = "work_groups"
    filters = ("year", "phase", "audience", "strand", "state")
    nothing = _("No Work Group fits at the moment.")

    class Meta:
        icon = "group"
        label = _("List of Work Groups")
        description = _("Work Groups that fit, soonest first. The list keeps itself up to date.")


class EventListBlock(ListingBlock):
    """Events to come."""

    kind = blocks.ChoiceBlock(label=_("kind"), choices=EventKind.choices, required=False)
    audience = blocks.ChoiceBlock(label=_("for"), choices=audience_choices, required=False)
    source = "events"
    filters = ("kind", "audience")
    nothing = _("No event is planned at the moment.")

    class Meta:
        icon = "calendar"
        label = _("List of events")
        description = _("Events to come that fit, soonest first.")


class ArticleListBlock(ListingBlock):
    """Articles."""

    topic = blocks.ChoiceBlock(label=_("topic"), choices=topic_choices, required=False)
    source = "articles"
    filters = ("year", "topic")
    nothing = _("No article fits yet.")

    class Meta:
        icon = "doc-full-inverse"
        label = _("List of articles")
        description = _("Articles that fit, newest first.")


class ResourceListBlock(ListingBlock):
    """Collections of lessons."""

    phase = blocks.ChoiceBlock(label=_("phase"), choices=Phase.choices, required=False)
    topic = blocks.ChoiceBlock(label=_("topic"), choices=topic_choices, required=False)
    source = "resources"
    filters = ("year", "phase", "topic")
    nothing = _("No lessons fit yet.")

    class Meta:
        icon = "folder-open-inverse"
        label = _("List of lesson resources")
        description = _("Collections with lessons that fit.")


class JobListBlock(ListingBlock):
    """Open roles."""

    phase = blocks.ChoiceBlock(label=_("phase"), choices=Phase.choices, required=False)
    kind = blocks.ChoiceBlock(label=_("kind"), choices=JobKind.choices, required=False)
    source = "jobs"
    filters = ("phase", "kind")
    nothing = _("No role is open at the moment.")

    class Meta:
        icon = "user"
        label = _("List of open roles")
        description = _("Open roles that fit, the next to close first.")


Card = dict[str, Any]


def answered(
    requests: list[ListRequest],
    rows: Iterable[Any],
    *,
    fits: Callable[[Any, ListRequest], bool],
    card: Callable[[Any], Card],
) -> dict[ListRequest, list[Card]]:
    """Cards of the `rows` (in their order) that fit each request; each row becomes a card once."""
    candidates = list(rows)
    picked = {
        request: [row for row in candidates if fits(row, request)][: request.limit] for request in requests
    }
    cards = {row.pk: card(row) for shown in picked.values() for row in shown}
    return {request: [cards[row.pk] for row in shown] for request, shown in picked.items()}


def years_fit(first: int | None, last: int | None, request: ListRequest) -> bool:
    """Whether a range of years fits the request's `year` and `phase`."""
    year, phase = request.get("year"), request.get("phase")
    wanted = {year_key(value): value for value, _label in YEAR_CHOICES}.get(year) if year else None
    if wanted is not None and not overlaps(first, last, (wanted, wanted)):
        return False
    return not phase or overlaps(first, last, phase_range(phase))


def fact(label: Any, value: str) -> list[dict[str, str]]:
    """A fact for a card; none without a value."""
    return [{"label": str(label), "value": value}] if value else []
