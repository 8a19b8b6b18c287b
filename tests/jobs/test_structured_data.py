"""An advert for search engines, and its pay in words."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tests.factories import OrganisationFactory, make_job
from tests.schema_org import check, head_of, things_of
from tests.visitors import read
from wagtail_mathshub import clock
from wagtail_mathshub.jobs.structured_data import employment_types, job_posting
from wagtail_mathshub.jobs.wording import apply_link, dates_words, pay_words
from wagtail_mathshub.pages.models import JobAdvertPage
from wagtail_mathshub.publishing.json_ld import json_ld_script

# Even an unsaved page asks for its content type.
pytestmark = pytest.mark.django_db
REQUIRED = {"title", "datePosted", "description", "hiringOrganization", "jobLocation"}
URL = "http://alder.example.org/jobs/lead/"


@pytest.fixture
def advert(hub_a):
    school = OrganisationFactory(site=hub_a.site, name="Elm School", urn="999001", postcode="ZZ99 1AA")
    with clock.frozen_at(datetime(2026, 11, 1, 9, tzinfo=UTC)):
        yield make_job(
            hub_a,
            title="Lead <b>",
            kind="permanent",
            fte=Decimal("0.6"),
            host=school,
            summary="Lead & teach",
            pay_to="person",
            pay_min=25600,
            pay_max=27300,
            pay_unit="YEAR",
            pay_pro_rata=True,
            closes_at=datetime(2026, 12, 4, 12, tzinfo=UTC),
        )


def test_an_open_advert_has_all_that_search_engines_require(advert, hub_a):
    data = job_posting(advert, hub_a, URL)
    check(data)
    assert set(data) >= REQUIRED
    assert data["validThrough"] == "2026-12-04T12:00:00+00:00"
    assert data["hiringOrganization"]["identifier"]["value"] == "999001"
    assert data["jobLocation"]["address"]["postalCode"] == "ZZ99 1AA"
    assert data["baseSalary"]["value"] == {
        "@type": "QuantitativeValue",
        "minValue": 25600,
        "maxValue": 27300,
        "unitText": "YEAR",
    }
    assert "<p>Lead &amp; teach</p>" in data["description"]


def test_pay_to_the_school_is_no_salary(advert, hub_a):
    advert.pay_to = "school"
    assert "baseSalary" not in job_posting(advert, hub_a, URL)


def test_work_from_home_says_where_people_may_live(advert, hub_a):
    advert.workplace = "remote"
    data = job_posting(advert, hub_a, URL)
    assert data["jobLocationType"] == "TELECOMMUTE"
    assert data["applicantLocationRequirements"]["name"] == "United Kingdom"


def test_a_draft_in_a_preview_has_none(hub_a):
    assert job_posting(JobAdvertPage(title="New"), hub_a, URL) is None


def test_structured_data_cannot_close_its_element():
    script = json_ld_script({"title": "</script><script>alert(1)</script>\u2028&"})
    assert script.count("<") == 2
    inside = script.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert json.loads(inside)["title"] == "</script><script>alert(1)</script>\u2028&"


@pytest.mark.parametrize(
    ("fields", "tokens"),
    [
        ({"kind": "secondment"}, ["PART_TIME", "TEMPORARY"]),
        ({"kind": "fixed_term"}, ["TEMPORARY"]),
        ({"kind": "permanent", "fte": Decimal("0.6")}, ["PART_TIME"]),
        ({"kind": "permanent", "fte": Decimal(1)}, ["FULL_TIME"]),
        ({"kind": "permanent"}, ["FULL_TIME"]),
        ({"kind": "paid_per_day"}, ["PER_DIEM"]),
        ({"kind": "expression_of_interest"}, ["PER_DIEM"]),
        ({"kind": "programme_place"}, ["OTHER"]),
        ({}, ["OTHER"]),
    ],
)
def test_kinds_of_employment_in_the_words_of_search_engines(fields, tokens):
    assert employment_types(JobAdvertPage(**fields)) == tokens


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"pay_to": "school", "pay_min": 300, "pay_unit": "DAY"}, "£300 a day, paid to your school"),
        (
            {"pay_to": "person", "pay_min": 25600, "pay_max": 27300, "pay_pro_rata": True},
            "£25,600 to £27,300 a year, pro rata",
        ),
        ({"pay_to": "school"}, "Paid to your school"),
        ({"pay_max": 900, "pay_unit": "TOTAL", "pay_note": "for the year"}, "£900 in all, for the year"),
        ({}, ""),
    ],
)
def test_pay_in_words(fields, words):
    assert pay_words(JobAdvertPage(**fields)) == words


def test_dates_in_words():
    start, end = date(2027, 1, 4), date(2027, 8, 31)
    assert dates_words(JobAdvertPage(starts=start, ends=end)) == "4 January 2027 to 31 August 2027"
    assert dates_words(JobAdvertPage(starts=start)) == "From 4 January 2027"
    assert dates_words(JobAdvertPage(ends=end)) == "Until 31 August 2027"
    assert dates_words(JobAdvertPage()) == ""


@pytest.mark.parametrize(
    ("fields", "address"),
    [
        ({}, "mailto:hub@alder.example.org"),
        ({"apply_via": "email", "apply_email": "jobs@example.org"}, "mailto:jobs@example.org"),
        ({"apply_via": "link", "apply_url": "https://example.org/form"}, "https://example.org/form"),
        ({"apply_via": "link"}, None),
    ],
)
def test_the_button_leads_where_the_editor_said(fields, address, db):
    class Hub:
        email = "hub@alder.example.org"

    link = apply_link(JobAdvertPage(live=True, **fields), Hub())
    assert (link.address if link else None) == address


def test_the_page_of_an_open_advert_says_all_of_it(client, advert, hub_a):
    advert.body = [("text", "<p>You <b>lead</b> a team.</p><ul><li>Plan &amp; teach</li></ul>")]
    advert.save()
    job = things_of(read(client, hub_a, advert))["JobPosting"]
    assert job["@id"] == "http://alder.example.org/jobs/lead-b/#job"
    assert job["datePosted"] == "2026-11-01"
    assert job["title"] == "Lead <b>"
    assert "<p>You lead a team.</p><p>Plan &amp; teach</p>" in job["description"]
    assert job["directApply"] is False


def test_a_hub_that_looks_for_somebody_itself_is_named(client, advert, hub_a):
    advert.host = None
    advert.save()
    job = things_of(read(client, hub_a, advert))["JobPosting"]
    assert job["hiringOrganization"]["@id"] == "http://alder.example.org/#hub"


@pytest.mark.parametrize(
    "over", [{"filled": True}, {"withdrawn": True}, {"closes_at": datetime(2026, 10, 30, 12, tzinfo=UTC)}]
)
def test_an_advert_that_is_over_has_none_and_is_not_to_be_found(client, advert, hub_a, over):
    before = read(client, hub_a, advert)
    assert "JobPosting" in things_of(before)
    assert "robots" not in head_of(before).metas
    assert advert.get_sitemap_urls()[0]["location"] == "http://alder.example.org/jobs/lead-b/"
    assert "/jobs/lead-b/" in read(client, hub_a, "/sitemap.xml")
    for name, value in over.items():
        setattr(advert, name, value)
    advert.save()
    after = read(client, hub_a, advert)
    assert "JobPosting" not in things_of(after)
    assert head_of(after).metas["robots"] == "noindex"
    assert JobAdvertPage.objects.get().get_sitemap_urls() == []
    assert "/jobs/lead-b/" not in read(client, hub_a, "/sitemap.xml")
