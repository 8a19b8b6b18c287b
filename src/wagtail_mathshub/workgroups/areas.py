"""Whose schools may come: those of the local authorities that a Work Group names, or else of its hub's."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q

from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.hubs.queries import hub_key_of_rows


def with_own_hub(groups: Any) -> Any:
    """Each with the key of its own hub's settings as `own_hub`."""
    return groups.annotate(own_hub=hub_key_of_rows())


def takes_from(groups: Any, areas: Any) -> Q:
    """Those of `groups`, with their own hubs, that are for schools of one of the local authorities `areas`."""
    own = groups.model._base_manager.filter(pk=OuterRef("pk"))
    named = Exists(own.filter(local_authorities__in=areas))
    limited = Exists(own.filter(local_authorities__isnull=False))
    serving = HubSettings.objects.filter(local_authorities__in=areas).values("pk")
    return Q(named) | Q(~limited, own_hub__in=serving)
