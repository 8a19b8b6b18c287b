"""What a hub needs before anybody writes a page: Site, settings, page tree, groups."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import swapper
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Site

from wagtail_mathshub.articles.mixins import HubArticleIndexMixin
from wagtail_mathshub.desk import accessibility_statement
from wagtail_mathshub.desk.hub_details import fill_in
from wagtail_mathshub.desk.hub_file import HubDetails
from wagtail_mathshub.desk.roles.flows import make_roles
from wagtail_mathshub.events.mixins import HubEventIndexMixin
from wagtail_mathshub.hubs.mixins import HubContentMixin, HubHomeMixin
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.jobs.mixins import HubJobIndexMixin
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.resources.mixins import HubResourceIndexMixin
from wagtail_mathshub.taxonomy.seeds import seed_vocabularies
from wagtail_mathshub.workgroups.mixins import WorkGroupIndexMixin

HOME_SLUG = "maths-hub"


class SetUpError(Exception):
    """Why a hub cannot be set up as asked; its text is for the person who asked."""


@dataclass
class SetUp:
    """What was made for a hub, and what had been there before."""

    hub: HubSettings
    home: Any = None
    pages: list[Any] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


@transaction.atomic
def set_up_hub(
    *,
    key: str,
    name: str,
    hostname: str = "",
    port: int = 80,
    at_root: bool = False,
    details: HubDetails | None = None,
    update: bool = False,
) -> SetUp:
    """Make what is missing for the hub `key`; a second call changes nothing.

    Without a hostname the hub takes the default Site. `details` fill in what nobody has set, or with `update`
    all that they say. SetUpError says what is in the way, HubFileError what is wrong with the details.
    """
    done: list[str] = []
    if added := seed_vocabularies():
        done.append(_("{count} audiences and topics").format(count=added))
    site = _site(hostname, port, key, done)
    hub = _settings(site, key, name, done)
    result = SetUp(hub=hub, done=done)
    if details is not None:
        filled, result.kept = fill_in(hub, details, update=update)
        done += filled
    if get_model(HubHomeMixin) is not None:
        result.home = _home(hub, at_root, done)
        result.pages = [result.home, *_children(result.home, done)]
        _accessibility_statement(hub, result.home, done)
    done += make_roles(hub, page=result.home)
    return result


def _site(hostname: str, port: int, key: str, done: list[str]) -> Site:
    existing = _hub_site(key)
    if existing and hostname and existing.hostname != hostname:
        raise SetUpError(
            _("The hub “{key}” has the Site {host} already.").format(key=key, host=existing.hostname)
        )
    wanted = Site.objects.filter(hostname=hostname) if hostname else Site.objects.filter(is_default_site=True)
    site = existing or wanted.first()
    if site is None:
        site = Site(
            hostname=hostname or "localhost",
            port=port,
            root_page=_tree_root(),
            is_default_site=not Site.objects.filter(is_default_site=True).exists(),
        )
        site.save()
        done.append(_("the Site {host}").format(host=site.hostname))
    return site


def _hub_site(key: str) -> Site | None:
    hub = HubSettings.objects.filter(key=key).select_related("site").first()
    return hub.site if hub else None


def _settings(site: Site, key: str, name: str, done: list[str]) -> HubSettings:
    hub = HubSettings.objects.filter(site=site).first() or HubSettings(site=site)
    if hub.key and hub.key != key:
        raise SetUpError(
            _("The Site {host} is the hub “{key}” already. Name another hostname.").format(
                host=site.hostname, key=hub.key
            )
        )
    if not hub.key:
        hub.key, hub.name = key, hub.name or name
        hub.save()
        done.append(_("the settings of “{hub}”").format(hub=hub))
    return hub


def _tree_root() -> Any:
    model = swapper.load_model("wagtailcore", "Page")
    return model.objects.filter(depth=1).first() or model.add_root(title="Root", slug="root")


def _home(hub: HubSettings, at_root: bool, done: list[str]) -> Any:
    model, site = get_model(HubHomeMixin), hub.site
    home = model.objects.descendant_of(site.root_page, inclusive=True).first()
    if site.root_page.depth == 1:
        # A Site that was made a moment ago: it has no page of its own yet.
        home = None
    if home is None:
        parent = site.root_page
        at_root = at_root or parent.depth == 1 or _is_welcome_page(parent)
        if at_root:
            parent = _tree_root()
        slug = _free_slug(parent, hub.key if at_root else HOME_SLUG)
        home = _add_page(parent, model, hub.name or hub.key, slug)
        done.append(_("the page “{page}”").format(page=home.title))
    if at_root and site.root_page_id != home.pk:
        site.root_page = home
        site.save()
        done.append(_("“{page}” as the first page of {host}").format(page=home.title, host=site.hostname))
    return home


def _is_welcome_page(page: Any) -> bool:
    # What Wagtail's own first migration makes, untouched: a bare page that nobody can edit.
    return page.specific_class is swapper.load_model("wagtailcore", "Page") and page.is_leaf()


def _children(home: Any, done: list[str]) -> list[Any]:
    pages = []
    for mixin, title, slug, blocks in _wanted_children():
        model = get_model(mixin)
        if model is None:
            continue
        page = _existing_child(home, model, slug)
        if page is None:
            content = {"body": blocks} if blocks else {}
            page = _add_page(home, model, title, _free_slug(home, slug), **content)
            done.append(_("the page “{page}”").format(page=title))
        pages.append(page)
    return pages


def _accessibility_statement(hub: HubSettings, home: Any, done: list[str]) -> None:
    """A draft below the home page: only the hub knows what to put between its brackets."""
    model, slug = get_model(HubContentMixin), accessibility_statement.SLUG
    # Under this address whatever its type: somebody may have written one already.
    if model is None or home.get_children().filter(slug=slug).exists():
        return
    page = model(
        title=accessibility_statement.title(),
        slug=slug,
        body=accessibility_statement.body(hub),
        live=False,
        has_unpublished_changes=True,
    )
    home.add_child(instance=page)
    page.save_revision()
    words = _("the draft “{page}”: the law asks for it; fill in what stands in [brackets], then publish it")
    done.append(words.format(page=page.title))


def _wanted_children() -> list[tuple[type[Any], str, str, list[tuple[str, Any]]]]:
    who = [("people_list", {"heading": _("Who leads what"), "who": "leads"})]
    who.append(("people_list", {"heading": _("Local Leaders of Mathematics Education"), "who": "llmes"}))
    return [
        (WorkGroupIndexMixin, _("Work Groups"), "work-groups", []),
        (HubEventIndexMixin, _("Events"), "events", []),
        (HubResourceIndexMixin, _("Lesson resources"), "resources", []),
        (HubArticleIndexMixin, _("Articles"), "articles", []),
        (HubJobIndexMixin, _("Open roles"), "jobs", []),
        (HubContentMixin, _("About us"), "about", []),
        (HubContentMixin, _("Who is who"), "people", who),
        (HubContentMixin, _("Contact"), "contact", []),
    ]


def _add_page(parent: Any, model: Any, title: str, slug: str, **content: Any) -> Any:
    # A site's own base page may know nothing of menus.
    menus = {"show_in_menus": True} if hasattr(model, "show_in_menus") else {}
    return parent.add_child(instance=model(title=title, slug=slug, **menus, **content))


def _existing_child(home: Any, model: Any, slug: str) -> Any | None:
    children = model.objects.child_of(home)
    return children.filter(slug=slug).first() if issubclass(model, HubContentMixin) else children.first()


def _free_slug(parent: Any, wanted: str) -> str:
    stem = slugify(wanted) or HOME_SLUG
    taken = set(parent.get_children().filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (stem, *numbered) if slug not in taken)
