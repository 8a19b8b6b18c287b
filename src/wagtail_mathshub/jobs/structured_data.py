"""An advert as schema.org's JobPosting, while somebody can answer it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from wagtail_mathshub import clock
from wagtail_mathshub.hubs.structured_data import hub_reference
from wagtail_mathshub.jobs.wording import OPEN, pay_words
from wagtail_mathshub.publishing.columns import lines_of
from wagtail_mathshub.publishing.installation import install_id
from wagtail_mathshub.taxonomy.job_terms import JobKind, PayTo, PayUnit, Workplace

if TYPE_CHECKING:
    from wagtail_mathshub.jobs.mixins import JobAdvertMixin

PER_DIEM = (JobKind.PAID_PER_DAY, JobKind.EXPRESSION_OF_INTEREST)


def employment_types(advert: JobAdvertMixin) -> list[str]:
    """Google's tokens for the kind of employment."""
    if advert.kind == JobKind.SECONDMENT:
        return ["PART_TIME", "TEMPORARY"]
    if advert.kind == JobKind.FIXED_TERM:
        return ["TEMPORARY"]
    if advert.kind == JobKind.PERMANENT:
        return ["PART_TIME"] if advert.fte is not None and advert.fte < 1 else ["FULL_TIME"]
    return ["PER_DIEM"] if advert.kind in PER_DIEM else ["OTHER"]


def job_posting(advert: JobAdvertMixin, hub: Any, url: str) -> dict[str, Any] | None:
    """The JobPosting; None once the advert is closed, filled or withdrawn."""
    if advert.state not in OPEN or not advert.pk:
        return None
    posted = advert.first_published_at or clock.now()
    data: dict[str, Any] = {
        "@type": "JobPosting",
        "@id": f"{url}#job",
        "title": advert.title,
        "description": _description(advert),
        "datePosted": posted.astimezone(clock.LONDON).date().isoformat(),
        "employmentType": employment_types(advert),
        "hiringOrganization": _organisation(advert, hub),
        "identifier": {
            "@type": "PropertyValue",
            "name": hub.name if hub else "",
            "value": f"job-{advert.pk}@{install_id()}",
        },
        "url": url,
        "directApply": False,
    }
    if advert.closes_at:
        data["validThrough"] = advert.closes_at.astimezone(clock.LONDON).isoformat()
    return data | _location(advert) | _salary(advert)


def _description(advert: JobAdvertMixin) -> str:
    who = advert.who_can_apply
    lines = [
        advert.summary or advert.title,
        advert.time_commitment,
        pay_words(advert),
        _("Who can apply: {who}").format(who=who) if who else "",
    ]
    lines += [line for block in advert.body if block.block_type == "text" for line in _plain(block.value)]
    return format_html_join("", "<p>{}</p>", ((line,) for line in lines if line))


def _plain(text: Any) -> list[str]:
    # Search engines want all that the advert says; the words alone, so that no link of it leads anywhere.
    parts = BeautifulSoup(text.source, "lxml").find_all(["p", "li"])
    return [" ".join(part.get_text().split()) for part in parts]


def _organisation(advert: JobAdvertMixin, hub: Any) -> dict[str, Any]:
    if advert.host is None:
        return hub_reference(hub) or {"@type": "EducationalOrganization", "name": advert.title}
    school: dict[str, Any] = {"@type": "School", "name": advert.host.name}
    if advert.host.urn:
        school["identifier"] = {"@type": "PropertyValue", "name": "URN", "value": advert.host.urn}
    return school


def _location(advert: JobAdvertMixin) -> dict[str, Any]:
    if advert.workplace == Workplace.REMOTE:
        country = {"@type": "Country", "name": "United Kingdom"}
        return {"jobLocationType": "TELECOMMUTE", "applicantLocationRequirements": country}
    address: dict[str, Any] = {"@type": "PostalAddress", "addressCountry": "GB"}
    if advert.location:
        address["addressLocality"] = advert.location
    if advert.host and advert.host.address:
        address["streetAddress"] = ", ".join(line.rstrip(",") for line in lines_of(advert.host.address))
    if advert.host and advert.host.postcode:
        address["postalCode"] = advert.host.postcode
    if advert.host and advert.host.local_authority:
        address["addressRegion"] = advert.host.local_authority.label
    return {"jobLocation": {"@type": "Place", "address": address}}


def _salary(advert: JobAdvertMixin) -> dict[str, Any]:
    amounts = [amount for amount in (advert.pay_min, advert.pay_max) if amount]
    if advert.pay_to != PayTo.PERSON or not amounts or advert.pay_unit == PayUnit.TOTAL:
        return {}
    value = {"@type": "QuantitativeValue", "minValue": min(amounts), "maxValue": max(amounts)}
    return {
        "baseSalary": {
            "@type": "MonetaryAmount",
            "currency": "GBP",
            "value": value | {"unitText": advert.pay_unit},
        }
    }
