"""What somebody may do with a page of a hub: Wagtail's answers, without a query for each line of a list."""

from __future__ import annotations

from wagtail.models import PagePermissionTester


class HubPagePermissionTester(PagePermissionTester):
    """Wagtail's, which looks below a page even where the page itself decides."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Whether the user may delete the page; Wagtail asks the same before moving it."""
        if not self.user.is_active or self.user.is_superuser or self.page_is_root:
            return super().can_delete(ignore_bulk)
        if self.page.live and "publish" not in self.permissions:
            return False
        if self.page.is_leaf() and "change" in self.permissions:
            return True
        return super().can_delete(ignore_bulk)
