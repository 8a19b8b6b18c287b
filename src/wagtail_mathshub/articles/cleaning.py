"""What an article must not say, each error on the field where it can be put right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from wagtail_mathshub.articles.mixins import HubArticleMixin


def check_article(article: HubArticleMixin) -> None:
    """Raise a ValidationError with one message for each field that contradicts another."""
    part, parts = article.series_part, article.series_parts
    errors = article.year_faults()
    if (part or parts) and not article.series_name:
        errors["series_name"] = _("Give the series a name, or leave the part empty.")
    if part == 0:
        errors["series_part"] = _("The first part is part 1.")
    if part and parts and part > parts:
        errors["series_parts"] = _("The series has at least {part} parts.").format(part=part)
    if errors:
        raise ValidationError(errors)
