"""The year strip: fifteen years in a line, with a range of them marked. A picture; the words stand beside it."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe

from wagtail_mathshub.taxonomy.years import FIRST, KEY_STAGES, LAST, overlaps, year_key

YEARS = range(FIRST, LAST + 1)


def strip(first: int | None, last: int | None) -> SafeString:
    """The strip for a range of years; None for all of them."""
    cells = "".join(_cell(year_key(year).upper(), overlaps(first, last, (year, year))) for year in YEARS)
    return mark_safe(f'<span class="mh-strip" aria-hidden="true">{cells}</span>')  # noqa: S308 - fixed text


def stages(first: int | None, last: int | None) -> SafeString:
    """The key stages below a large strip, those of the range marked."""
    cells = "".join(
        _cell(key.upper(), first is not None and overlaps(first, last, (low, high)))
        for key, (_label, low, high) in KEY_STAGES.items()
    )
    return mark_safe(f'<span class="mh-stages" aria-hidden="true">{cells}</span>')  # noqa: S308 - fixed text


def _cell(text: str, inside: bool) -> str:
    name = "b" if inside else "i"
    return f"<{name}>{text}</{name}>"
