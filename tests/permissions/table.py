"""Who may open what in their own hub: role by address. In another hub, nobody may open anything."""

from __future__ import annotations

import re

from wagtail_mathshub.desk import roles

MAKERS = {
    "editor": roles.make_editors,
    "publisher": roles.make_publishers,
    "registrar": roles.make_registrars,
    "lead": roles.make_leads,
    "hub lead": roles.make_hub_leads,
    "administrator": roles.make_administrators,
}
ADMINISTRATOR = frozenset({"administrator"})
WRITERS = frozenset({"editor", "publisher", "hub lead", "administrator"})
READERS = WRITERS | {"lead"}
KEEPERS = frozenset({"registrar", "hub lead"})
SETTINGS = frozenset({"hub lead", "administrator"})

MAY_OPEN = [
    (r"wagtail_mathshub_(audience|topic|localauthority)_modeladmin_\w+", ADMINISTRATOR),
    (r"wagtailsettings:\w+", SETTINGS),
    (r"(wagtail_mathshub_importrun|mathshub_importing)_\w+", WRITERS),
    (r"mathshub_registration_(application_modeladmin_\w+|registers?|attendance_file)", KEEPERS | {"lead"}),
    (r"mathshub_registration_\w+", KEEPERS),
    (r"wagtailsnippetchoosers_wagtail_mathshub_\w+:chosen", READERS),
    # Empty for those who may choose nothing.
    (
        r"wagtailsnippetchoosers_wagtail_mathshub_\w+:(choose|choose_results|chosen_multiple)",
        READERS | KEEPERS,
    ),
    (r"wagtailsnippets_wagtail_mathshub_\w+:(list|list_results|inspect)", READERS),
    (r"wagtailsnippets_wagtail_mathshub_\w+:\w+", WRITERS),
    (r"mathshub_links_\w+", READERS),
    (r"mathshub_listings_\w+:choose_parent", WRITERS),
    (r"mathshub_listings_\w+(:\w+)?", READERS),
    (r"mathshub_rolling_over_\w+", WRITERS),
    (r"mathshub_starting_read_dates", READERS),
    (r"mathshub_starting_\w+", WRITERS),
]
# Wagtail shows its page for several rows to everybody, with what they may not touch left out: who changes
# what is tried by pressing the button.
OPEN_TO_ALL = r"wagtail_bulk_action"


def may_open(role: str, name: str) -> bool:
    """Whether the role opens the address called `name` in its own hub; LookupError if nobody has said so."""
    for pattern, who in MAY_OPEN:
        if re.fullmatch(pattern, name):
            return role in who
    raise LookupError(f"Say in tests/permissions/table.py who may open {name!r}.")


def is_for_all(name: str) -> bool:
    """Whether the address opens for everybody, with what they may not touch left out."""
    return re.fullmatch(OPEN_TO_ALL, name) is not None


def may_open_everywhere(name: str) -> bool:
    """Whether the installation's administrators open the address in every hub."""
    return is_for_all(name) or may_open("administrator", name)


def is_form(name: str) -> bool:
    """Whether the address may have a form whose choices are worth forging."""
    return not re.search(r"(:(list|history|usage|choose|chosen)\w*|_results|_file|_report)$", name)
