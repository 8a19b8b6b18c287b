"""What moves the content generation, and what does not."""

from __future__ import annotations

from datetime import timedelta

import pytest
import wagtail_factories
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Comment,
    Page,
    PageLogEntry,
    PageViewRestriction,
    Site,
    UploadedFile,
)
from wagtail.users.models import UserProfile

from tests import factories
from wagtail_mathshub.pages.models import HubArticleIndexPage, HubArticlePage
from wagtail_mathshub.publishing import generation
from wagtail_mathshub.publishing.files import DocumentFacts, facts_of
from wagtail_mathshub.taxonomy.models import Audience, Topic

pytestmark = pytest.mark.django_db


def moves(change) -> bool:
    """Whether the generation moves when the transaction ends in which `change` happens."""
    connection.run_on_commit.clear()
    change()
    return generation.pending()


def draft_of(hub, **fields):
    page = HubArticlePage(title="Corners", date="2026-10-05", live=False, **fields)
    return factories.index_of(hub, HubArticleIndexPage).add_child(instance=page)


def publishing(hub):
    return draft_of(hub).save_revision().publish


def publishing_again(hub):
    return factories.make_article(hub).save_revision().publish


def unpublishing(hub):
    return factories.make_article(hub).unpublish


def making_a_live_page(hub):
    return lambda: factories.make_article(hub)


def moving(hub):
    page, target = factories.make_article(hub), factories.index_of(hub, HubArticleIndexPage)
    other = target.add_child(instance=HubArticlePage(title="Other", date="2026-10-05"))
    return lambda: page.move(other, pos="first-child")


def reordering(hub):
    first, second = factories.make_article(hub), factories.make_article(hub)
    return lambda: second.move(first, pos="left")


def renaming_a_parent(hub):
    factories.make_article(hub)
    parent = factories.index_of(hub, HubArticleIndexPage)
    parent.slug = "writing"
    return parent.save


def deleting(hub):
    return factories.make_article(hub).delete


def deleting_a_parent(hub):
    factories.make_article(hub)
    return Page.objects.get(pk=factories.index_of(hub, HubArticleIndexPage).pk).delete


def copying(hub):
    page = factories.make_article(hub)
    return lambda: page.copy(update_attrs={"slug": "a-copy"})


def making_an_alias(hub):
    page = factories.make_article(hub)
    return lambda: page.create_alias(update_slug="an-alias")


def replacing_an_image(hub):
    image, other = wagtail_factories.ImageFactory(), wagtail_factories.ImageFactory()
    image.file = other.file
    return image.save


def tagging_an_image(hub):
    image = wagtail_factories.ImageFactory()
    return lambda: image.tags.add("shapes")


def deleting_an_image(hub):
    return wagtail_factories.ImageFactory().delete


def replacing_a_document(hub):
    document, other = factories.make_document(), factories.make_document(name="new.pdf", data=b"%PDF-1.7\n")
    document.file, document.file_hash = other.file, other.file_hash
    return document.save


def reading_a_file_again(hub):
    facts = DocumentFacts.objects.get(document=factories.make_document())
    facts.pages = 12
    return facts.save


def moving_a_document_to_another_collection(hub):
    document = factories.make_document()
    document.collection = Collection.get_first_root_node().add_child(name="Staff")
    return document.save


def making_a_collection_private(hub):
    collection = Collection.get_first_root_node().add_child(name="Staff")
    return lambda: CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")


def making_a_collection_public(hub):
    collection = Collection.get_first_root_node().add_child(name="Staff")
    return CollectionViewRestriction.objects.create(collection=collection, restriction_type="login").delete


def making_a_page_private(hub):
    page = factories.make_article(hub)
    return lambda: PageViewRestriction.objects.create(page=page, restriction_type="login")


def making_a_page_public(hub):
    page = factories.make_article(hub)
    return PageViewRestriction.objects.create(page=page, restriction_type="login").delete


def saving_a_snippet(hub):
    person = factories.PersonFactory(site=hub.site)
    person.name = "Somebody Else"
    return person.save


def deleting_a_snippet(hub):
    return factories.PersonFactory(site=hub.site).delete


def deleting_many_snippets(hub):
    Audience.objects.create(key="leads", label="Leads")
    return Audience.objects.filter(key="leads").delete


def saving_the_hubs_settings(hub):
    hub.short_name = "AH"
    return hub.save


def adding_a_redirect(hub):
    page = factories.make_article(hub)
    return lambda: Redirect.add_redirect("/old", redirect_to=page)


def changing_a_site(hub):
    hub.site.hostname = "other.example.org"
    return hub.site.save


def deleting_a_site(hub):
    return Site.objects.get(pk=hub.site.pk).delete


def saving_a_session(hub):
    session = factories.make_group(hub, sessions=[{"label": "One"}]).sessions.get()
    session.label = "First"
    return session.save


def deleting_a_session(hub):
    return factories.make_group(hub, sessions=[{"label": "One"}]).sessions.get().delete


def saving_a_project_with_a_new_code(hub):
    project = factories.ProjectFactory(code="25-26-MA1")
    factories.make_group(hub, project=project)
    project.code = "26-27-MA1"
    return project.save


def adding_a_topic(hub):
    page = factories.make_article(hub)
    topic = Topic.objects.create(key="algebra", label="Algebra")
    page.topics.add(topic)
    return page.save


def publishing_what_is_due(hub):
    draft_of(hub).save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    return lambda: call_command("publish_scheduled")


def unpublishing_what_is_over(hub):
    factories.make_article(hub, expire_at=timezone.now() - timedelta(minutes=1))
    return lambda: call_command("publish_scheduled")


CHANGES = [
    publishing,
    publishing_again,
    unpublishing,
    making_a_live_page,
    moving,
    reordering,
    renaming_a_parent,
    deleting,
    deleting_a_parent,
    copying,
    making_an_alias,
    replacing_an_image,
    tagging_an_image,
    deleting_an_image,
    replacing_a_document,
    reading_a_file_again,
    moving_a_document_to_another_collection,
    making_a_collection_private,
    making_a_collection_public,
    making_a_page_private,
    making_a_page_public,
    saving_a_snippet,
    deleting_a_snippet,
    deleting_many_snippets,
    saving_the_hubs_settings,
    adding_a_redirect,
    changing_a_site,
    deleting_a_site,
    saving_a_session,
    deleting_a_session,
    saving_a_project_with_a_new_code,
    adding_a_topic,
    publishing_what_is_due,
    unpublishing_what_is_over,
]


@pytest.mark.parametrize("prepare", CHANGES, ids=lambda prepare: prepare.__name__)
def test_a_change_of_public_content_moves_the_generation(hub_a, prepare):
    assert moves(prepare(hub_a))


def saving_a_draft(hub):
    page = factories.make_article(hub)
    page.title = "Corners again"
    return page.save_revision


def saving_a_draft_by_itself(hub):
    page = factories.make_article(hub)
    revision = page.save_revision()
    return lambda: page.save_revision(overwrite_revision=revision, clean=False)


def making_a_draft(hub):
    return lambda: draft_of(hub)


def making_a_draft_with_child_rows(hub):
    return lambda: factories.make_group(hub, live=False, sessions=[{"label": "One"}, {"label": "Two"}])


def making_a_draft_with_topics(hub):
    topic = Topic.objects.create(key="algebra", label="Algebra")
    return lambda: draft_of(hub, topics=[topic])


def saving_a_revision_of_a_snippet(hub):
    return factories.PersonFactory(site=hub.site).save_revision


def locking_a_page(hub):
    page = factories.make_article(hub)
    page.locked = True
    return lambda: page.save(update_fields=["locked", "locked_by", "locked_at"])


def logging_an_action(hub):
    page = factories.make_article(hub)
    return lambda: PageLogEntry.objects.log_action(instance=page, action="wagtail.edit")


def commenting(hub):
    page, user = factories.make_article(hub), factories.UserFactory()
    return lambda: Comment.objects.create(page=page, user=user, text="?", contentpath="title")


def making_a_rendition(hub):
    image = wagtail_factories.ImageFactory()
    return lambda: image.get_rendition("width-20")


def reading_a_file_for_the_first_time(hub):
    document = factories.make_document()
    DocumentFacts.objects.all().delete()
    return lambda: facts_of([document])


def saving_a_user(hub):
    user = factories.UserFactory()
    user.first_name = "Ada"
    return user.save


def saving_a_users_profile(hub):
    return UserProfile.get_for_user(factories.UserFactory()).save


def joining_a_group(hub):
    user, group = factories.UserFactory(), Group.objects.create(name="Readers")
    return lambda: user.groups.add(group)


def giving_a_group_a_permission(hub):
    group = Group.objects.create(name="Readers")
    return lambda: group.permissions.add(Permission.objects.first())


def uploading_half(hub):
    return lambda: UploadedFile.objects.create()


def adding_a_topic_that_is_there(hub):
    image = wagtail_factories.ImageFactory()
    image.tags.add("shapes")
    return lambda: image.tags.add("shapes")


NO_CHANGES = [
    saving_a_draft,
    saving_a_draft_by_itself,
    making_a_draft,
    making_a_draft_with_child_rows,
    making_a_draft_with_topics,
    saving_a_revision_of_a_snippet,
    locking_a_page,
    logging_an_action,
    commenting,
    making_a_rendition,
    reading_a_file_for_the_first_time,
    saving_a_user,
    saving_a_users_profile,
    joining_a_group,
    giving_a_group_a_permission,
    uploading_half,
    adding_a_topic_that_is_there,
]


@pytest.mark.parametrize("prepare", NO_CHANGES, ids=lambda prepare: prepare.__name__)
def test_what_the_public_cannot_see_does_not_move_it(hub_a, prepare):
    assert not moves(prepare(hub_a))
