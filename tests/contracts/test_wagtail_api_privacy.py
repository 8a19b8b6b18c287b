"""Nothing of what a visitor may not see is in an answer of Wagtail's own APIs to a visitor."""

from __future__ import annotations

import pytest
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from tests.api.conftest import fill
from tests.blocks.bodies import make_image
from tests.contracts.wagtail_api import TYPES, V2, V3, one_of
from tests.factories import make_document
from wagtail_mathshub.blocks.body import BodyBlock
from wagtail_mathshub.hubs import wagtail_api
from wagtail_mathshub.pages.models import HubArticleRelated, HubContentPage, JobDocument
from wagtail_mathshub.workgroups import data

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.contracts.wagtail_api_urls"),
    pytest.mark.usefixtures("reference_time"),
]
CANARY = "zanzibar"
NOBODY = lambda queryset, site=None: queryset  # noqa: E731


def answers(client, hub):
    """All that a visitor can ask of the pages of a hub in both APIs, by its address."""
    headers = {"host": hub.site.hostname}
    for model in TYPES:
        page, label = one_of(model, hub), model._meta.label
        for path, query in (
            (f"{V2}pages/", {"type": label, "fields": "*", "rich_text_format": "html"}),
            (f"{V2}pages/", {"fields": "*"}),
            (f"{V2}pages/{page.pk}/", {"fields": "*"}),
            (f"{V3}pages/", {"type": label}),
            (f"{V3}pages/", {"type": label, "search": CANARY}),
            (f"{V3}pages/{page.pk}/", {}),
            (f"{V3}pages/{page.pk}/", {"version": "draft", "rich_text_format": "html"}),
        ):
            yield path, label, client.get(path, query, headers=headers)


def leaks(client, hub, canary=CANARY):
    """The addresses whose answers hold the canary."""
    given = list(answers(client, hub))
    assert {answer.status_code for _path, _label, answer in given} <= {200, 404}
    return {
        (path, label) for path, label, answer in given if canary.lower() in answer.content.decode().lower()
    }


def link_to(page):
    return [("text", f'<p>See <a linktype="page" id="{page.pk}">this</a>.</p>')]


@pytest.fixture
def hidden_target(hub_a):
    """Every page points in every way to pages that nobody may see."""
    pages = fill(hub_a)
    target = HubContentPage(title=CANARY, slug=CANARY, live=False)
    hub_a.site.root_page.add_child(instance=target)
    group, article = pages["work-groups"], pages["articles"]
    successor = group.copy(update_attrs={"title": CANARY, "slug": f"{CANARY}-group"}, keep_live=False)
    related = article.copy(update_attrs={"title": CANARY, "slug": f"{CANARY}-article"}, keep_live=False)
    group.successor = successor
    article.related_articles.add(HubArticleRelated(related=related))
    group.what_is_involved = f'<p><a linktype="page" id="{target.pk}">this</a></p>'
    for name in ("work-groups", "events", "articles", "collections", "jobs", "pages"):
        pages[name].body = link_to(target)
        pages[name].save()
    return pages


def test_links_to_pages_that_nobody_may_see_lead_nowhere(client, hub_a, hidden_target):
    assert leaks(client, hub_a) == set()


def test_without_the_filter_hidden_pages_would_be_linked(client, hub_a, hidden_target, monkeypatch):
    monkeypatch.setattr("wagtail_mathshub.publishing.page_links.visible", NOBODY)
    for room in ("workgroups", "articles"):
        monkeypatch.setattr(f"wagtail_mathshub.{room}.queries.visible_of_kind", NOBODY)
    found = leaks(client, hub_a)
    for name in ("work-groups", "events", "articles", "collections", "jobs", "pages"):
        page = hidden_target[name]
        assert {(f"{api}pages/{page.pk}/", page._meta.label) for api in (V2, V3)} <= found


@pytest.fixture
def private_files(hub_a):
    """Every page has a file or a picture that lies in a private collection."""
    pages = fill(hub_a)
    document, image = make_document(CANARY, f"{CANARY}.pdf"), make_image(CANARY)
    group, job = pages["work-groups"], pages["jobs"]
    group.flyer, group.lead_image = document, image
    job.documents.add(JobDocument(document=document))
    for name in ("work-groups", "events", "articles", "collections", "jobs", "pages"):
        text = f'<p><a linktype="document" id="{document.pk}">file</a></p>'
        picture = {"image": image.pk, "alt": "", "decorative": True, "caption": "", "credit": ""}
        pages[name].body = [("text", text)]
        pages[name].body.append(("image", BodyBlock().child_blocks["image"].to_python(picture)))
        pages[name].save()
    private = Collection.get_first_root_node().add_child(name="Private")
    get_document_model().objects.update(title=CANARY, collection=private)
    type(image).objects.update(collection=private)
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    return pages


def test_files_in_private_collections_are_in_no_answer(client, hub_a, private_files):
    assert leaks(client, hub_a) == set()
    assert leaks(client, hub_a, "/media/images/") == set()


@pytest.mark.parametrize(("room", "canary"), [("document_links", CANARY), ("renditions", "/media/images/")])
def test_without_the_filter_private_files_would_be_shown(
    client, hub_a, private_files, monkeypatch, room, canary
):
    monkeypatch.setattr(f"wagtail_mathshub.publishing.{room}.in_public_collections", NOBODY)
    found = leaks(client, hub_a, canary)
    for name in ("work-groups", "events", "articles", "jobs", "pages"):
        page = private_files[name]
        assert {(f"{api}pages/{page.pk}/", page._meta.label) for api in (V2, V3)} <= found


def test_the_joining_link_is_in_no_answer(client, hub_a):
    fill(hub_a)
    assert leaks(client, hub_a, "secret.example") == set()


def test_without_the_shape_of_a_session_the_joining_link_would_be_shown(client, hub_a, monkeypatch):
    fill(hub_a)
    shown = data.session_data
    monkeypatch.setattr(
        data, "session_data", lambda row, scope: shown(row, scope) | {"note": row.joining_link}
    )
    assert len(leaks(client, hub_a, "secret.example")) >= 2


def test_edits_that_are_not_published_are_in_no_answer(client, hub_a):
    pages = fill(hub_a)
    for page in pages.values():
        page.title = CANARY
        if hasattr(page, "body"):
            page.body = [("text", f"<p>{CANARY}</p>")]
        page.save_revision()
    assert leaks(client, hub_a) == set()


@pytest.mark.parametrize("how", ["draft", "private"])
def test_pages_that_nobody_may_see_are_in_no_answer(client, hub_a, how):
    pages = fill(hub_a, CANARY)
    for page in pages.values():
        if how == "draft":
            page.unpublish()
        else:
            PageViewRestriction.objects.create(page=page, restriction_type="login")
    # The home page and the lists stay, and have nothing of them.
    assert leaks(client, hub_a) == set()
    pages["articles"].view_restrictions.all().delete()
    pages["articles"].save_revision().publish()
    assert leaks(client, hub_a)


def test_who_to_ask_is_named_only_where_no_words_stand_in_their_place(client, hub_a):
    pages = fill(hub_a)
    person = pages["work-groups"].leads.first().person
    for name in ("work-groups", "jobs"):
        page = pages[name]
        page.leads = []
        type(page).objects.filter(pk=page.pk).update(contact_person=person, contact_text="The office")
        for api in (V2, V3):
            said = client.get(f"{api}pages/{page.pk}/", headers={"host": hub_a.site.hostname}).json()
            assert (said["contact"], said["contact_person"]) == ("The office", "The office")


def test_a_body_that_a_site_lists_by_itself_shows_the_same(client, hub_a, hidden_target):
    page = hidden_target["articles"]
    block = page.body.stream_block
    assert CANARY not in str(block.get_api_representation(page.body, None)).lower()
    ((scope, _pages),) = wagtail_api.by_hub([page])
    assert scope.hub == hub_a
    said = client.get(f"{V2}pages/{page.pk}/", headers={"host": hub_a.site.hostname}).json()["body"]
    assert said == block.get_api_representation(page.body, None)
