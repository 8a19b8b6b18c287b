"""What an editing form checks in bodies and rich texts: formulas, and rows of other hubs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from wagtail.fields import RichTextField
from wagtail.models import Site

from wagtail_mathshub.blocks.base import DataStreamBlock, stored
from wagtail_mathshub.blocks.formulas import rich_text_error
from wagtail_mathshub.publishing.references import Wanted
from wagtail_mathshub.scoping.ownership import belongs, foreign_message

# The kinds of row that belong to a hub.
HUB_ROWS = ("person", "organisation")
# What Wagtail's own script writes beside the values of a stream.
BOOKKEEPING = ("-count", "-order", "-deleted", "-type", "-id")


class FormulasInTexts:
    """Refuses formulas that cannot be shown in the rich texts of a model's form."""

    def clean(self) -> dict[str, Any]:
        """Look at each rich text that was typed."""
        cleaned = super().clean()
        for field in self._meta.model._meta.get_fields():
            if isinstance(field, RichTextField) and (error := rich_text_error(cleaned.get(field.name) or "")):
                self.add_error(field.name, error)
        return cleaned


class OwnRowsInBodies:
    """Refuses people and places of another hub in a body, and shows nothing of them."""

    def clean(self) -> dict[str, Any]:
        """Look at each body that was put together."""
        cleaned = super().clean()
        for name, field in self.fields.items():
            block = getattr(field, "block", None)
            if isinstance(block, DataStreamBlock) and cleaned.get(name):
                self._check_body(name, block, cleaned[name])
        return cleaned

    def _check_body(self, name: str, block: DataStreamBlock, value: Any) -> None:
        wanted = Wanted()
        block.collect(stored(value), wanted)
        foreign = list(_foreign_rows(wanted, self.own_site()))
        if foreign:
            self.add_error(name, foreign_message(foreign[0]))
            self._forget(name, {str(row.pk) for row in foreign})

    def _forget(self, name: str, keys: set[str]) -> None:
        # A chooser shown again would look the row up by its key, and name it.
        self.data = self.data.copy()
        for key in [key for key in self.data if key.startswith(f"{name}-") and self.data[key] in keys]:
            if not key.endswith(BOOKKEEPING):
                self.data[key] = ""


def _foreign_rows(wanted: Wanted, site: Site | None) -> Iterator[Any]:
    for kind in HUB_ROWS:
        if keys := wanted.keys.get(kind):
            rows = apps.get_model("wagtail_mathshub", kind)._default_manager.filter(pk__in=keys)
            yield from (row for row in rows if not belongs(row, site))
