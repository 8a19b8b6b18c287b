"""What is asked of the API before and after a change, and the content that changes are made to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.test import Client
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Collection, Locale, Page

from tests import factories
from tests.conftest import REFERENCE_TIME
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.pages.models import HubArticleIndexPage, HubArticlePage, HubContentPage


@dataclass(frozen=True)
class Case:
    """What is asked, what changes then, and the words that go from the answer or come to it.

    It is asked at the moment `now`, and after the change at `then`.
    """

    asked: str
    change: Callable[[], object]
    goes: str = ""
    comes: str = ""
    host: str = "alder.example.org"
    now: datetime = REFERENCE_TIME
    then: datetime | None = None


def make_ground() -> None:
    """What Wagtail's own migrations put into a database, where a test before has emptied it."""
    Locale.objects.get_or_create(language_code=get_supported_content_language_variant("en-gb"))
    if not Page.objects.filter(depth=1).exists():
        Page.add_root(instance=Page(title="Root", slug="root"))
    if not Collection.objects.exists():
        Collection.add_root(name="Root")


def hub() -> HubSettings:
    """The hub whose content changes, made where it is not there yet."""
    return HubSettings.objects.filter(key="alder").first() or factories.make_hub("alder")


def other_hub() -> HubSettings:
    """A hub beside it."""
    return HubSettings.objects.filter(key="birch").first() or factories.make_hub("birch")


def admin() -> Client:
    """A client that may do everything in the admin."""
    client, user = Client(), factories.UserFactory._meta.model.objects.filter(username="admin").first()
    client.force_login(user or factories.UserFactory(username="admin", is_superuser=True, is_staff=True))
    return client


def article(title: str, **fields: object) -> HubArticlePage:
    return factories.make_article(hub(), title=title, **fields)


def edited(page: Page, **fields: object) -> Callable[[], object]:
    """Publishes the page with these fields, as an editor does."""

    def publish() -> None:
        fresh = page.specific_class.objects.get(pk=page.pk)
        for name, value in fields.items():
            setattr(fresh, name, value)
        with transaction.atomic():
            fresh.save_revision().publish()

    return publish


def of(page: Page, family: str = "articles") -> str:
    return f"{family}/{page.pk}"


def below_home(title: str, **fields: object) -> HubContentPage:
    home = Page.objects.get(pk=hub().site.root_page_id)
    return home.add_child(instance=HubContentPage(title=title, **fields))


def draft(title: str) -> HubArticlePage:
    index = factories.index_of(hub(), HubArticleIndexPage)
    return index.add_child(instance=HubArticlePage(title=title, date="2026-10-05", live=False))
