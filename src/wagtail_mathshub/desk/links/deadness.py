"""What readers see of dead links: that a collection of lessons needs a look."""

from __future__ import annotations

from collections.abc import Iterable

from wagtail_mathshub.desk.links.portions import portions
from wagtail_mathshub.publishing import generation
from wagtail_mathshub.publishing.outgoing_links import LinkState, LinkUse, OutgoingLink
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.resources.mixins import ResourceCollectionMixin

AT_ONCE = 500


def public_has_changed(links: Iterable[int], *, dead_only: bool = False) -> None:
    """Move the content generation if a collection links to one of these; `dead_only`: if that one is dead.

    Called after uses were removed, so with `dead_only` any use of a dead link counts.
    """
    collections = get_model(ResourceCollectionMixin)
    if collections is None:
        return
    for some in portions(links, AT_ONCE):
        if dead_only:
            changed = OutgoingLink.objects.filter(pk__in=some, state=LinkState.DEAD).exists()
        else:
            pages = collections.objects.order_by().values("pk")
            changed = LinkUse.objects.filter(link__in=some, page__in=pages).exists()
        if changed:
            generation.bump()
            return
