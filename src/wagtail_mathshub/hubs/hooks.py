"""What this room tells the rooms below it."""

from __future__ import annotations

from wagtail_mathshub.blocks.hub import HUB_CONTACT
from wagtail_mathshub.hubs.queries import contact_of_hub, front_end_address
from wagtail_mathshub.publishing.addresses import use_front_end_resolver
from wagtail_mathshub.publishing.references import register_kind


def connect() -> None:
    """Let addresses lead to a hub's own front end, and blocks show how to reach it."""
    use_front_end_resolver(front_end_address)
    register_kind(HUB_CONTACT, contact_of_hub)
