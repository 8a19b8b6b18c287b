"""The groups of people who work on a hub; all but the administrators have rights on that hub alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group
from django.db.models import Model
from wagtail.models import Site

from wagtail_mathshub.desk.roles import names, rights
from wagtail_mathshub.hubs.library import hub_collection
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.importing.tables import ImportRun
from wagtail_mathshub.organisations.models import Organisation
from wagtail_mathshub.people.models import Person
from wagtail_mathshub.taxonomy.models import Audience, LocalAuthority, Topic
from wagtail_mathshub.workgroups.models import Project

WRITE = ("add", "change", "delete")
ROWS = (Person, Organisation, Project)
VOCABULARIES = (Audience, Topic, LocalAuthority)


def make_editors(hub: HubSettings, *, page: Any = None) -> Group:
    """Those who write: pages, files, people, places, projects, imports. They publish nothing.

    `page` is the top of the hub's own pages; without it, the root page of the hub's Site.
    """
    group = rights.named_group(names.editors_name(hub))
    _allow_editing(group, hub, page)
    return group


def make_publishers(hub: HubSettings, *, page: Any = None) -> Group:
    """Those who publish what editors and Work Group leads write; `page` as for editors."""
    group = rights.named_group(names.publishers_name(hub))
    _allow_publishing(group, hub, page)
    return group


def make_registrars(hub: HubSettings) -> Group | None:
    """Those who keep the hub's applications; None without the app for sign-up.

    Teacher reference numbers are not theirs to see until somebody says so.
    """
    if not has_sign_up():
        return None
    group = rights.named_group(names.registrars_name(hub))
    _allow_applications(group, hub)
    return group


def make_leads(hub: HubSettings) -> Group:
    """Those who lead a Work Group: they choose among the hub's files, people, places and projects.

    Which groups they lead, and so edit, the groups' own pages say (`workgroups.leading`).
    """
    group = rights.named_group(names.leads_name(hub))
    rights.allow_collection(group, hub_collection(hub), ["choose"])
    for model in ROWS:
        rights.allow_rows(group, hub, model, ["view"])
    return group


def make_hub_leads(hub: HubSettings, *, page: Any = None) -> Group:
    """Those who lead the hub: what publishers and registrars may, and its settings; `page` as for editors."""
    group = rights.named_group(names.hub_leads_name(hub))
    _allow_publishing(group, hub, page)
    rights.allow_pages(group, page or hub.site.root_page, ("lock", "unlock"))
    rights.allow_rows(group, hub, HubSettings, ["change"])
    if has_sign_up():
        _allow_applications(group, hub)
    return group


def make_administrators(hub: HubSettings, *, page: Any = None) -> Group:
    """The installation's one group of administrators, brought up to date with one more hub.

    Vocabularies, shared projects, Sites and every hub's pages, files, rows and settings are theirs. Log-ins
    are not, nor what schools told a hub when they signed up: for that, somebody joins the hub's own groups.
    """
    group = rights.named_group(names.administrators_name())
    for model in (*VOCABULARIES, *ROWS, ImportRun):
        rights.allow_everywhere(group, model, ("view", *WRITE))
    rights.allow_everywhere(group, HubSettings, ["change"])
    for model in (Site, *_redirects()):
        rights.allow_everywhere(group, model, WRITE)
    top = page or hub.site.root_page
    rights.allow_pages(group, top, ("add", "change", "publish", "lock", "unlock", "bulk_delete"))
    rights.allow_collection(group, hub_collection(hub), (*WRITE, "choose"))
    return group


def has_sign_up() -> bool:
    """Whether this installation has the app for sign-up."""
    return apps.is_installed("wagtail_mathshub.registration")


def _allow_editing(group: Group, hub: HubSettings, page: Any) -> None:
    rights.allow_pages(group, page or hub.site.root_page, ("add", "change"))
    rights.allow_collection(group, hub_collection(hub), ("add", "change", "choose"))
    for model in ROWS:
        rights.allow_rows(group, hub, model, WRITE)
    rights.allow_rows(group, hub, ImportRun, ("view", *WRITE))


def _allow_publishing(group: Group, hub: HubSettings, page: Any) -> None:
    _allow_editing(group, hub, page)
    rights.allow_pages(group, page or hub.site.root_page, ("publish",))


def _allow_applications(group: Group, hub: HubSettings) -> None:
    from wagtail_mathshub.registration.models import Application, Interest, Message

    for model in (Application, Message, Interest):
        rights.allow_rows(group, hub, model, WRITE)


def _redirects() -> Iterable[type[Model]]:
    if not apps.is_installed("wagtail.contrib.redirects"):
        return []
    from wagtail.contrib.redirects.models import Redirect

    return [Redirect]
