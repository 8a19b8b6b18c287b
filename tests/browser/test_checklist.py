"""The checks before publishing, in a real browser."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.looking import AXE
from tests.factories import make_article

pytestmark = pytest.mark.browser


def vague_article(hub):
    """An article with one link that says nothing, and one that does."""
    text = '<p><a href="https://example.org/a">Click here</a> or see <a href="https://example.org/b">the arrays</a></p>'
    body = json.dumps([{"type": "text", "value": text, "id": "1"}])
    return make_article(hub, title="Vague", body=body, summary="Short.")


def test_the_checks_beside_the_preview_name_a_link_that_says_nothing(page, hub):
    article = vague_article(hub)
    page.goto(reverse("wagtailadmin_pages:edit", args=[article.pk]))
    page.get_by_role("button", name="Toggle checks").click()
    found = page.locator("[data-checks-panel]")
    expect(found).to_contain_text("The words of this link say nothing", timeout=20_000)
    assert found.get_by_text("The words of this link say nothing").count() == 1


def test_the_checklist_stands_on_the_editing_screen_and_axe_is_content(page, hub):
    article = vague_article(hub)
    page.goto(reverse("wagtailadmin_pages:edit", args=[article.pk]))
    panel = page.get_by_role("region", name="Before you publish")
    expect(panel).to_contain_text("the link “Click here” does not say where it leads")
    # The rest of the screen is Wagtail's own.
    page.evaluate(AXE)
    found = page.evaluate("id => axe.run(document.getElementById(id))", panel.get_attribute("id"))
    assert found["violations"] == []
