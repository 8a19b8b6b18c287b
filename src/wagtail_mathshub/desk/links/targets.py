"""What a link leads to, in the form in which it is stored; and what lies outside this installation."""

from __future__ import annotations

import re
from urllib.parse import urldefrag, urlsplit

from wagtail.models import Site

from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.publishing.references import DOCUMENT, PAGE

WEB = ("http://", "https://")
_INSIDE = re.compile(rf"({PAGE}|{DOCUMENT}):(\d{{1,18}})")
_NEVER = re.compile("[\0-\x1f\x7f]")


class Outside:
    """Tells what leads elsewhere: all but the hosts of the Sites and of the hubs' front ends."""

    def __init__(self, own_hosts: set[str]) -> None:
        self.own_hosts = own_hosts

    def target(self, address: str) -> str:
        """`address` as it is stored, without a fragment; "" for what needs no look at it: emails, numbers, anchors."""
        text = _NEVER.sub("", address).strip().encode("utf-8", "ignore").decode()
        if inside_key(text):
            return text
        if not text.lower().startswith(WEB):
            return ""
        try:
            text = urldefrag(text).url
            host = urlsplit(text).hostname or ""
        except ValueError:
            # No address at all, but readers get it as a link.
            return text
        return "" if host.rstrip(".").lower() in self.own_hosts else text


def outside_installation() -> Outside:
    """What lies outside of this one."""
    hosts = set(Site.objects.values_list("hostname", flat=True))
    front_ends = HubSettings.objects.exclude(front_end_url="").values_list("front_end_url", flat=True)
    hosts |= {urlsplit(address).hostname or "" for address in front_ends}
    return Outside({host.lower() for host in hosts if host})


def inside_key(target: str) -> tuple[str, int] | None:
    """The kind and key of a page or document of this installation; None for an address."""
    match = _INSIDE.fullmatch(target)
    return (match[1], int(match[2])) if match else None
