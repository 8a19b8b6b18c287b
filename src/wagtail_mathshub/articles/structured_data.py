"""An article as schema.org's BlogPosting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.text import Truncator

from wagtail_mathshub import clock
from wagtail_mathshub.hubs.structured_data import LANGUAGE, hub_reference
from wagtail_mathshub.people.credits import names_of
from wagtail_mathshub.people.structured_data import persons
from wagtail_mathshub.publishing.json_ld import stated
from wagtail_mathshub.taxonomy.structured_data import educational_level

if TYPE_CHECKING:
    from wagtail_mathshub.articles.mixins import HubArticleMixin
    from wagtail_mathshub.hubs.page_meta import PageMeta

# Longer headlines are cut by those who show them.
HEADLINE_LENGTH = 110


def blog_posting(article: HubArticleMixin, hub: Any, meta: PageMeta) -> dict[str, Any]:
    """The posting of the page that `meta` describes."""
    publisher = hub_reference(hub)
    headline = Truncator(article.title).chars(HEADLINE_LENGTH)
    return stated(
        {
            "@type": "BlogPosting",
            "@id": f"{meta.address}#article",
            "headline": headline,
            "name": article.title if article.title != headline else None,
            "description": meta.description,
            "url": meta.address,
            "mainEntityOfPage": {"@type": "WebPage", "@id": meta.address},
            # Where it was published first.
            "sameAs": article.canonical_address,
            "author": persons(names_of(article.authors.all())) or publisher,
            "publisher": publisher,
            "datePublished": published_at(article),
            "dateModified": modified_at(article),
            "image": _image(meta),
            "isPartOf": _series(article),
            "position": article.series_part if article.series_slug else None,
            "about": [{"@type": "Thing", "name": topic.label} for topic in article.topics.all()],
            "educationalLevel": educational_level(article.year_from, article.year_to),
            "citation": article.reference_list,
            "inLanguage": LANGUAGE,
            "isAccessibleForFree": True,
        }
    )


def published_at(article: HubArticleMixin) -> str:
    """The date that readers see, as precise as it is known; "" before there is one."""
    if article.date_key or article.first_published_at is None:
        return article.date_key
    return article.first_published_at.astimezone(clock.LONDON).date().isoformat()


def modified_at(article: HubArticleMixin) -> str:
    """When it was last published, in London time; "" where that is not known."""
    moment = article.last_published_at
    return moment.astimezone(clock.LONDON).isoformat(timespec="seconds") if moment else ""


def _image(meta: PageMeta) -> dict[str, Any] | None:
    if meta.image is None:
        return None
    return {"@type": "ImageObject", **{name: meta.image[name] for name in ("url", "width", "height")}}


def _series(article: HubArticleMixin) -> dict[str, Any] | None:
    return {"@type": "CreativeWorkSeries", "name": article.series_name} if article.series_slug else None
