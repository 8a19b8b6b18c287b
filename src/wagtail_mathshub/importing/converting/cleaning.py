"""A page's text as safe HTML."""

from __future__ import annotations

from collections.abc import Mapping

import nh3

from wagtail_mathshub.importing.converting.results import CleanPage
from wagtail_mathshub.importing.limits import LIMITS, Limits
from wagtail_mathshub.importing.source_pages import Attachment, SourcePage


def clean(page: SourcePage, attachments: Mapping[str, Attachment], limits: Limits = LIMITS) -> CleanPage:
    """The page's text, sanitised. PageRefused where it is too large or too deep."""
    return CleanPage(nh3.clean(page.html))
