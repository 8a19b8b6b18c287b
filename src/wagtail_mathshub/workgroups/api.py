"""Work Groups and projects in the API."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from wagtail_mathshub.api.answers import ListShape
from wagtail_mathshub.api.listing import list_data
from wagtail_mathshub.api.parameters import Id, Parameters, check_known
from wagtail_mathshub.blocks.pages import collect_from
from wagtail_mathshub.hubs.kept import kept
from wagtail_mathshub.hubs.lists_api import FAULTS, Family, page_detail, pages_list
from wagtail_mathshub.hubs.scope import Scope, scope_of
from wagtail_mathshub.publishing.references import Wanted, find
from wagtail_mathshub.workgroups.data import group_data, group_more, project_data
from wagtail_mathshub.workgroups.filters import LISTING, WorkGroupParameters
from wagtail_mathshub.workgroups.models import Project
from wagtail_mathshub.workgroups.project_filters import PROJECT_LISTING, ProjectParameters
from wagtail_mathshub.workgroups.queries import for_data, public_groups
from wagtail_mathshub.workgroups.shapes import ProjectShape, WorkGroupDetailShape, WorkGroupShape

router = Router(tags=["Work Groups"])


def _all(scope: Scope) -> Any:
    return public_groups(hub=scope.hub)


FAMILY = Family(rows=_all, fill=for_data, card=group_data, more=group_more)


@router.get(
    "work-groups",
    response={200: ListShape[WorkGroupShape]} | FAULTS,
    operation_id="work_groups_list",
    summary="Work Groups, narrowed down as a teacher thinks",
    url_name="work_groups",
)
def work_groups_list(request: HttpRequest, parameters: Query[WorkGroupParameters]) -> HttpResponse:
    """Work Groups that anybody may see, complete for cards. Archived ones only where they are asked for."""
    return pages_list(request, parameters, LISTING, FAMILY)


@router.get(
    "work-groups/{id}",
    response={200: WorkGroupDetailShape} | FAULTS,
    operation_id="work_groups_detail",
    summary="A Work Group with everything that its page says",
    url_name="work_group",
)
def work_groups_detail(request: HttpRequest, id: Id, parameters: Query[Parameters]) -> HttpResponse:
    """One Work Group of the hub, archived ones included."""
    return page_detail(request, id, parameters, FAMILY)


@router.get(
    "projects",
    response={200: ListShape[ProjectShape]} | FAULTS,
    operation_id="projects_list",
    summary="National and local projects",
    url_name="projects",
)
def projects_list(request: HttpRequest, parameters: Query[ProjectParameters]) -> HttpResponse:
    """The hub's own projects, and those that all hubs share."""
    check_known(request, ProjectParameters)

    def data() -> dict[str, Any]:
        scope = scope_of(request, parameters.hub)
        rows = Project.objects.for_site(scope.site if scope.hub else None)
        return list_data(PROJECT_LISTING, rows, parameters, request, partial(_projects, scope))

    return kept(request, data)


def _projects(scope: Scope, projects: list[Any], bodies: bool) -> list[dict[str, Any]]:
    wanted = Wanted()
    for project in projects:
        collect_from(project, wanted)
    found = find(wanted, scope.viewpoint)
    return [project_data(project, scope, found) for project in projects]
