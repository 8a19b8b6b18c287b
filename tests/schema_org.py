"""Reads the structured data of a page, and checks it against what schema.org and search engines know."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

COMMON = {"@type", "@id", "name", "url", "description", "image", "sameAs"}
EVENT = {
    *("startDate", "endDate", "previousStartDate", "eventStatus", "eventAttendanceMode", "location"),
    *("organizer", "performer", "audience", "maximumAttendeeCapacity", "remainingAttendeeCapacity"),
    *("inLanguage", "subEvent"),
}
WORK = {
    *("author", "publisher", "datePublished", "dateModified", "isPartOf", "position", "about", "citation"),
    *("educationalLevel", "typicalAgeRange", "license", "inLanguage", "isAccessibleForFree", "audience"),
    *("learningResourceType", "teaches", "timeRequired", "encoding", "hasPart"),
}
SIZED = {"width", "height", "contentUrl", "encodingFormat", "contentSize", "license"}

# Type: (required properties, further ones that schema.org knows for it).
TYPES: dict[str, tuple[set[str], set[str]]] = {
    "Course": (
        {"name", "description", "provider"},
        {*WORK, "courseCode", "coursePrerequisites", "offers", "hasCourseInstance"},
    ),
    "CourseInstance": ({"name"}, {*EVENT, "courseMode", "courseWorkload", "instructor", "offers"}),
    "EducationEvent": ({"name", "startDate", "eventStatus"}, EVENT),
    "Offer": ({"availability"}, {"price", "priceCurrency", "category", "validFrom", "validThrough"}),
    "Place": ({"address"}, {"hasMap"}),
    "PostalAddress": (
        {"addressCountry"},
        {"streetAddress", "postalCode", "addressLocality", "addressRegion"},
    ),
    "VirtualLocation": ({"url"}, set()),
    "BlogPosting": (
        {"headline", "author", "mainEntityOfPage", "url"},
        {*WORK, "headline", "mainEntityOfPage"},
    ),
    "CollectionPage": ({"name", "url"}, {*WORK, "lastReviewed"}),
    "LearningResource": ({"name"}, {*WORK, "competencyRequired"}),
    "MediaObject": ({"name", "contentUrl", "encodingFormat"}, SIZED),
    "ImageObject": ({"url", "width", "height"}, SIZED),
    "JobPosting": (
        {"title", "description", "datePosted", "hiringOrganization", "identifier", "employmentType"},
        {
            *("validThrough", "jobLocation", "jobLocationType", "applicantLocationRequirements"),
            *("baseSalary", "directApply"),
        },
    ),
    "EducationalOrganization": (
        {"name"},
        {"alternateName", "logo", "areaServed", "address", "contactPoint", "identifier"},
    ),
    "School": ({"name"}, {"identifier"}),
    "WebSite": ({"name", "url"}, {"inLanguage", "publisher", "potentialAction"}),
    "SearchAction": ({"target", "query-input"}, set()),
    "EntryPoint": ({"urlTemplate"}, set()),
    "BreadcrumbList": ({"itemListElement"}, set()),
    "ListItem": ({"position", "name", "item"}, set()),
    "ContactPoint": ({"contactType"}, {"email", "telephone"}),
    "AdministrativeArea": ({"name"}, set()),
    "Country": ({"name"}, set()),
    "Person": ({"name"}, set()),
    "Thing": ({"name"}, set()),
    "WebPage": ({"@id"}, set()),
    "CreativeWorkSeries": ({"name"}, set()),
    "EducationalAudience": ({"educationalRole"}, set()),
    "PropertyValue": ({"name", "value"}, {"value"}),
    "MonetaryAmount": ({"currency", "value"}, set()),
    "QuantitativeValue": (set(), {"minValue", "maxValue", "unitText", "value"}),
}
MOMENT = re.compile(r"\d{4}-\d\d(-\d\d(T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?)?")
DATES = {"startDate", "endDate", "previousStartDate", "datePublished", "dateModified", "validThrough"}


class _Head(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.metas: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "script" and given.get("type") == "application/ld+json":
            self.scripts.append("")
            self._inside = True
        if tag == "meta" and (key := given.get("property") or given.get("name")):
            self.metas[key] = given.get("content", "")
        if tag == "link" and given.get("rel") == "canonical":
            self.links["canonical"] = given["href"]

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.scripts[-1] += data


def head_of(html: str) -> _Head:
    """The `scripts` of structured data, the `metas` by name and the `links` of a page."""
    head = _Head()
    head.feed(html)
    return head


def things_of(html: str) -> dict[str, dict[str, Any]]:
    """What a page says of itself, by type; each checked, and in one script alone."""
    scripts = head_of(html).scripts
    assert len(scripts) <= 1
    things = json.loads(scripts[0])["@graph"] if scripts else []
    for thing in things:
        check(thing)
    assert len({thing["@type"] for thing in things}) == len(things)
    return {thing["@type"]: thing for thing in things}


def check(thing: dict[str, Any]) -> None:
    """Fail for a type or property that nobody knows, for one that is missing, and for what says nothing."""
    if set(thing) == {"@id"}:
        return
    required, further = TYPES[thing["@type"]]
    assert required <= set(thing), (thing["@type"], required - set(thing))
    unknown = set(thing) - required - further - COMMON
    assert not unknown, (thing["@type"], unknown)
    for name, value in thing.items():
        assert value not in (None, "", [], {}), (thing["@type"], name)
        if name in DATES:
            assert MOMENT.fullmatch(value), (name, value)
        if name in ("url", "@id", "contentUrl", "item", "license", "sameAs", "image") and isinstance(
            value, str
        ):
            assert value.startswith(("http://", "https://")), (name, value)
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, dict):
                check(part)
