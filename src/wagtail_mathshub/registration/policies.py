"""Who may see and change what schools told a hub when they signed up.

A registrar has rights on the tables, given for the hub's Site: all rows of the hub. Somebody who leads
a Work Group reads the applications of that group, and marks its register, until half a year after its
last session or its academic year. Editors have neither.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import swapper
from django.db.models import Q, QuerySet
from wagtail.models import GroupSitePermission, Site
from wagtail.permissions import register_permission_policy

from wagtail_mathshub import clock
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.registration.models import Application, Interest, Message
from wagtail_mathshub.scoping.policies import ANY, READ, SitePolicy, may, policy_of, register_site_policy
from wagtail_mathshub.taxonomy import academic_years
from wagtail_mathshub.workgroups.leading import leads_of
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin

SEE_TRN = "see_trn"
SEEN_AFTER = timedelta(days=183)


class ApplicationPolicy(SitePolicy):
    """Rights by the hub of the application; those who lead its Work Group may read it too."""

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        """Whether `user` may do one of `actions` with any application."""
        wanted = set(actions)
        if super().user_has_any_permission(user, wanted | set(ANY) if wanted & READ else wanted):
            return True
        return bool(wanted & READ) and led_groups(user).exists()

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        """Whether `user` may do one of `actions` with `instance` (an application or a Site)."""
        wanted = set(actions)
        if super().user_has_any_permission_for_instance(user, wanted, instance):
            return True
        if isinstance(instance, Site) or not wanted & READ:
            return False
        return led_groups(user).filter(page=instance.page_id).exists()

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Any]:
        """The applications with which `user` may do one of `actions`."""
        wanted = set(actions)
        rows = super().instances_user_has_any_permission_for(user, wanted)
        if not wanted & READ or not user.is_authenticated or user.is_superuser:
            return rows
        led = Q(page__in=led_groups(user).values("page"))
        return self.model._default_manager.filter(Q(pk__in=rows.values("pk")) | led)


def register() -> None:
    """Let these policies decide, wherever Wagtail or a screen asks."""
    register_permission_policy(Application, ApplicationPolicy(Application))
    register_site_policy(Message)
    register_site_policy(Interest)


def led_groups(user: Any) -> Any:
    """The rows that make `user` the lead of a Work Group, each with its `page`.

    Only of groups that run, or have not been over for long: who led one years ago has no more to do with the people.
    """
    rows = leads_of(user)
    if rows is None:
        return Application.objects.none()
    since = clock.now() - SEEN_AFTER
    year = academic_years.academic_year_of(since.astimezone(clock.LONDON).date())
    undated = Q(page__academic_year="", page__last_ends_at__isnull=True)
    return rows.filter(Q(page__last_ends_at__gte=since) | Q(page__academic_year__gte=year) | undated)


def sites_of(user: Any, *actions: str) -> QuerySet[Site]:
    """The hubs in which `user` may do one of `actions` with all applications."""
    return policy_of(Application).sites_user_has_any_permission_for(user, list(actions))


def keeps(user: Any, *actions: str) -> bool:
    """Whether `user` may do one of `actions` with all applications of some hub; asked for each menu, and cheap."""
    return SitePolicy(Application).user_has_any_permission(user, actions)


def may_decide(user: Any, application: Application) -> bool:
    """Whether `user` may approve, decline, offer, move and change this application."""
    return may(user, "change", application)


def groups_for(user: Any, *actions: str) -> Any:
    """The Work Groups of the hubs in which `user` may do one of `actions` with all applications."""
    model = get_model(WorkGroupMixin)
    if model is None:
        return swapper.load_model("wagtailcore", "Page").objects.none()
    roots = sites_of(user, *actions).values_list("root_page__path", flat=True)
    below = [Q(path__startswith=path) for path in roots]
    return model.objects.filter(_any(below))


def groups_with_register(user: Any) -> Any:
    """The Work Groups whose register `user` may open and mark: those of their hubs, and those they lead."""
    own = groups_for(user, "change")
    led = Q(pk__in=led_groups(user).values("page"))
    return own.model.objects.filter(Q(pk__in=own.values("pk")) | led)


def may_see_trn(user: Any, site_id: int | None = None) -> bool:
    """Whether `user` may see teacher reference numbers: everywhere, or at one hub's Site."""
    if not user.is_active:
        return False
    if user.has_perm(f"{Application._meta.app_label}.{SEE_TRN}"):
        return True
    return site_id in trn_sites(user)


def trn_sites(user: Any) -> set[int]:
    """The Sites for which a group of `user` has the right to see teacher reference numbers."""
    rows = GroupSitePermission.objects.filter(
        group__user=user,
        permission__codename=SEE_TRN,
        permission__content_type__app_label=Application._meta.app_label,
    )
    return set(rows.values_list("site_id", flat=True))


def _any(conditions: list[Q]) -> Q:
    found = Q(pk__in=[])
    for condition in conditions:
        found |= condition
    return found
