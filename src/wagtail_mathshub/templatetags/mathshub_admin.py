"""What the package's own admin screens need in their templates."""

from __future__ import annotations

from datetime import datetime

from django import template

from wagtail_mathshub.publishing.wording import moment_words

register = template.Library()


@register.filter
def moment(value: datetime | None) -> str:
    """A moment in London's words with its year; "" for none."""
    return moment_words(value, year=True) if value else ""
