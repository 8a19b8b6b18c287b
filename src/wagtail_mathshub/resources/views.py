"""The address of a collection's files in one archive."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator
from typing import TYPE_CHECKING

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import Http404, HttpResponseNotAllowed, StreamingHttpResponse
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from wagtail_mathshub.hubs.queries import hub_of_request
from wagtail_mathshub.publishing.reading import one_reading
from wagtail_mathshub.publishing.references import Viewpoint
from wagtail_mathshub.resources.archive import zip_pieces
from wagtail_mathshub.resources.downloads import members_of, readme
from wagtail_mathshub.resources.file_names import safe_name
from wagtail_mathshub.resources.queries import collections, for_cards, with_materials

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

READING = ("GET", "HEAD")


def collection_zip(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The public files of one of the hub's collections; 404 where there is none that anybody may have.

    Everything is asked of the database before the first byte is sent.
    """
    if request.method not in READING:
        return HttpResponseNotAllowed(READING)
    with one_reading():
        hub = hub_of_request(request)
        collection = for_cards(collections(hub=hub)).filter(pk=pk).first() if hub else None
        if hub is None or collection is None:
            raise Http404(_("There is no such page."))
        viewpoint = Viewpoint(site=hub.site, absolute=True)
        lessons = with_materials(list(collection.lessons.all()), viewpoint)
        members = members_of(lessons)
        if not members:
            raise Http404(_("This collection has no files."))
        pieces = zip_pieces(members, readme(collection, lessons, viewpoint))
    return _answer(request, f"{safe_name(collection.title)}.zip", pieces)


def _answer(request: HttpRequest, name: str, pieces: Generator[bytes]) -> StreamingHttpResponse:
    if request.method == "HEAD":
        pieces = _nothing()
    # Django reads a stream of the other sort whole before it sends anything.
    body = _awaited(pieces) if isinstance(request, ASGIRequest) else pieces
    response = StreamingHttpResponse(body, content_type="application/zip")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    # What may be had can change at any time.
    patch_cache_control(response, no_cache=True)
    return response


def _nothing() -> Generator[bytes]:
    yield from ()


def _piece(pieces: Generator[bytes]) -> bytes | None:
    return next(pieces, None)


async def _awaited(pieces: Generator[bytes]) -> AsyncGenerator[bytes]:
    try:
        while (piece := await sync_to_async(_piece)(pieces)) is not None:
            yield piece
    finally:
        await sync_to_async(pieces.close)()
