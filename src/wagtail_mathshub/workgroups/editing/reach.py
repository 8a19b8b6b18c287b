"""Which Work Groups show a project's texts and code, and so change with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wagtail.permissions import policy_registry

from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.workgroups.texts import TEXT_FIELDS

if TYPE_CHECKING:
    from wagtail_mathshub.workgroups.models import Project

MOST_NAMED = 50
# What a user may do with pages of which they are told.
KNOWN_BY = frozenset({"add", "change", "publish"})


@dataclass(frozen=True)
class Reached:
    """A Work Group of a project, with the labels of the texts that it has written itself."""

    page: Any
    own: Sequence[str]


@dataclass(frozen=True)
class Reach:
    """The groups that the user knows, how many more there are of those, and how many other hubs have."""

    groups: Sequence[Reached] = ()
    more: int = 0
    elsewhere: int = 0


def reach_of(project: Project, user: Any) -> Reach:
    """The groups of `project`, in a constant number of queries; those of other hubs are only counted."""
    from wagtail_mathshub.workgroups.mixins import WorkGroupMixin

    model = get_model(WorkGroupMixin)
    if model is None or project.pk is None:
        return Reach()
    groups = model.objects.filter(project=project)
    known = policy_registry.get_by_type(model).instances_user_has_any_permission_for(user, KNOWN_BY)
    own = groups.filter(pk__in=known.values("pk"))
    count, total = own.count(), groups.count()
    columns = ("title", "academic_year", "live", "code", *TEXT_FIELDS)
    named = own.only(*columns).order_by("-academic_year", "title", "pk")[:MOST_NAMED]
    return Reach(
        groups=[Reached(page, _own_words(page)) for page in named],
        more=max(0, count - MOST_NAMED),
        elsewhere=total - count,
    )


def _own_words(page: Any) -> list[str]:
    return [
        str(page._meta.get_field(name).verbose_name) for name in (*TEXT_FIELDS, "code") if getattr(page, name)
    ]
