"""Deleting several rows at once: rows of other hubs are neither deleted nor named."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction

from wagtail_mathshub.scoping.policies import readable

SCOPED: list[type[Model]] = []


class SiteScopedDelete(DeleteBulkAction):
    """Wagtail's bulk deletion, over the rows that the user may look at."""

    models = SCOPED

    def get_all_objects_in_listing_query(self, parent_id: Any) -> Any:
        """All that the list shows."""
        return readable(self.model, self.request.user).values_list("pk", flat=True)

    def check_perm(self, snippet: Any) -> bool:
        """Whether the row may be deleted; one that may not even be seen is dropped in silence."""
        return self._is_readable(snippet) and super().check_perm(snippet)

    def get_actionable_objects(self) -> Any:
        """Rows to delete, and those among the readable ones that may only be read."""
        objects, others = super().get_actionable_objects()
        refused = [row for row in others["items_with_no_access"] if self._is_readable(row)]
        return objects, {"items_with_no_access": refused}

    def _is_readable(self, row: Any) -> bool:
        return readable(self.model, self.request.user).filter(pk=row.pk).exists()
