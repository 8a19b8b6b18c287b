"""The page of one person of a hub: who they are, what they lead, and what they wrote."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils.translation import gettext as _

from wagtail_mathshub.articles import queries as articles
from wagtail_mathshub.events import queries as events
from wagtail_mathshub.hubs.hub_view import hub_view
from wagtail_mathshub.hubs.page_meta import meta_for
from wagtail_mathshub.people.queries import person_of_hub, person_shown
from wagtail_mathshub.people.structured_data import person_thing
from wagtail_mathshub.publishing.listing import pictures_of
from wagtail_mathshub.publishing.references import Viewpoint
from wagtail_mathshub.resources import queries as resources
from wagtail_mathshub.workgroups import queries as work_groups

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wagtail_mathshub.hubs.models import HubSettings

MOST_SHOWN = 20
LATEST_FIRST = ("-academic_year", "-first_starts_at", "title")
Fill = Callable[[Any], Any]


@hub_view("wagtail_mathshub/person_page.html")
def person(request: HttpRequest, hub: HubSettings, slug: str) -> dict[str, Any]:
    """The page; 404 for somebody of another hub, and for somebody whom no public page names any more."""
    row = person_of_hub(slug, hub.site)
    if row is None:
        raise Http404(_("There is nobody of this name."))
    made = _made(row, hub)
    if row.has_left and not any(made.values()):
        raise Http404(_("There is nobody of this name."))
    shown = person_shown(row, Viewpoint(site=hub.site, absolute=True))
    meta = meta_for(request, hub, title=row.name, description=row.bio, kind="profile")
    return made | {
        "person": shown,
        "has_left": row.has_left,
        "pictures": pictures_of(made["articles"]),
        "most_shown": MOST_SHOWN,
        "meta": meta,
        "structured_data": [person_thing(shown, meta.address, hub.name)],
    }


def _made(person: Any, hub: HubSettings) -> dict[str, list[Any]]:
    """What is public of what they lead, wrote, compiled and spoke at; each a few queries, however much there is."""

    def shown(pages: Any, rows: str, fill: Fill = lambda found: found) -> list[Any]:
        # A site without pages of this kind has no columns to ask for either.
        if pages.query.is_empty():
            return []
        model = getattr(pages.model, rows).rel.related_model
        theirs = pages.filter(pk__in=model.objects.filter(person=person).values("page"))
        return list(fill(theirs)[:MOST_SHOWN])

    groups = work_groups.work_groups(hub=hub)
    return {
        "work_groups": shown(groups, "leads", lambda led: work_groups.for_cards(work_groups.current(led))),
        "past_groups": shown(groups, "leads", lambda led: work_groups.past(led).order_by(*LATEST_FIRST)),
        "articles": shown(articles.articles(hub=hub), "authors", articles.for_cards),
        "collections": shown(resources.collections(hub=hub), "compilers"),
        "events": shown(events.events(hub=hub), "speakers"),
    }
