"""The Work Group that a form or an application is about, with what its pages show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils.translation import gettext as _
from wagtail.models import Site

from wagtail_mathshub.hubs.breadcrumbs import Crumb, crumbs_of
from wagtail_mathshub.publishing.page_links import address_of
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.publishing.references import Viewpoint
from wagtail_mathshub.publishing.visibility import is_visible
from wagtail_mathshub.registration.refusals import Refused, check_open
from wagtail_mathshub.workgroups import seats
from wagtail_mathshub.workgroups.drawing import is_over
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin
from wagtail_mathshub.workgroups.queries import card_rows, public_groups
from wagtail_mathshub.workgroups.wording import SignUpLink, interest_link, sign_up_link

if TYPE_CHECKING:
    from wagtail_mathshub.hubs.models import HubSettings


def group_to_join(hub: HubSettings, key: int) -> Any:
    """A group of the hub that anybody may see. 404 when there is none."""
    group = _filled(public_groups(hub=hub)).filter(pk=key).first()
    if group is None:
        raise Http404(_("There is no such Work Group."))
    return group


def group_of(key: int) -> Any:
    """The group of an application, whether it is public still or not; None when it is no Work Group any more."""
    model = get_model(WorkGroupMixin)
    return _filled(model.objects.all()).filter(pk=key).first() if model else None


def _filled(groups: Any) -> Any:
    if groups.model is Site:  # An installation without Work Groups.
        return groups
    sessions, *_others = card_rows(groups.model)
    return seats.joined(groups).select_related("project", "successor").prefetch_related(sessions)


def sessions_ahead(group: Any) -> list[Any]:
    """The sessions that are still to come and stand, for which cover is needed; those without a date last."""
    ahead = [session for session in group.sessions.all() if session.stands and not is_over(session)]
    return sorted(
        ahead, key=lambda session: (session.date is None, session.span()[0] or 0, session.sort_order)
    )


def address_of_group(group: Any, site: Any) -> str:
    """The address of the group's page from this site; "" while nobody may see it."""
    return address_of(group, Viewpoint(site=site)) if is_visible(group) else ""


def crumbs_to(group: Any, site: Any) -> list[Crumb]:
    """The way from the home page to the group itself."""
    return [*crumbs_of(group, site), Crumb(group.title, address_of_group(group, site))]


def why_not(group: Any) -> Refused | None:
    """Why a school cannot sign up for the group here and now; None when it can."""
    try:
        check_open(group, group.state)
    except Refused as refused:
        return refused
    return None


@dataclass(frozen=True)
class WaysOn:
    """What somebody can do who cannot sign up here."""

    elsewhere: SignUpLink | None
    interest: SignUpLink | None
    successor: Any


def ways_on(group: Any, hub: HubSettings) -> WaysOn:
    """Where else to sign up, where to leave an address, and next year's group."""
    successor = group.successor if group.successor and is_visible(group.successor) else None
    elsewhere = sign_up_link(group, hub)
    return WaysOn(elsewhere, interest_link(group), successor)
