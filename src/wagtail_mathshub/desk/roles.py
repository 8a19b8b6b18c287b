"""The groups of people who work on a hub, with rights on that hub alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import swapper
from django.apps import apps
from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, GroupSitePermission

from wagtail_mathshub.hubs.library import hub_collection
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.importing.tables import ImportRun
from wagtail_mathshub.organisations.models import Organisation
from wagtail_mathshub.people.models import Person
from wagtail_mathshub.workgroups.models import Project

WRITE = ("add", "change", "delete")


def make_editors(hub: HubSettings, *, page: Any = None) -> Group:
    """The editors of `hub`, made or brought up to date: pages, files, people, places, projects, imports.

    `page` is the top of the hub's own pages; without it, the root page of the hub's Site.
    """
    group = Group.objects.get_or_create(name=editors_name(hub))[0]
    _allow_editing(group, hub, page)
    _allow_pages(group, page or hub.site.root_page, ("publish",))
    return group


def make_publishers(hub: HubSettings, *, page: Any = None) -> Group:
    """Those who publish what editors of `hub` write, made or brought up to date; `page` as for editors."""
    group = Group.objects.get_or_create(name=publishers_name(hub))[0]
    _allow_editing(group, hub, page)
    _allow_pages(group, page or hub.site.root_page, ("publish",))
    return group


def make_registrars(hub: HubSettings) -> Group | None:
    """Those who keep the applications of `hub`, made or brought up to date; None without the app for sign-up.

    Teacher reference numbers are not theirs to see until somebody says so.
    """
    if not has_sign_up():
        return None
    from wagtail_mathshub.registration.models import Application, Interest, Message

    group = Group.objects.get_or_create(name=registrars_name(hub))[0]
    group.permissions.add(_permission("access_admin", "wagtailadmin", "admin"))
    for model in (Application, Message, Interest):
        _allow_rows(group, hub, model, WRITE)
    return group


def make_leads(hub: HubSettings) -> Group | None:
    """Those who lead a Work Group of `hub` and need no more than their own register; None without sign-up.

    Which groups they lead, the groups' pages say.
    """
    if not has_sign_up():
        return None
    group = Group.objects.get_or_create(name=_("{hub} leads").format(hub=hub.key))[0]
    group.permissions.add(_permission("access_admin", "wagtailadmin", "admin"))
    return group


def has_sign_up() -> bool:
    """Whether this installation has the app for sign-up."""
    return apps.is_installed("wagtail_mathshub.registration")


def registrars_name(hub: HubSettings) -> str:
    """What the group of those who keep the hub's applications is called."""
    return _("{hub} registrars").format(hub=hub.key)


def editors_name(hub: HubSettings) -> str:
    """What the hub's group of editors is called."""
    return _("{hub} editors").format(hub=hub.key)


def publishers_name(hub: HubSettings) -> str:
    """What the group of those who publish the hub's pages is called."""
    return _("{hub} publishers").format(hub=hub.key)


def _allow_editing(group: Group, hub: HubSettings, page: Any) -> None:
    group.permissions.add(_permission("access_admin", "wagtailadmin", "admin"))
    _allow_pages(group, page or hub.site.root_page, ("add", "change"))
    _allow_collection(group, hub_collection(hub))
    for model in (Person, Organisation, Project):
        _allow_rows(group, hub, model, WRITE)
    _allow_rows(group, hub, ImportRun, ("view", *WRITE))
    _allow_rows(group, hub, HubSettings, ["change"])


def _allow_pages(group: Group, page: Any, actions: Iterable[str]) -> None:
    model = swapper.load_model("wagtailcore", "Page")
    for action in actions:
        permission = _permission_for(model, action)
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def _allow_collection(group: Group, collection: Collection) -> None:
    # Wagtail asks these two for rights, whatever models a site has in their place.
    for model in (Image, Document):
        for action in ("add", "change", "choose"):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=collection, permission=_permission_for(model, action)
            )


def _allow_rows(group: Group, hub: HubSettings, model: type[Model], actions: Iterable[str]) -> None:
    for action in actions:
        permission = _permission_for(model, action)
        GroupSitePermission.objects.get_or_create(group=group, site=hub.site, permission=permission)


def _permission_for(model: type[Model], action: str) -> Permission:
    kind = ContentType.objects.get_for_model(model)
    return Permission.objects.get(content_type=kind, codename=get_permission_codename(action, model._meta))


def _permission(codename: str, app_label: str, model: str) -> Permission:
    return Permission.objects.get(
        codename=codename, content_type__app_label=app_label, content_type__model=model
    )
