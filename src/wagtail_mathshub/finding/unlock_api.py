"""Pages behind a password in the API."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import BaseModel, Field

from wagtail_mathshub.api.answers import json_response
from wagtail_mathshub.api.errors import FaultShape, Problem, ProblemShape, not_found
from wagtail_mathshub.api.parameters import Id, Parameters, check_known
from wagtail_mathshub.api.throttling import Tries
from wagtail_mathshub.finding.routing import locked_page
from wagtail_mathshub.hubs.kept import passwords_shown
from wagtail_mathshub.hubs.lists_api import FAULTS
from wagtail_mathshub.hubs.scope import scope_of
from wagtail_mathshub.publishing.unlocking import passwords_of, token_for, unlock

router = Router(tags=["Finding"])
WINDOW = 300
MOST_FROM_ONE_ADDRESS = 10
MOST_FROM_ALL = 200


class PasswordShape(BaseModel):
    """The password of a page."""

    password: str = Field(..., min_length=1, max_length=200)


class UnlockedShape(BaseModel):
    """A token for a while."""

    token: str = Field(
        description="Send it as `Authorization: Bearer <token>`. It reads this page and those below it."
    )
    expires_at: datetime = Field(description="When the token ends.")


@router.post(
    "pages/{id}/unlock",
    response={200: UnlockedShape, 403: ProblemShape, 429: ProblemShape} | FAULTS,
    operation_id="pages_unlock",
    summary="Open a page that a password protects",
    url_name="unlock",
)
def pages_unlock(
    request: HttpRequest, id: Id, body: PasswordShape, parameters: Query[Parameters]
) -> HttpResponse:
    """A token for the page and those below it, together with what the token sent along opens already."""
    check_known(request, Parameters)
    page = locked_page(id, scope_of(request, parameters.hub))
    if page is None:
        raise not_found(_("There is no page with this id here that a password opens."))
    tries = _tries(request, id)
    for one in tries:
        one.take()
    opened = unlock(passwords_of(page) or [], body.password)
    if not opened:
        fault = FaultShape(name="password", message=_("This is not the password."))
        raise Problem(403, _("Wrong password"), errors=[fault])
    for one in tries:
        one.give_back()
    known = {row.pk: row for row in [*passwords_shown(request), *opened]}
    token, ends = token_for(known.values())
    answer = json_response({"token": token, "expires_at": datetime.fromtimestamp(ends, tz=UTC)})
    answer["Cache-Control"] = "no-store"
    return answer


def _tries(request: HttpRequest, key: int) -> list[Any]:
    address = request.META.get("REMOTE_ADDR", "")
    return [
        Tries(f"unlock:{key}:{address}", most=MOST_FROM_ONE_ADDRESS, seconds=WINDOW),
        Tries(f"unlock:{key}", most=MOST_FROM_ALL, seconds=WINDOW),
    ]
