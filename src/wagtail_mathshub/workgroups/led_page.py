"""What somebody may do with a Work Group that they lead: change it, and leave the rest to others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Permission

from wagtail_mathshub.hubs.page_rights import HubPagePermissionTester


@dataclass(frozen=True)
class LedPage:
    """A right to change one page, in the form in which Wagtail reads those of groups."""

    page: Any
    permission: Permission

    @property
    def page_id(self) -> int:
        """The key of the page."""
        return self.page.pk


class LedPagePermissionTester(HubPagePermissionTester):
    """What somebody may do with a Work Group; who only leads it neither deletes, moves nor copies it."""

    def __init__(self, user: Any, page: Any) -> None:
        super().__init__(user, page)
        given = self.permission_policy.get_cached_permissions_for_user(user)
        here = [right for right in given if page.path.startswith(right.page.path)]
        self.only_leads = bool(here) and all(isinstance(right, LedPage) for right in here)

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Whether the user may delete the page; Wagtail asks the same before moving it."""
        return not self.only_leads and super().can_delete(ignore_bulk)

    def can_copy(self) -> bool:
        """Whether the user may copy the page."""
        return not self.only_leads and super().can_copy()
