"""What other hubs of the installation offer to a school that finds a Work Group full."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Case, IntegerField, Q, Value, When

from wagtail_mathshub.hubs.queries import all_hubs
from wagtail_mathshub.publishing.addresses import site_address
from wagtail_mathshub.publishing.page_links import address_of
from wagtail_mathshub.publishing.references import Viewpoint
from wagtail_mathshub.taxonomy.models import LocalAuthority
from wagtail_mathshub.taxonomy.vocabularies import Delivery, Recruitment
from wagtail_mathshub.taxonomy.year_range import overlapping
from wagtail_mathshub.workgroups.areas import takes_from, with_own_hub
from wagtail_mathshub.workgroups.queries import SOONEST, current, for_lists, work_groups
from wagtail_mathshub.workgroups.texts import LONG_COLUMNS, TEXT_FIELDS

if TYPE_CHECKING:
    from wagtail_mathshub.hubs.models import HubSettings

MOST = 4
NO_PLACES = (Recruitment.FULL, Recruitment.WAITING_LIST, Recruitment.CLOSED)
PLACES = (Recruitment.OPEN, Recruitment.NEARLY_FULL, Recruitment.OPENING_SOON)
SAME, ALIKE = 0, 1


@dataclass(frozen=True)
class Nearby:
    """A Work Group of another hub, with where visitors read it."""

    group: Any
    hub: HubSettings
    address: str


def nearby(group: Any, hub: HubSettings | None) -> list[Nearby]:
    """Other hubs' groups with places, for a group without: a few, those for its own area first, then the soonest.

    Of the same project or code; where there is none, of the same strand for some of its years. Two
    queries, and none where the group has places or there is no other hub.
    """
    hubs = {row.pk: row for row in all_hubs()}
    if hub is None or len(hubs) < 2 or not group.path or not _turns_away(group):
        return []
    found = list(_candidates(group, hub)[:MOST])
    same = [row for row in found if row.likeness == SAME]
    addresses = {row.site_id: site_address(row.site) for row in hubs.values()}
    viewpoint = Viewpoint(site=hub.site, absolute=True, site_addresses=addresses)
    return [Nearby(row, hubs[row.own_hub], address_of(row, viewpoint)) for row in same or found]


def _turns_away(group: Any) -> bool:
    state = group.state
    return state.recruitment.key in NO_PLACES and state.delivery.key != Delivery.FINISHED


def _candidates(group: Any, hub: HubSettings) -> Any:
    same, alike = _same(group), _alike(group)
    others = with_own_hub(work_groups().filter(same | alike)).exclude(own_hub=None).exclude(own_hub=hub.pk)
    near = takes_from(others, _areas(group, hub))
    wanted = current(others).filter(near | Q(neighbours_welcome=True), recruitment_state__in=PLACES)
    rows = wanted.annotate(likeness=_rank(same, SAME, ALIKE), distance=_rank(near, 0, 1))
    light = (*LONG_COLUMNS, *(f"project__{name}" for name in TEXT_FIELDS))
    return for_lists(rows).defer(*light).order_by("likeness", "distance", *SOONEST)


def _same(group: Any) -> Q:
    same = Q(pk__in=[])
    if group.project_id:
        same |= Q(project_id=group.project_id)
    if group.resolved_code:
        same |= Q(effective_code=group.resolved_code)
    return same


def _alike(group: Any) -> Q:
    if not group.strand:
        return Q(pk__in=[])
    years = Q() if group.year_from is None else overlapping((group.year_from, group.year_to))
    return Q(strand=group.strand) & years


def _areas(group: Any, hub: HubSettings) -> Any:
    """The local authorities of the hub, and those that the published group names."""
    field = type(group)._meta.get_field("local_authorities")
    rows = field.remote_field.through.objects.filter(**{field.m2m_field_name(): group.pk})
    return LocalAuthority.objects.filter(
        Q(hubs=hub.pk) | Q(pk__in=rows.values(field.m2m_reverse_field_name()))
    ).values("pk")


def _rank(condition: Q, holds: int, otherwise: int) -> Case:
    return Case(When(condition, then=Value(holds)), default=Value(otherwise), output_field=IntegerField())
