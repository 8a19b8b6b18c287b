"""Drafts that hold nothing but a title, on every screen of the admin that shows pages."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils.text import slugify
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from tests import factories
from wagtail_mathshub.desk.urls import urls
from wagtail_mathshub.pages.models import (
    HubArticleIndexPage,
    HubArticlePage,
    HubContentPage,
    HubEventIndexPage,
    HubEventPage,
    HubJobIndexPage,
    HubResourceIndexPage,
    JobAdvertPage,
    ResourceCollectionPage,
    WorkGroupIndexPage,
    WorkGroupPage,
)

KINDS = {
    WorkGroupPage: WorkGroupIndexPage,
    HubArticlePage: HubArticleIndexPage,
    HubEventPage: HubEventIndexPage,
    ResourceCollectionPage: HubResourceIndexPage,
    JobAdvertPage: HubJobIndexPage,
}
TITLE = "Bare <b>draft</b>"
LISTS = [f"mathshub_listings_{name}:index" for name in ("work_groups", "jobs", "resources")]


@pytest.fixture
def drafts(hub_a):
    """A draft of each kind, made as the admin makes one: a page that is not live, with one revision."""
    made = []
    for model, index in [*KINDS.items(), (HubContentPage, None)]:
        parent = factories.index_of(hub_a, index) if index else hub_a.site.root_page
        page = model(title=TITLE, slug=slugify(f"{model.__name__}"), live=False)
        parent.add_child(instance=page)
        page.save_revision()
        made.append(page)
    return made


@pytest.fixture
def office(client, publisher_a):
    """The admin, as a publisher sees it."""
    client.force_login(publisher_a)
    return client


def test_every_kind_of_draft_can_be_edited_previewed_and_looked_at(office, drafts):
    for page in drafts:
        html = office.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert "Before you publish" in html
        assert "<b>draft</b>" not in html
        for name in ("history", "usage", "view_draft", "copy", "delete", "move"):
            answer = office.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]), follow=True)
            assert answer.status_code == 200, (page, name)


def test_every_list_and_report_bears_drafts(office, drafts):
    for name in (*LISTS, "wagtailadmin_home"):
        answer = office.get(reverse(name))
        assert answer.status_code == 200, name
        assert "<b>draft</b>" not in answer.content.decode(), name
    for name in LISTS:
        for form in ("csv", "xlsx"):
            answer = office.get(reverse(name), {"export": form})
            assert answer.status_code == 200
            assert b"".join(answer) if answer.streaming else answer.content


def test_every_screen_of_the_desk_that_needs_no_row_opens_beside_drafts(office, drafts):
    opened = 0
    for pattern in urls():
        if pattern.pattern.converters:
            continue
        answer = office.get(f"/admin/{pattern.pattern}", follow=True)
        assert answer.status_code in (200, 403, 405), pattern
        opened += answer.status_code == 200
    assert opened > 5


def test_the_explorer_and_the_report_of_page_types_bear_drafts(office, hub_a, drafts):
    for page in drafts:
        answer = office.get(reverse("wagtailadmin_explore", args=[page.get_parent().pk]))
        assert answer.status_code == 200
        assert "&lt;b&gt;draft&lt;/b&gt;" in answer.content.decode()
        kind = reverse("wagtailadmin_pages:type_use", args=[page._meta.app_label, page._meta.model_name])
        assert office.get(kind).status_code == 200


def test_saving_by_itself_sends_no_mail_and_asks_nothing_of_the_network(
    office, hub_a, mailoutbox, monkeypatch
):
    def refuse(*args, **kwargs):
        raise AssertionError("somebody asked the network")

    group = factories.make_group(hub_a, title="Fractions")
    form = querydict_from_html(
        office.get(reverse("wagtailadmin_pages:edit", args=[group.pk])).content.decode(),
        form_id="page-edit-form",
    )
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    monkeypatch.setattr("socket.socket.connect", refuse)
    bodies = {"body": streamfield([]), "extra_questions": streamfield([])}
    data = form.dict() | nested_form_data({"title": "Fractions again"} | bodies)
    answer = office.post(
        reverse("wagtailadmin_pages:edit", args=[group.pk]), data, headers={"accept": "application/json"}
    )
    assert answer.status_code == 200, answer.content[:300]
    assert answer.json()["success"] is True
    assert mailoutbox == []
