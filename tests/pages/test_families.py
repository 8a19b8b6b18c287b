"""What holds for every kind of page: copies, older drafts, empty drafts, other hubs, constant queries."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.test.utils.form_data import inline_formset

from tests.factories import OrganisationFactory, PersonFactory, ProjectFactory, index_of
from tests.pages.families import FAMILIES

pytestmark = pytest.mark.django_db
CANARY = "Zanzibar"


PEOPLE = ("authors", "compilers", "speakers")


@pytest.fixture(params=FAMILIES, ids=str)
def family(request):
    return request.param


@pytest.fixture
def admin_a(publisher_a) -> Client:
    client = Client()
    client.force_login(publisher_a)
    return client


def get(client, hub, page, **query):
    return client.get(page.get_url_parts()[2], query, headers={"host": hub.site.hostname})


def add(client, hub, family, *, publish=False, **fields):
    index = index_of(hub, family.index)
    url = reverse("wagtailadmin_pages:add", args=["mathshub_pages", family.page._meta.model_name, index.pk])
    return client.post(url, family.typed(**fields) | ({"action-publish": "1"} if publish else {}))


def test_a_copy_has_children_of_its_own(hub_a, family, client):
    page = family.make(hub_a)
    copy = page.copy(update_attrs={"slug": "copy"}, keep_live=True)
    for name in family.children:
        own, copied = (
            set(row.values_list("pk", flat=True)) for row in (getattr(page, name), getattr(copy, name))
        )
        assert len(own) == len(copied)
        assert own.isdisjoint(copied)
    assert get(client, hub_a, copy).status_code == 200


def test_an_older_draft_brings_back_its_children(hub_a, family):
    page = family.make(hub_a)
    older = page.save_revision()
    page.title = "Newer"
    for name in family.children:
        setattr(page, name, [])
    page.save_revision().publish()
    assert not any(getattr(family.page.objects.get(pk=page.pk), name).exists() for name in family.children)
    older.publish()
    stored = family.page.objects.get(pk=page.pk)
    assert stored.title != "Newer"
    assert any(getattr(stored, name).exists() for name in family.children)


def test_a_draft_with_nothing_but_a_title_opens_everywhere(admin_a, hub_a, client, family):
    answer = add(admin_a, hub_a, family)
    assert answer.status_code == 302, answer.context["form"].errors
    page = family.page.objects.get()
    assert not page.live
    for name in ("edit", "view_draft", "copy", "history", "usage"):
        assert admin_a.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk])).status_code == 200, name
    assert (
        "Nothing yet"
        in admin_a.get(reverse("wagtailadmin_explore", args=[page.get_parent().pk])).content.decode()
    )
    page.save_revision().publish()
    assert "Nothing yet" in get(client, hub_a, page).content.decode()
    assert "Nothing yet" in get(client, hub_a, index_of(hub_a, family.index)).content.decode()
    assert get(client, hub_a, hub_a.site.root_page).status_code == 200
    assert page in get_search_backend().search("Nothing", family.page.objects.live())


def test_the_editors_preview_of_a_new_page_works(admin_a, hub_a, family):
    index = index_of(hub_a, family.index)
    args = ["mathshub_pages", family.page._meta.model_name, index.pk]
    url = reverse("wagtailadmin_pages:preview_on_add", args=args)
    assert admin_a.post(url, family.typed()).json()["is_valid"]
    assert "Nothing yet" in admin_a.get(url, {"mode": ""}).content.decode()


@pytest.mark.parametrize(
    ("family", "field"),
    [(family, field) for family in FAMILIES for field in family.foreign],
    ids=str,
    indirect=["family"],
)
def test_a_forged_key_of_another_hub_is_refused_and_not_named(admin_a, hub_a, hub_b, family, field):
    rows = {
        "project": lambda: ProjectFactory(site=hub_b.site, title=CANARY),
        "person": lambda: PersonFactory(site=hub_b.site, name=CANARY),
        "school": lambda: OrganisationFactory(site=hub_b.site, name=CANARY),
    }
    answer = add(admin_a, hub_a, family, **{field: rows[family.foreign[field]]().pk})
    assert answer.status_code == 200
    assert "belongs to another hub" in answer.content.decode()
    assert CANARY not in answer.content.decode()
    assert not family.page.objects.exists()


@pytest.mark.parametrize(
    ("family", "relation"),
    [(family, relation) for family in FAMILIES for relation in family.children if relation in PEOPLE],
    ids=str,
    indirect=["family"],
)
def test_a_forged_person_in_a_child_row_is_refused_and_not_named(admin_a, hub_a, hub_b, family, relation):
    person = PersonFactory(site=hub_b.site, name=CANARY)
    answer = add(admin_a, hub_a, family, **{relation: inline_formset([{"person": person.pk, "name": ""}])})
    assert answer.status_code == 200
    assert "belongs to another hub" in answer.content.decode()
    assert CANARY not in answer.content.decode()


def test_a_british_date_is_taken_as_it_is_written(admin_a, hub_a):
    family = FAMILIES[1]
    assert add(admin_a, hub_a, family, date="25/02/2027").status_code == 302
    page = family.page.objects.get().get_latest_revision_as_object()
    assert page.date.isoformat() == "2027-02-25"
    edit = admin_a.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert 'value="25/02/2027"' in edit


def queries_of(client, hub, page, **query):
    get(client, hub, page, **query)  # Sites, types and renditions are known from now on.
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert get(client, hub, page, **query).status_code == 200
    return len(captured)


def test_a_list_costs_the_same_whatever_its_length(hub_a, family, client):
    index = index_of(hub_a, family.index)
    family.make(hub_a, title="First")
    few = queries_of(client, hub_a, index)
    for number in range(9):
        family.make(hub_a, title=f"Another {number}")
    assert queries_of(client, hub_a, index) == few
    assert few <= 20


def test_the_home_page_costs_the_same_however_much_it_gathers(hub_a, client):
    for family in FAMILIES:
        family.make(hub_a, title="First")
    few = queries_of(client, hub_a, hub_a.site.root_page)
    for family in FAMILIES:
        family.make(hub_a, title="Second")
    assert queries_of(client, hub_a, hub_a.site.root_page) == few


@pytest.mark.parametrize("how", ["draft", "private", "expired", "other hub"])
def test_what_a_visitor_may_not_see_is_in_no_list(hub_a, hub_b, family, client, how):
    from datetime import timedelta

    from wagtail.models import PageViewRestriction

    from wagtail_mathshub import clock

    page = family.make(hub_b if how == "other hub" else hub_a, title=CANARY, live=how != "draft")
    if how == "private":
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    if how == "expired":
        Page.objects.filter(pk=page.pk).update(expire_at=clock.now() - timedelta(minutes=1))
    for shown in (index_of(hub_a, family.index), hub_a.site.root_page):
        assert CANARY not in get(client, hub_a, shown).content.decode()
