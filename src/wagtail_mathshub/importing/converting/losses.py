"""What of a page's markup is never taken over, named for the report."""

from __future__ import annotations

import re
from itertools import islice

from django.utils.translation import gettext as _

from wagtail_mathshub.importing.findings import Loss

PIECE = 80
MOST = 50
_SCRIPT = re.compile(r"<(script|style)\b", re.IGNORECASE)
_DATA_IMAGE = re.compile(r"src\s*=\s*[\"']?\s*data:image/(?!svg|gif)", re.IGNORECASE)


def losses_of(html: str) -> list[Loss]:
    """Scripts, style sheets and pictures that are written into the page itself."""
    losses = [
        Loss(_what(found[1]), _piece(html, found.start())) for found in islice(_SCRIPT.finditer(html), MOST)
    ]
    pictures = len(_DATA_IMAGE.findall(html))
    if pictures:
        losses.append(
            Loss(_("pictures inside the page's own code: {number}").format(number=pictures), "data:image")
        )
    return losses


def _what(name: str) -> str:
    return _("a script") if name.lower() == "script" else _("a style sheet")


def _piece(html: str, at: int) -> str:
    return " ".join(html[at : at + PIECE].split())
