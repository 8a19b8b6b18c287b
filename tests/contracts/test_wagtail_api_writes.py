"""What an editor makes and changes in Wagtail's API v3 is checked as in the editing screens."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.apps import apps
from django.db import models
from wagtail.api import APIField
from wagtail.models import Page

from tests import factories
from tests.contracts.wagtail_api import ROWS, TYPES, V3, same, token
from tests.pages.families import FAMILIES
from wagtail_mathshub.people.models import Person
from wagtail_mathshub.workgroups.models import Project

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.contracts.wagtail_api_urls"),
    pytest.mark.usefixtures("reference_time"),
]


@pytest.fixture(params=TYPES, ids=lambda model: model.__name__)
def model(request):
    return request.param


def post(client, hub, user, model, parent, /, *, action=None, **fields):
    meta = {"type": model._meta.label, "parent_id": parent.pk, "action": action}
    return client.post(
        f"{V3}pages/", {"meta": meta} | fields, content_type="application/json", headers=token(hub, user)
    )


def parent_of(model, hub):
    """Where an editor makes a page of this type."""
    root = hub.site.root_page.specific
    places = [root, *(child.specific for child in root.get_children())]
    return next((place for place in places if model in type(place).allowed_subpage_models()), None)


@pytest.mark.parametrize("action", [None, "publish"])
def test_each_kind_of_page_is_made_with_nothing_but_a_title(client, hub_a, publisher_a, model, action):
    parent, user = parent_of(model, hub_a), publisher_a
    if parent is None:  # A hub's home page is made where its site begins.
        parent, user = Page.objects.get(depth=1), factories.UserFactory(is_superuser=True)
    answer = post(client, hub_a, user, model, parent, action=action, title="Made elsewhere")
    assert answer.status_code == 201, answer.json()
    page = model.objects.get(pk=answer.json()["id"])
    assert (page.title, page.live) == ("Made elsewhere", action == "publish")
    for field in model._meta.concrete_fields:
        if field.has_default() and field.choices:
            assert getattr(page, field.name) == field.get_default(), field
    draft = client.get(
        f"{V3}pages/{page.pk}/",
        {"version": "draft"},
        headers=token(hub_a, factories.UserFactory(is_superuser=True)),
    )
    assert draft.status_code == 200, draft.json()


def test_a_work_group_that_is_made_has_its_facts(client, hub_a, publisher_a):
    project = factories.ProjectFactory(site=hub_a.site, code="NCP26-17")
    answer = post(
        client,
        hub_a,
        publisher_a,
        FAMILIES[0].page,
        factories.index_of(hub_a),
        title="Fractions",
        project_id=project.pk,
        academic_year="2026-27",
        year_from=5,
        year_to=8,
        strand="sktm",
        cost_free=False,
        opens_at="2027-07-01T09:00:00",
        effective_code="NCP26-99",
    )
    assert answer.status_code == 201, answer.json()
    said, page = answer.json(), FAMILIES[0].page.objects.get()
    assert (page.effective_code, page.project, page.cost_free) == ("NCP26-17", project, False)
    assert said["code"] == "NCP26-17"
    assert said["strand"]["key"] == "sktm"
    assert said["years"]["label"] == "Years 5 to 8"
    assert said["delivery"]["key"] == "dates_tbc"
    # A time without an offset is London's.
    assert same(said["opens_at"]) == datetime.fromisoformat("2027-07-01T08:00:00+00:00")


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("WorkGroupPage", {"year_from": 8, "year_to": 5}),
        ("WorkGroupPage", {"code": "not a code"}),
        ("WorkGroupPage", {"capacity_unit": "sheep"}),
        ("WorkGroupPage", {"opens_at": "2027-02-01T09:00:00", "closes_at": "2027-01-01T09:00:00"}),
        ("WorkGroupPage", {"summary": "x" * 401}),
        ("HubEventPage", {"mode": "by post"}),
        ("HubEventPage", {"start": "16:00", "end": "15:00"}),
        ("HubEventPage", {"capacity": -1}),
        ("HubEventPage", {"booking_url": "javascript:alert(1)"}),
        ("HubEventPage", {"date": "soon"}),
        ("HubArticlePage", {"series_name": "Ratio", "series_part": 3, "series_parts": 2}),
        ("ResourceCollectionPage", {"licence": "mine"}),
        ("JobAdvertPage", {"starts": "2027-09-01", "ends": "2027-01-01"}),
        ("JobAdvertPage", {"fte": "7"}),
    ],
)
def test_what_contradicts_itself_is_refused_with_its_field(client, hub_a, publisher_a, name, fields):
    model = apps.get_model("mathshub_pages", name)
    parent = parent_of(model, hub_a)
    answer = post(client, hub_a, publisher_a, model, parent, action="publish", title="Wrong", **fields)
    assert answer.status_code == 422
    assert {error["loc"][-1] for error in answer.json()["errors"]} & set(fields)
    assert not model.objects.exists()


@pytest.mark.parametrize("name", ["mode", "status"])
def test_a_choice_that_is_left_empty_in_a_draft_becomes_its_default(client, hub_a, publisher_a, name):
    model = apps.get_model("mathshub_pages", "HubEventPage")
    answer = post(client, hub_a, publisher_a, model, parent_of(model, hub_a), title="Draft", **{name: ""})
    assert answer.status_code == 201, answer.json()
    assert getattr(model.objects.get(), name) == model._meta.get_field(name).default


FOREIGN = {"Person": factories.PersonFactory, "Organisation": factories.OrganisationFactory}
FOREIGN |= {"Project": factories.ProjectFactory}


def written_keys(models_):
    """Each column of a model that is written with the key of a row which belongs to a hub."""
    for model in models_:
        for field in APIField.get_writable_fields_for_model(model):
            column = model._meta.get_field(field.name)
            if isinstance(column, models.ForeignKey) and column.related_model.__name__ in FOREIGN:
                yield model, column


@pytest.mark.parametrize(("model", "column"), [*written_keys(TYPES)], ids=str)
def test_a_row_of_another_hub_is_refused_and_not_named(client, hub_a, hub_b, publisher_a, model, column):
    make = FOREIGN[column.related_model.__name__]
    name = "title" if column.related_model is Project else "name"
    row = make(site=hub_b.site, **{name: "Zanzibar"})
    answer = post(
        client, hub_a, publisher_a, model, parent_of(model, hub_a), title="X", **{column.attname: row.pk}
    )
    assert answer.status_code == 422
    assert "belongs to another hub" in str(answer.json())
    assert "Zanzibar" not in answer.content.decode()
    assert not model.objects.exists()
    own = make(site=hub_a.site)
    made = post(
        client, hub_a, publisher_a, model, parent_of(model, hub_a), title="X", **{column.attname: own.pk}
    )
    assert made.status_code == 201, made.json()
    assert getattr(model.objects.get(), column.attname) == own.pk


def test_the_rows_of_another_hub_that_could_be_written_are_found():
    assert {column.name for _model, column in written_keys(TYPES)} == {
        *("project", "contact_person", "organisation", "host")
    }


def test_an_editor_makes_and_changes_nothing_below_another_hub(client, hub_a, hub_b, publisher_a):
    for family in FAMILIES:
        parent = factories.index_of(hub_b, family.index)
        assert post(client, hub_a, publisher_a, family.page, parent, title="Mine").status_code == 403
        page = family.make(hub_b, title="Theirs")
        answer = client.patch(
            f"{V3}pages/{page.pk}/",
            {"title": "Mine"},
            content_type="application/json",
            headers=token(hub_a, publisher_a),
        )
        assert answer.status_code == 403
        assert family.page.objects.get().title == "Theirs"
    assert (
        post(client, hub_a, None, FAMILIES[0].page, parent_of(FAMILIES[0].page, hub_a), title="X").status_code
        == 401
    )


@pytest.mark.parametrize("family", FAMILIES, ids=str)
def test_changing_one_column_leaves_the_others_and_the_rows_alone(client, hub_a, publisher_a, family):
    page = family.make(hub_a)
    before = {name: getattr(page, name).count() for name in family.children}
    columns = {
        field.attname: getattr(page, field.attname)
        for field in family.page._meta.local_concrete_fields
        if field.name != "page_ptr"
    }
    answer = client.patch(
        f"{V3}pages/{page.pk}/",
        {"title": "Changed", "meta": {"action": "publish"}},
        content_type="application/json",
        headers=token(hub_a, publisher_a),
    )
    assert answer.status_code == 200, answer.json()
    page = family.page.objects.get()
    assert page.title == "Changed"
    assert {name: getattr(page, name).count() for name in family.children} == before
    assert {name: getattr(page, name) for name in columns} == columns


# People, places and projects


def made(model, hub, name):
    column = "title" if model is Project else "name"
    return FOREIGN[model.__name__](site=hub.site if hub else None, **{column: name})


def rows_url(row_or_model, pk=""):
    return f"{V3}snippets/{row_or_model._meta.label}/" + (f"{pk}/" if pk else "")


@pytest.mark.parametrize("model", ROWS, ids=lambda model: model.__name__)
def test_a_row_is_read_and_changed_only_by_those_of_its_hub(client, hub_a, hub_b, publisher_a, model):
    own, other = made(model, hub_a, "Own"), made(model, hub_b, "Zanzibar")
    column, headers = "title" if model is Project else "name", token(hub_a, publisher_a)
    assert client.get(rows_url(model), headers={"host": hub_a.site.hostname}).status_code == 401
    listed = client.get(rows_url(model), headers=headers).json()["items"]
    assert [(item[column], item["site"]) for item in listed] == [("Own", "alder")]
    assert client.get(rows_url(model, other.pk), headers=headers).status_code == 404
    as_json = {"content_type": "application/json", "headers": headers}
    assert client.patch(rows_url(model, own.pk), {column: "Renamed"}, **as_json).json()[column] == "Renamed"
    assert client.patch(rows_url(model, other.pk), {column: "Taken"}, **as_json).status_code == 403
    assert client.delete(rows_url(model, other.pk), **as_json).status_code == 403
    new = client.post(rows_url(model), {column: "New", "site_id": hub_b.site.pk}, **as_json)
    assert (new.status_code, new.json()["site"]) == (201, "alder")
    other.refresh_from_db()
    assert getattr(other, column) == "Zanzibar"


@pytest.mark.parametrize("model", ROWS, ids=lambda model: model.__name__)
def test_somebody_of_all_hubs_changes_a_row_without_naming_its_hub(client, hub_a, hub_b, model):
    row, column = made(model, hub_b, "Old"), "title" if model is Project else "name"
    headers = token(hub_a, factories.UserFactory(is_superuser=True))
    answer = client.patch(
        rows_url(model, row.pk), {column: "New"}, content_type="application/json", headers=headers
    )
    assert answer.status_code == 200, answer.json()
    row.refresh_from_db()
    assert (getattr(row, column), row.site) == ("New", hub_b.site)


@pytest.mark.parametrize("everywhere", [False, True])
def test_a_person_is_given_no_school_of_another_hub(client, hub_a, hub_b, publisher_a, everywhere):
    school = factories.OrganisationFactory(site=hub_b.site, name="Zanzibar")
    user = factories.UserFactory(is_superuser=True) if everywhere else publisher_a
    fields = {"name": "Nadia", "site_id": hub_a.site.pk, "school_id": school.pk}
    answer = client.post(
        rows_url(Person), fields, content_type="application/json", headers=token(hub_a, user)
    )
    assert answer.status_code == 422
    assert "belongs to another hub" in str(answer.json())
    assert not Person.objects.exists()


def test_a_persons_log_in_is_in_no_answer(client, hub_a, publisher_a):
    person = factories.PersonFactory(site=hub_a.site, user=publisher_a)
    said = client.get(rows_url(Person, person.pk), headers=token(hub_a, publisher_a)).json()
    assert "user" not in said
    assert publisher_a.username not in str(said)
