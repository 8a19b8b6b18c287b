"""What this room tells the rooms below it."""

from __future__ import annotations

from wagtail_mathshub.hubs.queries import front_end_address
from wagtail_mathshub.publishing.addresses import use_front_end_resolver


def connect() -> None:
    """Let addresses lead to a hub's own front end."""
    use_front_end_resolver(front_end_address)
