"""Previews in the API: a page as its editor sees it, for the front end that shows it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import BaseModel, Field, RootModel

from wagtail_mathshub.api.errors import Problem, not_found
from wagtail_mathshub.api.parameters import check_known
from wagtail_mathshub.articles.shapes import ArticleDetailShape
from wagtail_mathshub.events.shapes import EventDetailShape
from wagtail_mathshub.finding.pages_api import ContentPageShape
from wagtail_mathshub.finding.readable import any_page_data
from wagtail_mathshub.hubs.kept import kept
from wagtail_mathshub.hubs.lists_api import FAULTS
from wagtail_mathshub.hubs.queries import hub_of_site
from wagtail_mathshub.hubs.scope import Scope
from wagtail_mathshub.jobs.shapes import JobDetailShape
from wagtail_mathshub.publishing.previews import page_of, previewed
from wagtail_mathshub.resources.shapes import CollectionDetailShape
from wagtail_mathshub.workgroups.shapes import WorkGroupDetailShape

router = Router(tags=["Previews"])


class PreviewParameters(BaseModel):
    """The token of a preview."""

    token: str = Field(..., max_length=1000, description="As the front end got it from the editor's preview.")


class WorkGroupPreviewShape(BaseModel):
    """A Work Group as its editor sees it."""

    kind: Literal["work_group"]
    page: WorkGroupDetailShape


class EventPreviewShape(BaseModel):
    """An event as its editor sees it."""

    kind: Literal["event"]
    page: EventDetailShape


class ArticlePreviewShape(BaseModel):
    """An article as its editor sees it."""

    kind: Literal["article"]
    page: ArticleDetailShape


class CollectionPreviewShape(BaseModel):
    """A collection as its editor sees it."""

    kind: Literal["collection"]
    page: CollectionDetailShape


class JobPreviewShape(BaseModel):
    """An advert as its editor sees it."""

    kind: Literal["job"]
    page: JobDetailShape


class TextPreviewShape(BaseModel):
    """The home page, a list page or a page of text as its editor sees it."""

    kind: Literal["home", "index", "page"]
    page: ContentPageShape


Preview = (
    WorkGroupPreviewShape
    | EventPreviewShape
    | ArticlePreviewShape
    | CollectionPreviewShape
    | JobPreviewShape
    | TextPreviewShape
)


class PreviewShape(RootModel[Annotated[Preview, Field(discriminator="kind")]]):
    """What the page's own address would answer; what was never saved has the id 0, or one below."""


@router.get(
    "preview",
    response={200: PreviewShape} | FAULTS,
    operation_id="preview",
    summary="A page as its editor sees it, saved or not",
    url_name="preview",
)
def preview(request: HttpRequest, parameters: Query[PreviewParameters]) -> HttpResponse:
    """The page that a token opens. Nobody keeps the answer. Problem 401 for a token that is wrong or too old."""
    check_known(request, PreviewParameters)
    return kept(request, lambda: _preview(parameters.token), public=False)


def _preview(token: str) -> dict[str, Any]:
    row = previewed(token)
    if row is None:
        detail = _("Open the preview in the editor again.")
        raise Problem(401, _("This preview is over"), detail)
    page = page_of(row)
    data = any_page_data(page, Scope(hub_of_site(row.site), row.site)) if page is not None else None
    if data is None:
        raise not_found(_("Pages of this type have no data here."))
    return data
