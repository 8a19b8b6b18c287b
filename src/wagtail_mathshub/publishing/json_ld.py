"""Structured data inside a page: JSON that cannot close its script element."""

from __future__ import annotations

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

ESCAPES = {ord(character): f"\\u{ord(character):04X}" for character in "<>&\u2028\u2029"}


def json_ld_script(data: Any) -> SafeString:
    """The script element that holds `data` as JSON-LD; "" for none."""
    if not data:
        return mark_safe("")
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - every < > & is escaped
