"""What to put into the addresses that name a row, for one hub. An address that is not here fails the walk."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tests.permissions.addresses import Address, bulk_actions
from tests.permissions.furniture import Furniture
from wagtail_mathshub.importing.office.one_page import ACTS
from wagtail_mathshub.registration.office.steps import STEPS

Sample = dict[str, Any]
Maker = Callable[[Furniture], list[Sample]]

MODELS = {"person", "organisation", "project"}


def one(parameter: str, kind: str) -> Maker:
    """The row of this kind, by its key."""
    return lambda made: [{parameter: made.rows[kind].pk}]


def _steps(made: Furniture) -> list[Sample]:
    return [{"pk": made.rows["application"].pk, "step": step.name} for step in STEPS]


def _run(*, item: bool = False, **more: list[str]) -> Maker:
    def samples(made: Furniture) -> list[Sample]:
        row = {"run": made.rows["import"].pk} | ({"item": made.rows["item"].pk} if item else {})
        names, values = next(iter(more.items()), ("", [""]))
        return [row | ({names: value} if names else {}) for value in values]

    return samples


def _snippet(kind: str, name: str) -> Maker:
    def samples(made: Furniture) -> list[Sample]:
        row = {"pk": made.rows[kind].pk}
        if name == "revisions_revert":
            row["revision_id"] = made.rows[kind].latest_revision_id
        if name == "revisions_compare":
            row |= {"revision_id_a": "earliest", "revision_id_b": "live"}
        return [row]

    return samples


def _bulk(made: Furniture) -> list[Sample]:
    found = []
    for app, model, action in bulk_actions():
        kinds = ["group", "job", "collection"] if model == "page" else [model]
        query = "?next=/admin/&" + "&".join(f"id={made.rows[kind].pk}" for kind in kinds)
        found.append({"app_label": app, "model_name": model, "action": action, "?": query})
    return found


def _settings(made: Furniture) -> list[Sample]:
    return [{"app_name": "wagtail_mathshub", "model_name": "hubsettings", "pk": made.hub.site_id}]


NAMED: dict[str, Maker] = {
    r"wagtail_mathshub_audience_modeladmin_\w+": one("instance_pk", "audience"),
    r"wagtail_mathshub_topic_modeladmin_\w+": one("instance_pk", "topic"),
    r"wagtail_mathshub_localauthority_modeladmin_\w+": one("instance_pk", "localauthority"),
    r"mathshub_registration_application_modeladmin_inspect": one("instance_pk", "application"),
    r"mathshub_registration_step": _steps,
    r"mathshub_registration_register": one("pk", "session"),
    r"mathshub_registration_retry": one("pk", "message"),
    r"mathshub_importing_report": _run(format=["csv", "json"]),
    r"mathshub_importing_item": _run(item=True),
    r"mathshub_importing_act": _run(item=True, act=list(ACTS)),
    r"mathshub_importing_\w+": _run(),
    r"mathshub_links_look_again": one("link", "link"),
    r"mathshub_rolling_over_\w+": one("pk", "roll_over"),
    r"wagtailsettings:edit": _settings,
    r"wagtailsettings:edit_redirect": lambda made: [
        {"app_name": "wagtail_mathshub", "model_name": "hubsettings"}
    ],
    r"wagtail_bulk_action": _bulk,
}


# What has to be said in the body before an address without a row opens at all.
BODIES: dict[str, Callable[[Furniture], Sample]] = {
    "mathshub_starting_read_dates": lambda made: {
        "page": made.rows["group"].pk,
        "lines": "Weds 20th January 10am",
    },
}


def body(address: Address, made: Furniture) -> Sample:
    """What is sent to `address` for the hub's own rows."""
    return BODIES.get(address.name, lambda _made: {})(made)


class NoSampleError(LookupError):
    """An address whose rows nobody has named."""


def samples(address: Address, made: Furniture) -> list[Sample]:
    """What to put into `address` for the hub's rows. NoSampleError says what to add where."""
    if not address.parameters:
        return [{}]
    found = re.fullmatch(r"wagtailsnippet(?:choosers|s)_wagtail_mathshub_(\w+):(\w+)", address.name)
    if found and found[1] in MODELS:
        return _snippet(found[1], found[2])(made)
    for pattern, maker in NAMED.items():
        if re.fullmatch(pattern, address.name):
            return maker(made)
    raise NoSampleError(
        f"The admin address {address.name!r} takes {', '.join(address.parameters)}. Add it to NAMED in "
        "tests/permissions/samples.py, with the row of a hub that it opens, and say in tests/permissions/table.py "
        "who may open it."
    )


def queries(made: Furniture) -> list[str]:
    """What somebody may put behind an address who knows the keys of another hub's rows."""
    key = made.rows["group"].pk
    names = (
        "id",
        "ids",
        "group",
        "page",
        "project",
        "parent",
        "like",
        "from",
        "source",
        "hub",
        "site",
        "person",
    )
    return [
        "?" + "&".join(f"{name}={key}" for name in names),
        f"?hub={made.hub.key}&site={made.hub.site_id}&q={made.canary[:5]}",
        "?export=csv",
    ]
