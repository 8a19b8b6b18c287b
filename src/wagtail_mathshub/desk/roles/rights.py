"""Giving a group a right: on the admin, on a tree of pages, a collection, a hub's rows, or everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import swapper
from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, GroupSitePermission

from wagtail_mathshub.hubs.models import HubSettings


def named_group(name: str) -> Group:
    """The group called `name`, made if need be, whose members may come into the admin."""
    group = Group.objects.get_or_create(name=name)[0]
    allow_admin(group)
    return group


def allow_admin(group: Group) -> None:
    """Let the group into the admin."""
    kind = {"content_type__app_label": "wagtailadmin", "content_type__model": "admin"}
    group.permissions.add(Permission.objects.get(codename="access_admin", **kind))


def allow_pages(group: Group, page: Any, actions: Iterable[str]) -> None:
    """Let the group do `actions` with `page` and all below it."""
    model = swapper.load_model("wagtailcore", "Page")
    for action in actions:
        permission = permission_for(model, action)
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def allow_collection(group: Group, collection: Collection, actions: Iterable[str]) -> None:
    """Let the group do `actions` with the images and documents of `collection`."""
    # Wagtail asks these two for rights, whatever models a site has in their place.
    for model in (Image, Document):
        for action in actions:
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=collection, permission=permission_for(model, action)
            )


def allow_rows(group: Group, hub: HubSettings, model: type[Model], actions: Iterable[str]) -> None:
    """Let the group do `actions` with the hub's rows of `model`."""
    for action in actions:
        permission = permission_for(model, action)
        GroupSitePermission.objects.get_or_create(group=group, site=hub.site, permission=permission)


def allow_everywhere(group: Group, model: type[Model], actions: Iterable[str]) -> None:
    """Let the group do `actions` with all rows of `model`, of every hub and of none."""
    group.permissions.add(*(permission_for(model, action) for action in actions))


def permission_for(model: type[Model], action: str) -> Permission:
    """Django's permission to do `action` with `model`."""
    kind = ContentType.objects.get_for_model(model)
    return Permission.objects.get(content_type=kind, codename=get_permission_codename(action, model._meta))
