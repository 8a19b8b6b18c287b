"""Changes of pages, each with an answer of the API that must show it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from tests import factories
from tests.api.cases import Case, article, below_home, draft, edited, hub, of, other_hub
from tests.conftest import REFERENCE_TIME
from wagtail_mathshub.pages.models import HubArticleIndexPage, HubContentPage


def publishing_a_draft() -> Case:
    return Case("articles", draft("Brand new").save_revision().publish, comes="Brand new")


def publishing_an_edit() -> Case:
    page = article("Before the edit")
    return Case(
        of(page), edited(page, title="After the edit"), goes="Before the edit", comes="After the edit"
    )


def unpublishing() -> Case:
    page = article("To be taken down")
    return Case("articles", page.unpublish, goes="To be taken down")


def publishing_what_is_due() -> Case:
    draft("Due today").save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    return Case("articles", lambda: call_command("publish_scheduled"), comes="Due today")


def unpublishing_what_is_over() -> Case:
    # The clock of the answers stands before the expiry, so that only the command ends the page.
    article("Over today", expire_at=timezone.now() - timedelta(minutes=1))
    before = timezone.now() - timedelta(hours=1)
    return Case("articles", lambda: call_command("publish_scheduled"), goes="Over today", now=before)


def moving() -> Case:
    page, target = below_home("Wanderer", slug="wanderer"), below_home("Harbour", slug="harbour")
    return Case(of(page, "pages"), lambda: page.move(target, pos="last-child"), comes="/harbour/wanderer/")


def moving_to_another_hub() -> Case:
    page = article("Emigrant")
    target = factories.index_of(other_hub(), HubArticleIndexPage)
    return Case("articles", lambda: page.move(target, pos="last-child"), goes="Emigrant")


def changing_the_slug_of_a_parent() -> Case:
    parent = below_home("Upper", slug="upper")
    page = parent.add_child(instance=HubContentPage(title="Lower", slug="lower"))
    change = edited(parent, slug="higher")
    return Case(of(page, "pages"), change, goes="/upper/lower/", comes="/higher/lower/")


def changing_the_order_of_the_menu() -> Case:
    first = below_home("Comes first", slug="comes-first", show_in_menus=True)
    second = below_home("Comes second", slug="comes-second", show_in_menus=True)
    return Case(
        "navigation",
        lambda: second.move(first, pos="left"),
        goes=f'/comes-first/"}},{{"id":{second.pk},',
        comes=f'/comes-second/"}},{{"id":{first.pk},',
    )


def deleting() -> Case:
    page = article("To be deleted")
    return Case("articles", page.delete, goes="To be deleted")


def deleting_a_parent() -> Case:
    parent = below_home("Parent", slug="doomed", show_in_menus=True)
    parent.add_child(instance=HubContentPage(title="Child of the doomed", slug="child"))
    return Case("sitemap", Page.objects.get(pk=parent.pk).delete, goes="/doomed/child/")


def copying() -> Case:
    page = article("Original", slug="original")
    return Case("articles", lambda: page.copy(update_attrs={"slug": "a-copy"}), comes="/articles/a-copy/")


def making_an_alias() -> Case:
    page = article("Has an alias", slug="has-an-alias")
    return Case("articles", lambda: page.create_alias(update_slug="its-alias"), comes="/articles/its-alias/")


def publishing_the_page_of_an_alias() -> Case:
    page = article("Twice there", slug="twice-there")
    alias = page.create_alias(update_slug="there-again")
    return Case(of(alias), edited(page, title="Twice elsewhere"), comes="Twice elsewhere")


def making_a_section_private() -> Case:
    section = below_home("Members", slug="members")
    section.add_child(instance=HubContentPage(title="For members", slug="for-members"))
    make = PageViewRestriction.objects.create
    return Case(
        "sitemap",
        lambda: make(page=section, restriction_type="password", password="x"),
        goes="/members/for-members/",
    )


def making_a_page_public() -> Case:
    page = article("No secret any more")
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    return Case("articles", restriction.delete, comes="No secret any more")


def changing_places_taken() -> Case:
    group = factories.make_group(hub(), title="Popular", capacity=12, stated_confirmed=2, apply_via="email")
    change = edited(group, stated_confirmed=12)
    return Case(of(group, "work-groups"), change, goes='"remaining":10', comes='"remaining":0')


def group_that_opens(opens_at: datetime) -> Page:
    """A Work Group whose sign-up opens then."""
    sessions = [factories.on(date(2027, 2, 4))]
    return factories.make_group(hub(), title="Opens", opens_at=opens_at, apply_via="email", sessions=sessions)


def opening_sign_up_earlier() -> Case:
    group, earlier = (
        group_that_opens(REFERENCE_TIME + timedelta(days=1)),
        REFERENCE_TIME + timedelta(minutes=5),
    )
    return Case(
        of(group, "work-groups"),
        edited(group, opens_at=earlier),
        goes='"key":"opening_soon"',
        comes='"key":"open"',
        then=earlier,
    )


def changing_a_session() -> Case:
    group = factories.make_group(hub(), title="Meets", sessions=[{"label": "Session of old"}])
    session = group.sessions.get()
    session.label = "Session of new"
    return Case(of(group, "work-groups"), session.save, goes="Session of old", comes="Session of new")
