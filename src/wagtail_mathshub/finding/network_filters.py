"""Which Work Groups of all hubs somebody asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext as _
from pydantic import BaseModel

from wagtail_mathshub.api.listing import Listing, Unasked, filtered
from wagtail_mathshub.api.parameters import Words, Years, keys
from wagtail_mathshub.finding.calendar_filters import WrongFilter, read_filters
from wagtail_mathshub.hubs.queries import all_hubs
from wagtail_mathshub.taxonomy.academic_years import is_valid_key
from wagtail_mathshub.taxonomy.codes import parse_code
from wagtail_mathshub.taxonomy.models import LocalAuthority
from wagtail_mathshub.taxonomy.vocabularies import Delivery, Mode, Phase, Recruitment
from wagtail_mathshub.workgroups.areas import takes_from, with_own_hub
from wagtail_mathshub.workgroups.filters import LISTING
from wagtail_mathshub.workgroups.queries import public_groups

if TYPE_CHECKING:
    from django.http import QueryDict

# A calendar's address says besides whether it is to be saved as a file.
NO_FILTERS = {"download"}
NAMED_YEARS = ("current", "next")


class NetworkParameters(BaseModel):
    """What the feed of all hubs takes; each several times, or with commas."""

    hub: Words = []
    academic_year: Words = []
    code: Words = []
    year: Years = []
    phase: keys(Phase) = []  # ty: ignore[invalid-type-form]
    local_authority: Words = []
    recruitment: keys(Recruitment) = []  # ty: ignore[invalid-type-form]
    delivery: keys(Delivery) = []  # ty: ignore[invalid-type-form]
    mode: keys(Mode) = []  # ty: ignore[invalid-type-form]


def _of_hubs(rows: Any, values: list[str]) -> Any:
    return rows.filter(own_hub__in=[hub.pk for hub in all_hubs() if hub.key in values])


def _of_areas(rows: Any, values: list[str]) -> Any:
    areas = LocalAuthority.objects.filter(key__in=values).values("pk")
    return rows.filter(takes_from(rows, areas) | Q(neighbours_welcome=True))


def _of_codes(rows: Any, values: list[str]) -> Any:
    return rows.filter(effective_code__in=[parse_code(value) or value for value in values])


OWN = {"hub": _of_hubs, "local_authority": _of_areas, "code": _of_codes}
NETWORK = Listing(
    filters={name: OWN.get(name) or LISTING.filters[name] for name in NetworkParameters.model_fields},
    facets={},
    orders={},
    default_order="",
    unasked=Unasked(LISTING.unasked.narrow, asked_by=("academic_year",)) if LISTING.unasked else None,
)


def network_parameters(query: QueryDict) -> NetworkParameters:
    """The filters of an address. WrongFilter names a filter, or a value, that is not known."""
    known = NetworkParameters.model_fields
    for name in query:
        if name not in known and name not in NO_FILTERS:
            raise WrongFilter(_fault(name[:40], known))
    given = read_filters(NetworkParameters, query, known)
    _check("hub", given.hub, {hub.key for hub in all_hubs()})
    if given.local_authority:
        _check("local_authority", given.local_authority, LocalAuthority.objects.values_list("key", flat=True))
    for value in given.academic_year:
        if value not in NAMED_YEARS and not is_valid_key(value):
            raise WrongFilter(_("academic_year: write it like 2026-27, or current, or next."))
    return given


def network_groups(given: NetworkParameters) -> Any:
    """The Work Groups of all hubs that anybody may see and that the filters leave, each with its `own_hub`.

    Those whose year is over are among them only where `academic_year` asks for them.
    """
    groups = public_groups()
    if groups.query.is_empty():
        return groups
    return filtered(NETWORK, with_own_hub(groups).exclude(own_hub=None), given)


def _check(name: str, values: list[str], known: Any) -> None:
    known = {*known}
    wrong = [value for value in values if value not in known]
    if wrong:
        raise WrongFilter(f"{name}: {_fault(wrong[0][:60], known)}")


def _fault(what: str, known: Any) -> str:
    return _("{what} is not known here. Known are: {known}.").format(
        what=what, known=", ".join(sorted(known))
    )
