"""Wagtail's own checks, with the package's beside them."""

from __future__ import annotations

from wagtail.admin.userbar import ContentCheckerItem

from wagtail_mathshub.desk.checklist.content_checks import LINK_WORDS, HubContentChecker, use_hub_checks
from wagtail_mathshub.desk.checklist.rules import VAGUE


class OfTheSite(ContentCheckerItem):
    """A site's own checks."""


def test_the_browser_gets_the_words_that_the_server_knows():
    assert HubContentChecker.axe_custom_checks[-1]["options"]["words"] == list(VAGUE)
    assert "content_checks.js" in str(HubContentChecker().media)


def test_wagtails_checks_are_replaced_and_a_sites_own_are_not(rf):
    items = [ContentCheckerItem(in_editor=True), OfTheSite()]
    use_hub_checks(rf.get("/"), items, None)
    assert isinstance(items[0], HubContentChecker)
    assert items[0].in_editor
    assert type(items[1]) is OfTheSite


def test_all_of_wagtails_rules_are_still_there(rf):
    options = HubContentChecker().get_axe_options(rf.get("/"))
    assert set(ContentCheckerItem.axe_run_only) < set(options["runOnly"])
    assert LINK_WORDS in options["runOnly"]
