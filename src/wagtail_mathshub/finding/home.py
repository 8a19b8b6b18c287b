"""What a hub's home page gathers."""

from __future__ import annotations

from typing import Any

from wagtail_mathshub.hubs.queries import hub_of_page
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.publishing.visibility import visible
from wagtail_mathshub.taxonomy.vocabularies import Recruitment
from wagtail_mathshub.workgroups.mixins import WorkGroupIndexMixin
from wagtail_mathshub.workgroups.queries import current, for_cards, work_groups

JOINABLE = [Recruitment.OPEN, Recruitment.NEARLY_FULL]
SHOWN = 6


def home_context(page: Any) -> dict[str, Any]:
    """The hub, and the Work Groups that a school can join now, soonest first."""
    hub = hub_of_page(page)
    groups = current(work_groups(hub=hub)).descendant_of(page).filter(recruitment_state__in=JOINABLE)
    index_model = get_model(WorkGroupIndexMixin)
    indexes = visible(index_model.objects.descendant_of(page)) if index_model else None
    return {
        "hub": hub,
        "joinable": for_cards(groups)[:SHOWN],
        "work_group_index": indexes.first() if indexes is not None else None,
    }
