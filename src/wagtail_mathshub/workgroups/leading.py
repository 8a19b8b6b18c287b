"""Somebody who leads a Work Group edits its page, and no other, without rights on the tree of pages."""

from __future__ import annotations

from typing import Any

import swapper
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.workgroups.led_page import LedPage
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin


def leads_of(user: Any) -> QuerySet[Any] | None:
    """The rows that make `user` the lead of a Work Group, each with its `page`; None where there are none at all.

    Only rows of the page itself count: who is named in a draft of a published page leads nothing yet.
    """
    model = get_model(WorkGroupMixin)
    if model is None:
        return None
    rows = model._meta.get_field("leads").related_model._default_manager
    return rows.filter(person__user=user) if user.is_authenticated and user.is_active else rows.none()


class LedPagesPolicy(PagePermissionPolicy):
    """Wagtail's rights on pages, and the right of leads to change the pages of their Work Groups.

    All that Wagtail asks (explorer, lists, editor, previews, its API) follows from these.
    """

    def get_all_permissions_for_user(self, user: Any) -> Any:
        """The rights of the user's groups, and one for each page that the user leads."""
        given = super().get_all_permissions_for_user(user)
        if not user.is_active or user.is_anonymous or user.is_superuser:
            return given
        rows = leads_of(user)
        if rows is None:
            return given
        pages = swapper.load_model("wagtailcore", "Page")._default_manager.filter(pk__in=rows.values("page"))
        change = Permission(codename=self._get_permission_codename("change"))
        return [*given, *(LedPage(page, change) for page in pages)]


def let_leads_edit() -> None:
    """Put the policy in the place of Wagtail's own; a site's own policy stays, and may subclass this one."""
    model = swapper.load_model("wagtailcore", "Page")
    if type(policy_registry.get_by_type(model)) is PagePermissionPolicy:
        register_permission_policy(model, LedPagesPolicy(model))
