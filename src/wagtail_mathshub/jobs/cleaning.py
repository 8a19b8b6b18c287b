"""What an advert must not say, each error on the field where it can be put right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wagtail_mathshub.scoping.ownership import check_own_hub
from wagtail_mathshub.taxonomy.job_terms import JobApplyVia

if TYPE_CHECKING:
    from wagtail_mathshub.jobs.mixins import JobAdvertMixin


def check_advert(advert: JobAdvertMixin) -> None:
    """Raise a ValidationError with one message for each field that contradicts another."""
    errors = {field: message for wrong, field, message in _faults(advert) if wrong}
    if advert.path:
        errors |= check_own_hub(advert, ["host", "contact_person"], advert.get_site())
    if errors:
        raise ValidationError(errors)


def _faults(advert: JobAdvertMixin) -> Iterator[tuple[bool, str, str]]:
    yield _before(advert.ends, advert.starts), "ends", _("It ends before it starts. Check the two dates.")
    less = _("The second figure is less than the first.")
    yield _before(advert.pay_max, advert.pay_min), "pay_max", less
    later = _("This is later than the closing time. Give the earlier one here.")
    yield _before(advert.closes_at, advert.extended_from), "extended_from", later
    both = _("It cannot be both filled and withdrawn.")
    yield advert.filled and advert.withdrawn, "withdrawn", both


def _before(value: Any, limit: Any) -> bool:
    return value is not None and limit is not None and value < limit


def missing_targets(cleaned: dict[str, Any]) -> dict[str, str]:
    """What applying still needs before the advert can be published, by field."""
    via = cleaned.get("apply_via")
    if via == JobApplyVia.LINK and not cleaned.get("apply_url"):
        return {"apply_url": _("Give the address of the form, or choose another way to apply.")}
    if via == JobApplyVia.EMAIL and not cleaned.get("apply_email"):
        return {"apply_email": _("Give the email address, or choose another way to apply.")}
    return {}
