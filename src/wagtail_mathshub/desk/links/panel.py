"""What is wrong with the links of the page that is being edited."""

from __future__ import annotations

from typing import Any

from django.utils.formats import date_format

from wagtail_mathshub.clock import LONDON
from wagtail_mathshub.desk.links.inside import found_inside
from wagtail_mathshub.desk.links.reading_links import links_of
from wagtail_mathshub.desk.links.targets import inside_key, outside_installation
from wagtail_mathshub.publishing.links_panel import DeadLink
from wagtail_mathshub.publishing.outgoing_links import LinkState, OutgoingLink, digest_of

MOST_SHOWN = 30


def dead_links_of(page: Any) -> list[DeadLink]:
    """The dead links of the page as it was last saved, draft or not; a fixed number of queries, none of the network."""
    links = links_of(page, outside_installation())
    digests = {digest_of(link.target) for link in links if not inside_key(link.target)}
    dead = OutgoingLink.objects.filter(digest__in=digests, state=LinkState.DEAD)
    reasons = {row.url: (row.reason, _since(row)) for row in dead}
    for target, (state, reason) in found_inside({link.target for link in links}).items():
        if state == LinkState.DEAD:
            reasons[target] = (reason, "")
    found = [
        DeadLink(
            address="" if inside_key(link.target) else link.target,
            place=link.place,
            words=link.words,
            reason=reasons[link.target][0],
            since=reasons[link.target][1],
        )
        for link in links
        if link.target in reasons
    ]
    return list(dict.fromkeys(found))[:MOST_SHOWN]


def _since(link: OutgoingLink) -> str:
    if link.failed_since is None:
        return ""
    return date_format(link.failed_since.astimezone(LONDON).date(), "j F Y", use_l10n=False)
