"""Every kind of change of public content, each with an answer of the API that must show it.

Some tests make them in their own process, others in a process of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import wagtail_factories
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.models import Filter
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, PageViewRestriction, Site
from wagtail_factories.factories import CollectionFactory

from tests import factories
from tests.conftest import REFERENCE_TIME
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.organisations.models import Organisation
from wagtail_mathshub.pages.models import HubArticleIndexPage, HubArticlePage, HubContentPage
from wagtail_mathshub.people.models import PersonRole
from wagtail_mathshub.publishing import generation
from wagtail_mathshub.taxonomy.models import Topic


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


def _image(name: str, **fields: object) -> object:
    file = wagtail_factories.ImageFactory.build(file__filename=f"{name}.jpg", file__width=900).file
    image = get_image_model()(title=name, file=file, **fields)
    image.collection_id = image.collection_id or Collection.get_first_root_node().pk
    image.save()
    return image


def _with_image(name: str, **fields: object) -> tuple[object, HubArticlePage]:
    image = _image(name, **fields)
    return image, article(f"With {name}", lead_image=image)


def replacing_an_image() -> Case:
    image, page = _with_image("old-picture")
    new = wagtail_factories.ImageFactory.build(file__filename="new-picture.jpg", file__color="red").file
    client = admin()

    def change() -> None:
        typed = {"title": "old-picture", "file": new.file, "collection": image.collection_id, "tags": ""}
        answer = client.post(reverse("wagtailimages:edit", args=[image.pk]), typed)
        assert answer.status_code == 302, answer.context["form"].errors

    return Case(of(page), change, goes="old-picture.", comes="new-picture.")


def describing_an_image_anew() -> Case:
    image, page = _with_image("vague")
    image.description = "Counters on a table"
    return Case(of(page), image.save, comes="Counters on a table")


def moving_the_focal_point_of_an_image() -> Case:
    image, page = _with_image("focal")
    key = Filter("fill-320x180").get_cache_key(image)
    image.focal_point_x = image.focal_point_y = image.focal_point_width = image.focal_point_height = 20
    return Case(of(page), image.save, goes=f"/focal.{key}.fill-320x180.")


def deleting_an_image() -> Case:
    image, page = _with_image("short-lived")
    return Case(of(page), image.delete, goes="short-lived.")


def _with_document(title: str, **fields: object) -> tuple[object, Page]:
    document = factories.make_document(title, **fields)
    lesson = {"title": f"With {title}", "materials": [factories.material(document)]}
    return document, factories.make_collection(hub(), title=f"Holds {title}", lessons=[lesson])


def replacing_a_document() -> Case:
    document, page = _with_document("Replaced", name="old-sheet.pdf")
    other = factories.make_document("Other", name="new-sheet.pdf", data=b"%PDF-1.4\n%longer\n")
    client = admin()

    def change() -> None:
        with other.file.open() as file:
            typed = {"title": "Replaced", "file": file, "collection": document.collection_id, "tags": ""}
            answer = client.post(reverse("wagtaildocs:edit", args=[document.pk]), typed)
        assert answer.status_code == 302, answer.context["form"].errors

    return Case(of(page, "collections"), change, goes='"size":9,', comes='"size":17,')


def private_collection(name: str) -> Collection:
    collection = CollectionFactory(name=name, parent=Collection.get_first_root_node())
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    return collection


def making_a_collection_private() -> Case:
    collection = CollectionFactory(name="Soon private", parent=Collection.get_first_root_node())
    document, page = _with_document("Sheet of the soon private")
    document.collection = collection
    document.save()
    make = CollectionViewRestriction.objects.create
    return Case(
        of(page, "collections"),
        lambda: make(collection=collection, restriction_type="login"),
        goes='"title":"Sheet of the soon private"',
    )


def making_a_collection_public() -> Case:
    collection = private_collection("Soon public")
    document, page = _with_document("Sheet of the soon public")
    document.collection = collection
    document.save()
    restriction = CollectionViewRestriction.objects.get(collection=collection)
    return Case(of(page, "collections"), restriction.delete, comes='"title":"Sheet of the soon public"')


def moving_a_document_to_a_private_collection() -> Case:
    document, page = _with_document("One by one")
    document.collection = private_collection("For one document")
    return Case(of(page, "collections"), document.save, goes='"title":"One by one"')


def _added_in_bulk(item: object, kind: tuple[str, str], collection: Collection) -> Callable[[], object]:
    client = admin()

    def change() -> None:
        address = reverse("wagtail_bulk_action", args=[*kind, "add_to_collection"])
        client.post(f"{address}?id={item.pk}&next=/", {"collection": collection.pk})
        assert type(item).objects.get(pk=item.pk).collection == collection

    return change


def adding_documents_to_a_private_collection_in_bulk() -> Case:
    document, page = _with_document("Many at once")
    change = _added_in_bulk(document, ("wagtaildocs", "document"), private_collection("For documents"))
    return Case(of(page, "collections"), change, goes='"title":"Many at once"')


def adding_images_to_a_private_collection_in_bulk() -> Case:
    image, page = _with_image("snapshot")
    change = _added_in_bulk(image, ("wagtailimages", "image"), private_collection("For images"))
    return Case(of(page), change, goes="snapshot.")


def deleting_documents_in_bulk() -> Case:
    document, page = _with_document("Gone with others")
    chosen = get_document_model().objects.filter(pk=document.pk)
    return Case(of(page, "collections"), chosen.delete, goes='"title":"Gone with others"')


def renaming_a_person() -> Case:
    person = factories.PersonFactory(site=hub().site, name="Maiden Name")
    page = article("By a person", authors=[person])
    person.name = "Married Name"
    return Case(of(page), person.save, goes="Maiden Name", comes="Married Name")


def giving_a_person_a_role() -> Case:
    person = factories.PersonFactory(site=hub().site, name="New Lead")
    make = PersonRole.objects.create
    return Case("people", lambda: make(person=person, role="work_group_lead"), comes="New Lead")


def renaming_an_organisation() -> Case:
    place = factories.OrganisationFactory(site=hub().site, name="Old School")
    place.name = "New Academy"
    return Case("organisations", place.save, goes="Old School", comes="New Academy")


def renaming_a_project() -> Case:
    project = factories.ProjectFactory(site=hub().site, title="Old project")
    group = factories.make_group(hub(), title="Group of a project", project=project)
    project.title = "New project"
    return Case(of(group, "work-groups"), project.save, goes="Old project", comes="New project")


def renaming_a_topic() -> Case:
    topic = Topic.objects.create(key="number-sense", label="Counting")
    page = article("On a topic", topics=[topic])
    topic.label = "Number sense"
    return Case(of(page), topic.save, goes="Counting", comes="Number sense")


def changing_the_hubs_settings() -> Case:
    settings = hub()
    settings.short_name = "AMH"
    return Case("hub", settings.save, comes="AMH")


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


def adding_a_redirect() -> Case:
    page = article("Has moved")
    return Case("redirects", lambda: Redirect.add_redirect("/old-path", redirect_to=page), comes="/old-path")


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


def importing_in_bulk() -> Case:
    site = hub().site
    Organisation.objects.create(name="Was there before", site=site, postcode="AA1 1AA")

    def change() -> None:
        with transaction.atomic():
            Organisation.objects.bulk_create([Organisation(name="Imported", site=site)])
            Organisation.objects.filter(name="Was there before").update(postcode="BB2 2BB")
            generation.bump()

    return Case("organisations", change, goes="AA1 1AA", comes="BB2 2BB")


def renaming_a_host() -> Case:
    site = other_hub().site
    before, site.hostname = site.hostname, "rowan.example.org"
    return Case("hub?hub=birch", site.save, goes=f"http://{before}", comes="http://rowan.example.org")


def changing_the_default_site() -> Case:
    old, new = hub().site, other_hub().site
    Site.objects.filter(is_default_site=True).update(is_default_site=False)
    old.is_default_site = True
    old.save()

    def change() -> None:
        with transaction.atomic():
            for site in (old, new):
                site.is_default_site = site is new
                site.save()

    return Case("hub", change, goes='"key":"alder"', comes='"key":"birch"', host="elsewhere.example.net")


def changing_the_slug_of_a_home_page() -> Case:
    page = factories.make_article(other_hub(), title="Below home", slug="below-home")
    home = Page.objects.get(pk=other_hub().site.root_page_id).specific

    def change() -> None:
        edited(home, slug="new-home")()
        edited(page, title="Below a new home")()

    comes = '"title":"Below a new home","url":"http://birch.example.org/articles/below-home/"'
    return Case(f"articles/{page.pk}?hub=birch", change, goes='"title":"Below home"', comes=comes)


def opening_a_hub() -> Case:
    def change() -> None:
        new = factories.make_hub("hazel")
        factories.make_article(new, title="First words", slug="first-words")

    return Case("articles?hub=all", change, comes="http://hazel.example.org/articles/first-words/")


CASES: dict[str, Callable[[], Case]] = {
    prepare.__name__: prepare
    for prepare in (
        publishing_a_draft,
        publishing_an_edit,
        unpublishing,
        publishing_what_is_due,
        unpublishing_what_is_over,
        moving,
        moving_to_another_hub,
        changing_the_slug_of_a_parent,
        changing_the_order_of_the_menu,
        deleting,
        deleting_a_parent,
        copying,
        making_an_alias,
        publishing_the_page_of_an_alias,
        replacing_an_image,
        describing_an_image_anew,
        moving_the_focal_point_of_an_image,
        deleting_an_image,
        replacing_a_document,
        making_a_collection_private,
        making_a_collection_public,
        moving_a_document_to_a_private_collection,
        adding_documents_to_a_private_collection_in_bulk,
        adding_images_to_a_private_collection_in_bulk,
        deleting_documents_in_bulk,
        renaming_a_person,
        giving_a_person_a_role,
        renaming_an_organisation,
        renaming_a_project,
        renaming_a_topic,
        changing_the_hubs_settings,
        making_a_section_private,
        making_a_page_public,
        adding_a_redirect,
        changing_places_taken,
        opening_sign_up_earlier,
        changing_a_session,
        importing_in_bulk,
        changing_the_default_site,
        changing_the_slug_of_a_home_page,
        opening_a_hub,
        renaming_a_host,
    )
}
