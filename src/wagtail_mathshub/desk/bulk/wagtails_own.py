"""Wagtail's own actions for several pages, which name no page that the user does not see in the explorer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.admin.views.pages.bulk_actions import (
    DeleteBulkAction,
    MoveBulkAction,
    PublishBulkAction,
    UnpublishBulkAction,
)

from wagtail_mathshub.desk.bulk.rights import explorable

if TYPE_CHECKING:
    from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction as Base
else:
    Base = object


class NamesOnlySeenPages(Base):
    """Wagtail lists each chosen page that may not be changed by its title, whoever asks by its key."""

    def get_actionable_objects(self) -> Any:
        """The pages to act on, and those of the others that the user may at least see."""
        pages, others = super().get_actionable_objects()
        refused = others["items_with_no_access"]
        seen = set(
            explorable(self.request.user)
            .filter(pk__in=[page.pk for page in refused])
            .values_list("pk", flat=True)
        )
        return pages, others | {"items_with_no_access": [page for page in refused if page.pk in seen]}


class Delete(NamesOnlySeenPages, DeleteBulkAction):
    """Wagtail's, for pages."""


class Move(NamesOnlySeenPages, MoveBulkAction):
    """Wagtail's, for pages."""


class Publish(NamesOnlySeenPages, PublishBulkAction):
    """Wagtail's, for pages."""


class Unpublish(NamesOnlySeenPages, UnpublishBulkAction):
    """Wagtail's, for pages."""


WAGTAILS_OWN = (Delete, Move, Publish, Unpublish)
