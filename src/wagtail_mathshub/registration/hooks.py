"""Plugs sign-up into the rooms below: it counts the places, and says where its forms are."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from wagtail.signals import page_published

from wagtail_mathshub.publishing import changes
from wagtail_mathshub.registration import flows, models
from wagtail_mathshub.registration.places import CountedPlaces, form_address
from wagtail_mathshub.registration.refusals import Busy
from wagtail_mathshub.taxonomy.vocabularies import ApplyVia
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin
from wagtail_mathshub.workgroups.seats import use_form_address, use_places_source


def on_published(sender: Any, instance: Any, **kwargs: Any) -> None:
    """A Work Group was published, perhaps with another capacity."""
    if isinstance(instance, WorkGroupMixin) and instance.apply_via == ApplyVia.OWN_FORM:
        # Too many are signing up just now: `mathshub_send_due` does the same a minute later.
        with suppress(Busy):
            flows.change_capacity(page_id=instance.pk)


def connect() -> None:
    """Count places here, and listen to what is published."""
    # Nothing of an application is public but the places, and those are told when they change.
    changes.leave_out(
        models.Application,
        models.Attendance,
        models.Interest,
        models.Message,
        models.Offer,
        models.Participant,
        models.StateChange,
        models.Submission,
    )
    use_places_source(CountedPlaces())
    use_form_address(form_address)
    page_published.connect(on_published, dispatch_uid="mathshub_registration_published")
