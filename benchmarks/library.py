"""What many pages share: pictures, documents, people, schools, projects and vocabularies, all invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image as Picture
from wagtail.images import get_image_model

from tests.factories import OrganisationFactory, PersonFactory, ProjectFactory, make_document
from wagtail_mathshub.hubs.models import HubSettings, HubTerm
from wagtail_mathshub.taxonomy import academic_years, seeds
from wagtail_mathshub.taxonomy.models import Audience, Topic

AREAS = ["Fenmarsh", "Eastholme", "Sallow Vale", "North Weald End", "Carrow", "Linsey"]


@dataclass
class Library:
    """Rows that pages point to."""

    images: list[Any]
    documents: list[Any]
    people: list[Any]
    schools: list[Any]
    projects: list[Any]
    audiences: list[Any]
    topics: list[Any]
    areas: list[Any]


def make_library(hub: HubSettings) -> Library:
    """The rows, with the terms of the present year."""
    seeds.seed_vocabularies()
    year = academic_years.current()
    first = academic_years.first_year(year)
    terms = {
        "autumn": (date(first, 9, 1), date(first, 12, 20)),
        "spring": (date(first + 1, 1, 4), date(first + 1, 4, 1)),
    }
    terms["summer"] = (date(first + 1, 4, 18), date(first + 1, 7, 22))
    HubTerm.objects.bulk_create(
        HubTerm(settings=hub, academic_year=year, term=term, first_day=days[0], last_day=days[1])
        for term, days in terms.items()
    )
    schools = OrganisationFactory.create_batch(8, site=hub.site)
    return Library(
        images=[_image(f"Counters {number}") for number in range(6)],
        documents=[make_document(f"Worksheet {number}", f"worksheet-{number}.pdf") for number in range(10)],
        people=[PersonFactory(site=hub.site, school=schools[number % 8]) for number in range(12)],
        schools=schools,
        projects=[
            ProjectFactory(site=hub.site, code=f"NCP26-{number:02}", academic_year=year)
            for number in range(1, 11)
        ],
        audiences=list(Audience.objects.all()),
        topics=list(Topic.objects.all()),
        areas=seeds.local_authorities(AREAS),
    )


def _image(title: str) -> Any:
    file = BytesIO()
    Picture.new("RGB", (2000, 1500), "#055957").save(file, "JPEG")
    file.seek(0)
    return get_image_model().objects.create(title=title, file=ImageFile(file, name="counters.jpg"))
