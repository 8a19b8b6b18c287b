"""The rows of other tables that belong to one page, fetched once for all who show them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects


def fetch_rows(page: Any, rows: Iterable[Any]) -> None:
    """Let `page` keep its `rows`: names of relations, or Prefetch objects.

    A page that is not saved yet, and one made from a revision, has rows of its own already.
    """
    if page.pk and not page.__dict__.get("_cluster_related_objects"):
        prefetch_related_objects([page], *rows)
