"""What the editor refuses, and how it says so."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from tests.blocks.samples import BLOCKS, BODY, stream
from tests.factories import PersonFactory, ProjectFactory
from wagtail_mathshub.pages.models import HubContentPage
from wagtail_mathshub.workgroups.models import Project
from wagtail_mathshub.workgroups.texts import TEXT_FIELDS

BAD = r"\frac{1}{2"


def refused(name, **changes):
    block = BLOCKS[name]
    value = block.to_python(block.get_prep_value(block.get_preview_value()) | changes)
    with pytest.raises(StructBlockValidationError) as caught:
        block.clean(value)
    return caught.value


def test_a_formula_that_cannot_be_shown_is_refused_with_its_place():
    error = refused("maths", latex=BAD)
    message = error.block_errors["latex"].messages[0]
    assert "Character" in message
    assert "{" in message


def test_a_formula_inside_rich_text_is_refused_at_its_field():
    assert "text" in refused("callout", text=rf"<p>\({BAD}\)</p>").block_errors


def test_a_formula_in_a_paragraph_is_refused_at_its_block():
    raw = stream(("text", "<p>fine</p>"), ("text", rf"<p>\({BAD}\)</p>"))
    with pytest.raises(StreamBlockValidationError) as caught:
        BODY.clean(BODY.to_python(raw))
    assert set(caught.value.block_errors) == {1}


def test_a_formula_of_a_step_is_refused_at_its_step():
    good = {"text": "<p>x</p>", "latex": "x"}
    error = refused("worked_example", steps=[good, good | {"latex": BAD}])
    assert set(error.block_errors["steps"].block_errors) == {1}


def test_formulas_too_long_or_too_deep_are_refused_before_conversion():
    assert "latex" in refused("maths", latex="x" * 2001).block_errors
    assert "latex" in refused("maths", latex="{" * 60 + "x" + "}" * 60).block_errors


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"start": "5", "end": "1"}, "smaller number"),
        ({"step": "0"}, "above 0"),
        ({"step": "many"}, "number"),
        ({"points": [{"value": "9", "label": "", "is_hollow": False}]}, "not on the line"),
    ],
)
def test_a_number_line_that_cannot_be_drawn_is_refused_with_the_reason(changes, words):
    error = refused("number_line", **changes)
    assert words in " ".join(message for one in error.non_block_errors.data for message in one.messages)


def test_a_bar_without_a_length_is_refused():
    bar = {"name": "", "total": "", "parts": [{"label": "x", "value": "0", "shade": "filled"}]}
    assert refused("bar_model", bars=[bar]).non_block_errors


def test_a_table_column_without_a_heading_is_refused():
    table = {"columns": [{"type": "text", "heading": " "}], "rows": [{"values": ["x"]}], "caption": ""}
    assert "heading" in refused("table", table=table).block_errors["table"].messages[0]


def test_a_button_that_leads_nowhere_is_refused():
    assert "page" in refused("call_to_action", url="", page=None).block_errors


@pytest.fixture
def admin_a(editor_a) -> Client:
    client = Client()
    client.force_login(editor_a)
    return client


def post_page(client, hub, blocks):
    url = reverse("wagtailadmin_pages:add", args=["mathshub_pages", "hubcontentpage", hub.site.root_page_id])
    fields = {
        "title": "About",
        "slug": "about",
        "intro": "What I typed",
        "body": streamfield(blocks),
        "comments": inline_formset([]),
    }
    return client.post(url, nested_form_data(fields))


def people_cards(person):
    return [
        (
            "people_cards",
            {
                "heading": "",
                "people": streamfield([])
                | {
                    "count": "1",
                    "0-value": person.pk,
                    "0-deleted": "",
                    "0-order": "0",
                    "0-type": "item",
                    "0-id": "",
                },
            },
        )
    ]


@pytest.mark.django_db
def test_a_forged_person_in_a_body_is_refused_and_not_named(admin_a, hub_a, hub_b):
    person = PersonFactory(site=hub_b.site, name="Zanzibar")
    answer = post_page(admin_a, hub_a, people_cards(person))
    assert answer.status_code == 200
    assert "belongs to another hub" in answer.content.decode()
    assert "Zanzibar" not in answer.content.decode()
    assert "What I typed" in answer.content.decode()
    assert not HubContentPage.objects.exists()


@pytest.mark.django_db
def test_a_person_of_the_hub_is_taken(admin_a, hub_a):
    person = PersonFactory(site=hub_a.site)
    assert post_page(admin_a, hub_a, people_cards(person)).status_code == 302
    assert HubContentPage.objects.exists()


@pytest.mark.django_db
def test_a_formula_in_a_projects_text_is_refused(admin_a, hub_a):
    import json

    text = json.dumps(
        {
            "blocks": [
                {
                    "key": "a",
                    "type": "unstyled",
                    "text": rf"\({BAD}\)",
                    "depth": 0,
                    "inlineStyleRanges": [],
                    "entityRanges": [],
                }
            ],
            "entityMap": {},
        }
    )
    data = dict.fromkeys(TEXT_FIELDS, "null") | {"title": "Fractions", "cost_note": text}
    answer = admin_a.post(reverse(Project.snippet_viewset.get_url_name("add")), data)
    assert answer.status_code == 200
    assert "Character" in answer.content.decode()
    assert not Project.objects.exists()


@pytest.mark.django_db
def test_what_slips_in_is_shown_as_readable_source(client, hub_a):
    from tests.factories import make_group

    project = ProjectFactory(site=hub_a.site, cost_note=rf"<p>It costs \({BAD}\).</p>")
    group = make_group(hub_a, project=project)
    text = client.get(group.get_url_parts()[2], headers={"host": hub_a.site.hostname}).content.decode()
    assert r"\frac{1}{2" in text
