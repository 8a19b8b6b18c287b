"""A form, with its child forms, in which only rows of one's own hub can be chosen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.forms import BaseForm, ModelChoiceField, ModelMultipleChoiceField
from wagtail.models import Site

from wagtail_mathshub.scoping.ownership import belongs, foreign_message


class OwnChoicesMixin:
    """Refuses a chosen row of another hub, and shows nothing of it when the form comes back."""

    def own_site(self) -> Site | None:
        """The Site whose rows may be chosen; None for any."""
        return getattr(self.instance, "site", None)

    def clean(self) -> dict[str, Any]:
        """Look at the form's own choices before the model sees them."""
        cleaned = super().clean()
        _refuse(self, _foreign_choices(self, self.own_site()))
        return cleaned

    def is_valid(self) -> bool:
        """Look at the choices in the child forms too."""
        valid = super().is_valid()
        refused = [_refuse(form, _foreign_choices(form, self.own_site())) for form in _children(self)]
        return valid and not any(refused)


def _children(form: Any) -> Iterator[Any]:
    for formset in getattr(form, "formsets", {}).values():
        for child in formset.forms:
            yield child
            yield from _children(child)


def _foreign_choices(form: Any, site: Site | None) -> dict[str, Any]:
    cleaned = getattr(form, "cleaned_data", {})
    chosen = {name: cleaned.get(name) for name, field in form.fields.items() if _chooses_one(field)}
    return {name: row for name, row in chosen.items() if _is_of_a_hub(row) and not belongs(row, site)}


def _chooses_one(field: Any) -> bool:
    return isinstance(field, ModelChoiceField) and not isinstance(field, ModelMultipleChoiceField)


def _refuse(form: Any, choices: dict[str, Any]) -> bool:
    for name, row in choices.items():
        form.add_error(name, foreign_message(row))
        _forget(form, name)
    return bool(choices)


def _is_of_a_hub(row: Any) -> bool:
    return row is not None and any(field.name == "site" for field in row._meta.fields)


def _forget(form: BaseForm, name: str) -> None:
    # A chooser shown again would look the row up by its key, and name it.
    form.data = form.data.copy()
    form.data[form.add_prefix(name)] = ""
