"""What a Work Group must not say, each error on the field where it can be put right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wagtail_mathshub.scoping.ownership import check_own_hub

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wagtail_mathshub.workgroups.mixins import WorkGroupMixin

Fault = tuple[bool, str, str]


def check_work_group(group: WorkGroupMixin) -> None:
    """Raise a ValidationError with one message for each field that contradicts another."""
    errors = group.year_faults()
    for wrong, field, message in _faults(group):
        if wrong:
            errors.setdefault(field, message)
    if group.path:
        errors |= check_own_hub(group, ["project", "contact_person"], group.get_site())
    if errors:
        raise ValidationError(errors)


def _faults(group: WorkGroupMixin) -> Iterator[Fault]:
    too_few = _("This is less than the smallest number from a school.")
    yield _less(group.per_school_max, group.per_school_min), "per_school_max", too_few
    closing = _("Sign-up closes before it opens. Check the two dates.")
    yield bool(group.opens_at) and not _less(group.opens_at, group.closes_at, True), "closes_at", closing
    too_many = _("This is more than the number of places.")
    yield _less(group.capacity, group.minimum_to_run), "minimum_to_run", too_many
    yield group.trn_asked and not group.trn_reason, "trn_reason", _("Say why you ask for it.")
    successor = group.successor
    is_self = successor is not None and successor.pk is not None and successor.pk == group.pk
    yield is_self, "successor", _("A Work Group cannot follow itself.")
    wrong_type = successor is not None and not isinstance(successor.specific, type(group))
    yield wrong_type, "successor", _("Choose a Work Group.")


def _less(value: Any, limit: Any, unknown: bool = False) -> bool:
    return unknown if value is None or limit is None else value < limit


def missing_targets(cleaned: dict[str, Any]) -> dict[str, str]:
    """What sign-up still needs before the page can be published, by field."""
    via = cleaned.get("apply_via")
    if via == "link" and not cleaned.get("apply_url"):
        return {"apply_url": _("Give the address of the form, or choose another way to sign up.")}
    if via == "email" and not cleaned.get("apply_email"):
        return {"apply_email": _("Give the email address, or choose another way to sign up.")}
    return {}
