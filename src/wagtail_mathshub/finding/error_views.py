"""What visitors see where there is no page, and where something has gone wrong.

A site that wants them names them in its URLs: `handler404` and `handler500`.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from django.http import HttpResponse, HttpResponseNotFound, HttpResponseServerError
from django.template import TemplateDoesNotExist
from django.template.loader import get_template, render_to_string
from django.utils.translation import gettext as _
from django.views import defaults
from wagtail.models import Site

from wagtail_mathshub.finding.home import indexes_of
from wagtail_mathshub.finding.search import titled_like
from wagtail_mathshub.hubs.page_meta import meta_for
from wagtail_mathshub.hubs.queries import hub_of_site
from wagtail_mathshub.publishing.reading import one_reading

if TYPE_CHECKING:
    from django.http import HttpRequest

LONGEST_PATH = 300
# Of these parts of a slug nothing is left once the year has changed.
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?:[-_/](?:\d\d|(?:19|20)\d\d))?(?!\d)")
_FILE = re.compile(r"\.[a-z0-9]{1,5}$", re.IGNORECASE)
_logger = logging.getLogger("wagtail_mathshub")


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 in the hub's look, with a search field and pages that the path may have meant.

    On a host that is no hub it is the site's own, and plain text where anything else fails. A path that
    looks like a file gets the plain page, which asks the database nothing.
    """
    try:
        if _is_of_a_file(request.path):
            return _plain()
        with one_reading():
            hub = hub_of_site(Site.find_for_request(request))
            if hub is None:
                return defaults.page_not_found(request, exception or Exception())
            return HttpResponseNotFound(
                render_to_string("wagtail_mathshub/404.html", _context(request, hub), request)
            )
    except Exception:
        _logger.exception("The page for what is not found could not be made.")
        return _plain()


def server_error(request: HttpRequest) -> HttpResponse:
    """500 as fixed text: no query, no context processor."""
    return _fixed(
        "wagtail_mathshub/500.html",
        HttpResponseServerError,
        _("Something has gone wrong. Try again in a minute."),
    )


def words_of_path(path: str) -> list[str]:
    """The words of the last part of a path, without years: what a page that has moved was called."""
    last = unquote(path[:LONGEST_PATH]).strip("/").rsplit("/", 1)[-1]
    words = re.split(r"[^a-z0-9]+", _YEAR.sub(" ", last.lower()))
    return list(dict.fromkeys(word for word in words if word.isdigit() or len(word) > 2))[:8]


def _is_of_a_file(path: str) -> bool:
    return bool(_FILE.search(path))


def _context(request: HttpRequest, hub: Any) -> dict[str, Any]:
    return {
        "hub": hub,
        "crumbs": [],
        "structured_data": [],
        "meant": titled_like(words_of_path(request.path), hub),
        "indexes": indexes_of(hub),
        "meta": meta_for(request, hub, title=_("That page isn't here"), indexed=False, canonical=""),
    }


def _plain() -> HttpResponse:
    return _fixed("wagtail_mathshub/404_plain.html", HttpResponseNotFound, _("That page isn't here."))


def _fixed(template: str, answer: type[HttpResponse], words: str) -> HttpResponse:
    try:
        return answer(get_template(template).render())
    except (TemplateDoesNotExist, ValueError, OSError):  # Static files that were not collected, too.
        return answer(words, content_type="text/plain; charset=utf-8")
