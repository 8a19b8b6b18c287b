"""A hub's feeds: articles, Work Groups to join and open roles, as Atom and as JSON Feed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from wagtail_mathshub.articles.feed import FILTERS, article_feed
from wagtail_mathshub.feeds import atom, json_feed
from wagtail_mathshub.hubs.kept import kept_for_all
from wagtail_mathshub.hubs.queries import hub_of_request
from wagtail_mathshub.jobs.feed import job_feed
from wagtail_mathshub.workgroups.feed import work_group_feed

if TYPE_CHECKING:
    from wagtail_mathshub.feeds.entries import Feed
    from wagtail_mathshub.hubs.models import HubSettings

View = Callable[[HttpRequest], HttpResponse]
Make = Callable[["HubSettings", dict[str, str], str], "Feed | None"]
Write = Callable[["Feed"], bytes]

ATOM = (atom.atom, atom.CONTENT_TYPE)
JSON = (json_feed.json_feed, json_feed.CONTENT_TYPE)


def _feed_view(name: str, make: Make, written: tuple[Write, str], filters: tuple[str, ...] = ()) -> View:
    write, content_type = written

    @require_http_methods(["GET", "HEAD"])
    def view(request: HttpRequest) -> HttpResponse:
        given = {key: request.GET[key] for key in filters if request.GET.get(key)}
        return kept_for_all(request, content_type, lambda: write(_made(request, name, make, given)))

    return view


def _made(request: HttpRequest, name: str, make: Make, given: dict[str, str]) -> Feed:
    hub = hub_of_request(request)
    feed = make(hub, given, _own_address(hub, name, given)) if hub else None
    if feed is None:
        raise Http404
    return feed


def _own_address(hub: Any, name: str, given: dict[str, str]) -> str:
    # By the site and not by the host that was asked for: the answer is kept for all who ask.
    query = f"?{urlencode(given)}" if given else ""
    return f"{hub.site.root_url}{reverse(f'mathshub:{name}')}{query}"


def _work_groups(hub: HubSettings, given: dict[str, str], address: str) -> Feed:
    return work_group_feed(hub, address)


def _jobs(hub: HubSettings, given: dict[str, str], address: str) -> Feed:
    return job_feed(hub, address)


articles_atom = _feed_view("articles_atom", article_feed, ATOM, FILTERS)
articles_json = _feed_view("articles_json", article_feed, JSON, FILTERS)
work_groups_atom = _feed_view("work_groups_atom", _work_groups, ATOM)
work_groups_json = _feed_view("work_groups_json", _work_groups, JSON)
jobs_atom = _feed_view("jobs_atom", _jobs, ATOM)
jobs_json = _feed_view("jobs_json", _jobs, JSON)
