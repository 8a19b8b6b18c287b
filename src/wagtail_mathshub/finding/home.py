"""What a hub's home page gathers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.publishing.visibility import visible
from wagtail_mathshub.taxonomy.vocabularies import Recruitment
from wagtail_mathshub.workgroups.mixins import WorkGroupIndexMixin
from wagtail_mathshub.workgroups.queries import current, for_cards, work_groups

if TYPE_CHECKING:
    from wagtail_mathshub.hubs.models import HubSettings

JOINABLE = [Recruitment.OPEN, Recruitment.NEARLY_FULL]
SHOWN = 6


def sections(page: Any, hub: HubSettings | None) -> dict[str, Any]:
    """The Work Groups that a school can join now, soonest first, and where all of them are."""
    groups = current(work_groups(hub=hub)).descendant_of(page).filter(recruitment_state__in=JOINABLE)
    index_model = get_model(WorkGroupIndexMixin)
    indexes = visible(index_model.objects.descendant_of(page)) if index_model else None
    return {
        "joinable": for_cards(groups)[:SHOWN],
        "work_group_index": indexes.first() if indexes is not None else None,
    }
