"""A collection of lessons for search engines."""

from __future__ import annotations

from datetime import date

import pytest
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from tests.factories import make_collection, make_document, material
from tests.schema_org import things_of
from tests.visitors import read
from wagtail_mathshub.taxonomy.models import Topic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]


def page_of(client, hub, collection):
    return things_of(read(client, hub, collection))["CollectionPage"]


@pytest.fixture
def collection(hub_a):
    lesson = {
        "title": "Corners",
        "year_from": 7,
        "year_to": 7,
        "topic": Topic.objects.create(key="shape", label="Shape"),
        "objective": "Name the corners.",
        "minutes": 30,
        "prior_knowledge": "Squares",
        "materials": [
            material(make_document("Sheet"), licence="CC0-1.0"),
            (
                "link",
                {"url": "https://example.org/", "title": "", "note": "", "licence": "", "kind": "notes"},
            ),
        ],
    }
    return make_collection(
        hub_a,
        lessons=[lesson, {"title": "Sides"}],
        licence="CC-BY-4.0",
        last_checked=date(2026, 9, 1),
        intro="For Year 7.",
    )


def test_a_collection_has_its_lessons_with_years_licence_and_files(client, hub_a, collection):
    data = page_of(client, hub_a, collection)
    assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert data["lastReviewed"] == "2026-09-01"
    assert data["description"] == "For Year 7."
    first, second = data["hasPart"]
    assert (
        first["@id"] == f"http://alder.example.org/resources/lessons/#lesson-{collection.lessons.first().pk}"
    )
    assert first["educationalLevel"] == "Year 7"
    assert first["typicalAgeRange"] == "11-12"
    assert first["timeRequired"] == "PT30M"
    assert first["teaches"] == "Name the corners."
    assert first["competencyRequired"] == "Squares"
    assert first["about"]["name"] == "Shape"
    assert first["learningResourceType"] == ["Worksheet", "Teacher notes"]
    assert first["license"] == data["license"]
    file = first["encoding"][0]
    assert len(first["encoding"]) == 1
    assert file["contentUrl"].startswith("http://alder.example.org/documents/")
    assert (file["encodingFormat"], file["contentSize"]) == ("application/pdf", "1 kB")
    assert file["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert not {"typicalAgeRange", "encoding", "timeRequired"} & set(second)


def test_a_licence_that_nobody_stated_is_none(client, hub_a):
    data = page_of(client, hub_a, make_collection(hub_a, lessons=[{"title": "Sides"}]))
    assert "license" not in data
    assert "license" not in data["hasPart"][0]


def test_the_years_of_a_collection_are_those_of_its_lessons(client, hub_a):
    lessons = [{"year_from": 1, "year_to": 2}, {"year_from": 4, "year_to": 6}]
    data = page_of(client, hub_a, make_collection(hub_a, lessons=lessons))
    assert (data["educationalLevel"], data["typicalAgeRange"]) == ("Years 1 to 6", "5-11")


def test_a_file_in_a_private_collection_is_left_out(client, hub_a, collection):
    private = Collection.get_first_root_node().add_child(name="Private")
    get_document_model().objects.update(collection=private)
    assert "encoding" in page_of(client, hub_a, collection)["hasPart"][0]
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    assert "encoding" not in page_of(client, hub_a, collection)["hasPart"][0]


def test_files_are_where_wagtail_serves_them_and_the_page_where_visitors_read_it(client, hub_a, collection):
    hub_a.front_end_url = "https://alder.example.com"
    hub_a.save()
    data = page_of(client, hub_a, collection)
    assert data["url"] == "https://alder.example.com/resources/lessons/"
    assert data["hasPart"][0]["encoding"][0]["contentUrl"].startswith("http://alder.example.org/documents/")
