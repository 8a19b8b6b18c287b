"""What years, academic years and codes may look like, said in an editor's words."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wagtail_mathshub.taxonomy.academic_years import is_valid_key
from wagtail_mathshub.taxonomy.codes import parse_code


def validate_academic_year(value: str) -> None:
    """Refuse what is no academic year, like 2026-28."""
    if not is_valid_key(value):
        raise ValidationError(_("Write the academic year as two neighbouring years, like 2026-27."))


def validate_code(value: str) -> None:
    """Refuse what is no project code of the NCETM."""
    if parse_code(value) is None:
        raise ValidationError(_("This is not a project code. Codes look like NCP26-17."))
