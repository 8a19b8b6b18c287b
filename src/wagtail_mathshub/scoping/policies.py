"""Who may do what with the rows of a hub, and with rows that all hubs share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, Q, QuerySet
from wagtail.models import Site
from wagtail.permission_policies.sites import SitePermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

ANY = ("add", "change", "delete", "view")
READ = frozenset({"view", "choose"})


class SitePolicy(SitePermissionPolicy):
    """Rights by the row's `site`. A row without one is read by all and changed by few.

    Reading a shared row takes any right on the model, on any hub. Adding, changing or
    deleting one takes the global permission.
    """

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        """Whether `user` may do one of `actions` with `instance` (a row or a Site)."""
        wanted = set(actions)
        if not isinstance(instance, Site) and getattr(instance, self.site_fk_field_name) is None:
            return self._may_with_shared(user, wanted)
        if wanted & READ:
            wanted = set(ANY)
        return super().user_has_any_permission_for_instance(user, wanted, instance)

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Any]:
        """The rows with which `user` may do one of `actions`."""
        wanted = set(actions)
        looked_up = set(ANY) if wanted & READ else wanted
        rows = Q(**{f"{self.site_field_name}__in": self.sites_user_has_any_permission_for(user, looked_up)})
        if self._may_with_shared(user, wanted):
            rows |= Q(**{f"{self.site_field_name}__isnull": True})
        return self.model._default_manager.filter(rows)

    def sites_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Site]:
        """The Sites at which `user` may do one of `actions`, from the rights that were read once for them."""
        wanted = set(actions)
        if not (user.is_authenticated and user.is_active):
            return Site.objects.none()
        if user.is_superuser or self._user_has_global_permission(user, wanted):
            return Site.objects.all()
        codenames = self._get_permission_codenames(wanted)
        given = (
            row.site_id
            for row in self.get_cached_permissions_for_user(user)
            if row.permission.content_type_id == self._content_type.pk
            and row.permission.codename in codenames
        )
        return Site.objects.filter(pk__in=set(given))

    def may_share(self, user: Any) -> bool:
        """Whether `user` may make a row that belongs to no hub."""
        return self._may_with_shared(user, {"add"})

    def _may_with_shared(self, user: Any, actions: set[str]) -> bool:
        if not (user.is_authenticated and user.is_active):
            return False
        if user.is_superuser:
            return True
        if actions & READ:
            return self.user_has_any_permission(user, ANY)
        return self._user_has_global_permission(user, actions)


def register_site_policy(model: type[Model]) -> None:
    """Let a SitePolicy decide about `model`, which has a foreign key `site`."""
    register_permission_policy(model, SitePolicy(model))


def policy_of(model: type[Model]) -> Any:
    """The policy that decides about `model` now."""
    return policy_registry.get_by_type(model)


def readable(model: type[Model], user: Any) -> QuerySet[Any]:
    """The rows of `model` that `user` may look at."""
    policy = policy_of(model)
    actions = ["view"] if isinstance(policy, SitePolicy) else ANY
    return policy.instances_user_has_any_permission_for(user, actions)


def may(user: Any, action: str, instance: Model) -> bool:
    """Whether `user` may do `action` with `instance`."""
    return policy_of(type(instance)).user_has_permission_for_instance(user, action, instance)
