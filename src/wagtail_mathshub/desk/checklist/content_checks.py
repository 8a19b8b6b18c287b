"""Wagtail's own checks in the browser, with what a hub's pages need beside them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem

from wagtail_mathshub.desk.checklist.rules import VAGUE

LINK_WORDS = "mathshub-link-words"
SAYS_NOTHING = "mathshub-says-nothing"


class HubContentChecker(ContentCheckerItem):
    """Says too when a link's words say nothing, as the page is typed and on the page itself."""

    axe_run_only = [*ContentCheckerItem.axe_run_only, LINK_WORDS]
    axe_custom_rules = [
        *ContentCheckerItem.axe_custom_rules,
        {
            "id": LINK_WORDS,
            "impact": "serious",
            "selector": "a[href]",
            "tags": ["best-practice"],
            "none": [SAYS_NOTHING],
            "enabled": True,
        },
    ]
    axe_custom_checks = [
        *ContentCheckerItem.axe_custom_checks,
        {"id": SAYS_NOTHING, "options": {"words": list(VAGUE)}},
    ]
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        LINK_WORDS: {
            "error_name": _("The words of this link say nothing"),
            "help_text": _("Name the page or the file that it leads to"),
        },
    }

    class Media:
        # How the browser looks at a link.
        js = ["wagtail_mathshub/admin/content_checks.js"]


def use_hub_checks(request: HttpRequest, items: list[Any], page: Any) -> None:
    """Put these checks in the place of Wagtail's; a site's own are left as they are."""
    for number, item in enumerate(items):
        if isinstance(item, ContentCheckerItem) and type(item).__module__.startswith("wagtail."):
            items[number] = HubContentChecker(in_editor=item.in_editor)
