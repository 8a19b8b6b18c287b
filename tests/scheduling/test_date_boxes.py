"""Boxes for days and times: what cannot be read stays as it was typed."""

from __future__ import annotations

import pytest
from django.forms import Form
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput

from wagtail_mathshub.desk.bulk import forms as bulk
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.pages.models import (
    HubArticlePage,
    HubEventPage,
    JobAdvertPage,
    ResourceCollectionPage,
    WorkGroupPage,
)

BOXES = (AdminDateInput, AdminTimeInput, AdminDateTimeInput)
PAGES = [WorkGroupPage, HubEventPage, HubArticlePage, JobAdvertPage, ResourceCollectionPage]
# Wagtail's own, in the window for scheduled publishing.
NOT_OURS = {"go_live_at", "expire_at"}


def boxes(form):
    """The boxes for days and times of a form and of its child forms, by name."""
    found = {
        name: field.widget for name, field in form.base_fields.items() if isinstance(field.widget, BOXES)
    }
    for name, formset in getattr(form, "formsets", {}).items():
        found |= {f"{name}.{child}": box for child, box in boxes(formset.form).items()}
    return found


def changing(found):
    """Those that would change what was typed."""
    return [
        name
        for name, box in found.items()
        if name not in NOT_OURS and box.get_config().get("validateOnBlur") is not False
    ]


@pytest.mark.parametrize("model", [*PAGES, HubSettings])
def test_no_box_of_an_editing_screen_changes_what_was_typed(db, model):
    handler = model.get_edit_handler() if model in PAGES else model.edit_handler.bind_to_model(model)
    form = handler.get_form_class()(instance=model())
    found = boxes(form)
    assert set(found) - NOT_OURS
    assert changing(found) == []


def test_no_box_of_a_bulk_action_changes_what_was_typed():
    forms = [form for form in vars(bulk).values() if isinstance(form, type) and issubclass(form, Form)]
    found = {f"{form.__name__}.{name}": box for form in forms for name, box in boxes(form).items()}
    assert found
    assert changing(found) == []


def test_wagtails_own_box_is_what_this_is_about():
    assert changing({"date": AdminDateInput()}) == ["date"]
