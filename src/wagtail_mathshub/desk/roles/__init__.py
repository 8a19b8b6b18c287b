"""Who works on a hub: the groups that a set-up makes, what each may do, and who approves what others write."""

from wagtail_mathshub.desk.roles.groups import (
    has_sign_up,
    make_administrators,
    make_editors,
    make_hub_leads,
    make_leads,
    make_publishers,
    make_registrars,
)

__all__ = [
    "has_sign_up",
    "make_administrators",
    "make_editors",
    "make_hub_leads",
    "make_leads",
    "make_publishers",
    "make_registrars",
]
