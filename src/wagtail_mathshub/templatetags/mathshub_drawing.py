"""Tags and filters for what is drawn out of counters."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString

from wagtail_mathshub.hubs import figures
from wagtail_mathshub.people.wording import initials
from wagtail_mathshub.publishing import chips
from wagtail_mathshub.taxonomy import year_strip
from wagtail_mathshub.workgroups import drawing

register = template.Library()

register.filter("chip_look", chips.look)
register.filter("chip_glyph", chips.glyph)
register.filter("initials", initials)
register.filter("places_array", drawing.places_array)
register.filter("timeline", drawing.timeline)
register.filter("is_over", drawing.is_over)
register.simple_tag(figures.proof, name="hub_proof")
register.simple_tag(figures.mark, name="hub_mark")


@register.simple_tag
def year_strip_of(years: Any) -> SafeString:
    """The strip for anything with `year_from` and `year_to`, or for a pair of them."""
    return year_strip.strip(*_range(years))


@register.simple_tag
def key_stages_of(years: Any) -> SafeString:
    """The key stages below a large strip."""
    return year_strip.stages(*_range(years))


def _range(years: Any) -> tuple[int | None, int | None]:
    return years if isinstance(years, tuple) else (years.year_from, years.year_to)
