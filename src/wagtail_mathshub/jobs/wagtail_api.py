"""Job adverts in Wagtail's own APIs."""

from __future__ import annotations

from typing import Any

from wagtail_mathshub.hubs.wagtail_api import PageSource, more_keys, page_fields
from wagtail_mathshub.jobs.data import job_data, job_more
from wagtail_mathshub.jobs.shapes import JobDetailShape, JobShape


def _rows(model: Any) -> tuple[Any, ...]:
    return ("host", "contact_person")


JOB = page_fields(
    PageSource(job_data, job_more, _rows, more_keys(JobShape, JobDetailShape)),
    JobDetailShape,
    *("summary", "kind", "phase", "time_commitment", "fte", "starts", "ends", "pay_to", "pay_min", "pay_max"),
    *("pay_unit", "pay_pro_rata", "pay_note", "host", "location", "workplace", "who_can_apply"),
    *("head_endorsement", "closes_at", "extended_from", "interviews", "contact_person", "contact_text"),
    read_as={"contact_person": "contact"},
)
