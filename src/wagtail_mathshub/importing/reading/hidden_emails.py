"""Email addresses that old sites hide from robots, and those that got lost."""

from __future__ import annotations

import re
from urllib.parse import unquote

from bs4 import NavigableString, Tag
from django.utils.translation import gettext as _

from wagtail_mathshub.importing.findings import Notice
from wagtail_mathshub.importing.reading.text_blocks import text_blocks

_PROTECTION = re.compile(r"/cdn-cgi/l/email-protection#([0-9a-fA-F]{4,600})")
_PLACEHOLDER = re.compile(r"\[email[\s\u00a0]+protected\]", re.IGNORECASE)
_NOTHING_FOLLOWS = re.compile(
    r"\b(?:please|or|can|just)\s+e-?mail(?:\s+(?:at|to))?\s*(?=[.,;:!)]|$|(?:or|by|before|if|and|with|for)\b)",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.\w+")


def show_hidden_emails(root: Tag) -> list[Notice]:
    """Put addresses that Cloudflare hides back into the text. A Notice for each that cannot be had."""
    for element in root.select("[data-cfemail]"):
        if address := decoded(str(element["data-cfemail"])):
            element.replace_with(NavigableString(address))
    for link in root.find_all("a", href=_PROTECTION):
        found = _PROTECTION.search(str(link["href"]))
        if found and (address := decoded(found[1])):
            link["href"] = f"mailto:{address}"
            if _PLACEHOLDER.fullmatch(link.get_text(strip=True)):
                link.string = address
    return _missing_emails(root)


def decoded(code: str) -> str:
    """The email address in Cloudflare's hexadecimal code; "" where it is none."""
    try:
        data = bytes.fromhex(code)
        address = unquote(bytes(byte ^ data[0] for byte in data[1:]).decode("utf-8"))
    except (ValueError, IndexError):
        return ""
    plain = address.partition("?")[0]
    return plain if _EMAIL.fullmatch(plain) else ""


def _missing_emails(root: Tag) -> list[Notice]:
    notices = []
    for block in text_blocks(root):
        text = block.text
        has_address = _EMAIL.search(text) or block.element.find(
            "a", href=re.compile("^mailto:", re.IGNORECASE)
        )
        if _PLACEHOLDER.search(text):
            message = _("The old site hid an email address here. Look it up and put it in.")
        elif not has_address and _NOTHING_FOLLOWS.search(text):
            message = _("“Please email” is followed by no address: it was lost on the old site. Put it in.")
        else:
            continue
        notices.append(Notice("email_missing", message, text[:300]))
    return notices
