"""System checks: what is wrong with a site's set-up, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings as django_settings
from django.core import checks
from django.db import connection

from wagtail_mathshub import conf
from wagtail_mathshub.articles.mixins import HubArticleIndexMixin, HubArticleMixin
from wagtail_mathshub.events.mixins import HubEventIndexMixin, HubEventMixin
from wagtail_mathshub.hubs.mixins import HubContentMixin, HubHomeMixin
from wagtail_mathshub.jobs.mixins import HubJobIndexMixin, JobAdvertMixin
from wagtail_mathshub.publishing.page_types import find_models
from wagtail_mathshub.resources.mixins import HubResourceIndexMixin, ResourceCollectionMixin
from wagtail_mathshub.taxonomy.vocabularies import ApplyVia
from wagtail_mathshub.workgroups.mixins import WorkGroupIndexMixin, WorkGroupMixin

PAGE_MIXINS = (
    HubHomeMixin,
    HubContentMixin,
    WorkGroupIndexMixin,
    WorkGroupMixin,
    HubEventIndexMixin,
    HubEventMixin,
    HubArticleIndexMixin,
    HubArticleMixin,
    HubResourceIndexMixin,
    ResourceCollectionMixin,
    HubJobIndexMixin,
    JobAdvertMixin,
)
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
NEEDED_CHILDREN = {
    HubHomeMixin: ("choices",),
    WorkGroupMixin: ("sessions", "leads"),
    HubEventMixin: ("speakers",),
    HubArticleMixin: ("authors", "related_articles"),
    ResourceCollectionMixin: ("lessons", "compilers"),
    JobAdvertMixin: ("documents",),
}


@checks.register()
def check_settings(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """The dict WAGTAIL_MATHSHUB holds known keys with values that make sense."""
    given = getattr(django_settings, conf.SETTING_NAME, {})
    if not isinstance(given, dict):
        return [checks.Error(f"{conf.SETTING_NAME} is not a dict.", id="wagtail_mathshub.E001")]
    found: list[checks.CheckMessage] = [
        checks.Error(
            f"{conf.SETTING_NAME} has the unknown key {key!r}.",
            hint="Known keys: " + ", ".join(conf.DEFAULTS),
            id="wagtail_mathshub.E002",
        )
        for key in given
        if key not in conf.DEFAULTS
    ]
    size = conf.conf.list_page_size
    if not isinstance(size, int) or isinstance(size, bool) or not 1 <= size <= 200:
        message = f"{conf.SETTING_NAME}['LIST_PAGE_SIZE'] is not a whole number from 1 to 200."
        found.append(checks.Error(message, id="wagtail_mathshub.E003"))
    return [*found, *_check_embed_hosts(), *_check_api_cache(), *_check_tokens(), *_check_import_folder()]


def _check_embed_hosts() -> list[checks.CheckMessage]:
    hosts = conf.conf.embed_hosts
    if isinstance(hosts, list | tuple) and all(
        isinstance(host, str) and HOST.fullmatch(host) for host in hosts
    ):
        return []
    return [
        checks.Error(
            f"{conf.SETTING_NAME}['EMBED_HOSTS'] is not a list of host names.",
            hint='Name each host in full and in lower case, like "www.example.org", without "https://" or "*".',
            id="wagtail_mathshub.E006",
        )
    ]


def _check_api_cache() -> list[checks.CheckMessage]:
    seconds = conf.conf.api_cache_seconds
    if isinstance(seconds, int) and not isinstance(seconds, bool) and seconds >= 0:
        return []
    message = f"{conf.SETTING_NAME}['API_CACHE_SECONDS'] is not a whole number from 0 on."
    return [checks.Error(message, hint="0 keeps no answers.", id="wagtail_mathshub.E007")]


def _check_tokens() -> list[checks.CheckMessage]:
    seconds, path = conf.conf.token_seconds, conf.conf.preview_path
    found: list[checks.CheckMessage] = []
    if not isinstance(seconds, int) or isinstance(seconds, bool) or seconds < 60:
        message = f"{conf.SETTING_NAME}['TOKEN_SECONDS'] is not a whole number from 60 on."
        found.append(checks.Error(message, id="wagtail_mathshub.E008"))
    paths = {"PREVIEW_PATH": (path, "E009"), "APPLICATION_PATH": (conf.conf.application_path, "E010")}
    return found + [
        _bad_path(name, number)
        for name, (value, number) in paths.items()
        if not isinstance(value, str) or value.startswith("/") or "?" in value or "#" in value
    ]


def _bad_path(name: str, number: str) -> checks.CheckMessage:
    return checks.Error(
        f"{conf.SETTING_NAME}[{name!r}] is not a path like {conf.DEFAULTS[name]!r}.",
        hint="It goes below the address of each hub's front end: leave the first slash and any parameters out.",
        id=f"wagtail_mathshub.{number}",
    )


def _check_import_folder() -> list[checks.CheckMessage]:
    given = conf.given().get("IMPORT_FOLDER", "")
    served = [Path(root) for root in (django_settings.MEDIA_ROOT, django_settings.STATIC_ROOT) if root]
    if isinstance(given, str | Path):
        folder = conf.conf.import_folder
        if folder.is_absolute() and not any(folder.is_relative_to(root) for root in served):
            return []
    return [
        checks.Error(
            f"{conf.SETTING_NAME}['IMPORT_FOLDER'] is not the absolute path of a private folder.",
            hint="Drafts of old sites lie there for a while: choose a folder that no web server gives out.",
            id="wagtail_mathshub.E011",
        )
    ]


@checks.register(checks.Tags.models)
def check_page_types(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Each mixin has at most one concrete class, and that has the children it needs."""
    found: list[checks.CheckMessage] = []
    for mixin in PAGE_MIXINS:
        models = find_models(mixin)
        if len(models) > 1:
            names = ", ".join(model._meta.label for model in models)
            found.append(
                checks.Error(
                    f"{mixin.__name__} has more than one page class: {names}.",
                    hint="Keep one of them in INSTALLED_APPS: lists and addresses cannot serve two.",
                    id="wagtail_mathshub.E004",
                )
            )
        found += [
            checks.Error(
                f"{model._meta.label} has no child rows with the related name {name!r}.",
                hint=f"Add a model with ParentalKey({model.__name__}, related_name={name!r}).",
                obj=model,
                id="wagtail_mathshub.E005",
            )
            for model in models
            for name in NEEDED_CHILDREN.get(mixin, ())
            if not any(relation.get_accessor_name() == name for relation in model._meta.related_objects)
        ]
    return found


@checks.register()
def check_time_zone(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Scheduled publishing follows TIME_ZONE; everything else is London time anyway."""
    if django_settings.TIME_ZONE == "Europe/London":
        return []
    return [
        checks.Warning(
            f"TIME_ZONE is {django_settings.TIME_ZONE!r}, so pages published on a date "
            "appear at that zone's time.",
            hint="Set TIME_ZONE = 'Europe/London'. The times of sessions and sign-up are London's either way.",
            id="wagtail_mathshub.W001",
        )
    ]


@checks.register(checks.Tags.database)
def check_own_form_without_registration(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """Work Groups that use the sign-up form need the app that has it."""
    model = next(iter(find_models(WorkGroupMixin)), None)
    if model is None or not databases or apps.is_installed("wagtail_mathshub.registration"):
        return []
    if model._meta.db_table not in connection.introspection.table_names():
        return []  # Before the first migration.
    count = model.objects.filter(apply_via=ApplyVia.OWN_FORM).count()
    if not count:
        return []
    return [
        checks.Warning(
            f"{count} Work Groups use the sign-up form, but 'wagtail_mathshub.registration' is not installed. "
            "They show sign-up by email to the hub.",
            id="wagtail_mathshub.W002",
        )
    ]
