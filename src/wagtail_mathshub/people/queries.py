"""Who is who in a hub, as plain data. Contact details are only what the person wants shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from wagtail_mathshub import clock
from wagtail_mathshub.blocks.lists import ListRequest
from wagtail_mathshub.people.data import person_data
from wagtail_mathshub.people.models import Person, PersonRole
from wagtail_mathshub.publishing.renditions import images
from wagtail_mathshub.taxonomy.vocabularies import PersonRole as Role

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from wagtail.models import Site

    from wagtail_mathshub.publishing.references import Viewpoint

BOARD = (Role.BOARD_CHAIR, Role.BOARD_MEMBER)
NOT_LEADING = (*BOARD, Role.AUTHOR, Role.ADMINISTRATOR, Role.PROJECT_MANAGER)


def people(*, site: Site | None = None) -> QuerySet[Person]:
    """The people of one hub or of all, by name, with their roles, school and photo."""
    rows = Person.objects.select_related("school", "photo").prefetch_related("roles").order_by("name", "pk")
    return rows.filter(site=site) if site else rows


def with_current_role(condition: Q) -> Q:
    """People who hold this month a role that fits `condition` (on roles)."""
    month = clock.today().strftime("%Y-%m")
    current = Q(from_month__lte=month) & (Q(to_month="") | Q(to_month__gte=month))
    return Q(pk__in=PersonRole.objects.filter(current, condition).values("person"))


def of_kind(who: str) -> Q:
    """The people that a list is about: leads, llmes, board or all."""
    if who == "llmes":
        return Q(is_llme=True) & with_current_role(Q())
    if who == "board":
        return with_current_role(Q(role__in=BOARD))
    if who == "leads":
        return with_current_role(~Q(role__in=NOT_LEADING))
    return with_current_role(Q())


def list_source(requests: list[ListRequest], viewpoint: Viewpoint) -> dict[ListRequest, list[dict[str, Any]]]:
    """The people for each list block."""
    found = {
        request: list(people(site=viewpoint.site).filter(of_kind(request.get("who")))[: request.limit])
        for request in requests
    }
    photos = images(
        {person.photo_id for rows in found.values() for person in rows if person.photo_id}, viewpoint
    )
    return {
        request: [person_data(person, photos) for person in _leaders_first(rows)]
        for request, rows in found.items()
    }


def people_by_key(keys: set[int], viewpoint: Viewpoint) -> dict[int, dict[str, Any]]:
    """The people of `keys` that belong to the hub where they are shown."""
    rows = list(people(site=viewpoint.site).filter(pk__in=keys))
    photos = images({person.photo_id for person in rows if person.photo_id}, viewpoint)
    return {person.pk: person_data(person, photos) for person in rows}


def person_of_hub(slug: str, site: Site) -> Person | None:
    """The one person of a hub with this slug, with their roles, school and photo."""
    return people(site=site).filter(slug=slug).first()


def person_shown(person: Person, viewpoint: Viewpoint) -> dict[str, Any]:
    """One person as plain data for their own page: without contact details once they have left."""
    photos = images({person.photo_id}, viewpoint) if person.photo_id else {}
    data = person_data(person, photos)
    return data | {"email": ""} if person.has_left else data


def _leaders_first(rows: list[Person]) -> list[Person]:
    order = {role: place for place, role in enumerate(Role.values)}
    return sorted(
        rows, key=lambda person: min((order.get(r.role, 99) for r in person.current_roles), default=99)
    )
