"""The demo's job adverts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from example_site.demo.files import document, docx, pdf
from example_site.demo.known import Known, index_of
from wagtail_mathshub import clock
from wagtail_mathshub.hubs.library import hub_collection
from wagtail_mathshub.pages.models import HubJobIndexPage, JobAdvertPage, JobDocument

APPLY = {"internal": "hub", "external_url": "link"}
INVENTED = "Invented for the demo of wagtail-mathshub."


def make_job(row: dict[str, Any], known: Known) -> tuple[JobAdvertPage, bool]:
    """The page for `row`, published or scheduled as its date says; and whether it is new."""
    hub, shift = known.hubs[row["hub"]], known.shift
    index = index_of(hub, HubJobIndexPage)
    page = JobAdvertPage.objects.child_of(index).filter(slug=row["key"]).first()
    if page is not None:
        return page, False
    publish_on = shift.moment(row["publish_on"])
    page = JobAdvertPage(slug=row["key"], live=publish_on <= clock.now(), **_fields(row, known))
    page.documents = [
        JobDocument(sort_order=n, document=_file(name, row["title"], hub_collection(hub)))
        for n, name in enumerate(row.get("documents", []))
    ]
    if page.live:
        page.first_published_at = publish_on
    else:
        page.go_live_at = publish_on
    index.add_child(instance=page)
    page.save_revision().publish()
    return page, True


def _fields(row: dict[str, Any], known: Known) -> dict[str, Any]:
    shift, apply = known.shift, row["apply"]
    return {
        "title": row["title"],
        "kind": row["kind"],
        "phase": row["phase"] or "",
        "time_commitment": row["time"],
        "fte": Decimal(str(row["fte"])) if row["fte"] else None,
        "starts": shift.day(row["starts"]),
        "ends": shift.day(row["ends"]),
        "host": known.schools[row["host"]],
        "location": row["location"],
        "who_can_apply": row["who"],
        "head_endorsement": row["headteacher_endorsement"],
        "closes_at": shift.moment(row["closes_at"]),
        "interviews": shift.day(row["interviews"]),
        "apply_via": APPLY.get(apply["how"], apply["how"]),
        "apply_url": apply.get("url", ""),
        "apply_email": apply.get("email", ""),
        **_pay(row["pay"]),
    }


def _pay(row: dict[str, Any]) -> dict[str, Any]:
    per_day = row.get("gbp_per_day")
    return {
        "pay_to": row["to"],
        "pay_min": per_day or row.get("salary_min_gbp"),
        "pay_max": row.get("salary_max_gbp"),
        "pay_unit": "DAY" if per_day else row["unit"],
        "pay_pro_rata": row.get("pro_rata", False),
        "pay_note": row.get("note", ""),
    }


def _file(name: str, job: str, collection: Any) -> Any:
    title = name.rsplit(".", 1)[0].replace("-", " ").capitalize()
    lines = [job, title, INVENTED]
    data = docx(f"{title}: {job}", lines) if name.endswith(".docx") else pdf(lines)
    return document(f"{title}: {job}", name, data, collection)
