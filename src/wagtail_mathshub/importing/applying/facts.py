"""What the installation knows of a hub, as plain data for the reader of its old site."""

from __future__ import annotations

from typing import Any

from wagtail_mathshub import clock
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.hubs.queries import holidays_of
from wagtail_mathshub.importing.understanding import HubFacts
from wagtail_mathshub.organisations.models import Organisation
from wagtail_mathshub.people.models import Person
from wagtail_mathshub.taxonomy import academic_years
from wagtail_mathshub.taxonomy.models import Audience, LocalAuthority, Topic


def facts_of(hub: HubSettings) -> HubFacts:
    """The hub's vocabularies, people, places and holidays, and what day it is."""
    return HubFacts(
        today=clock.today(),
        academic_year=academic_years.current(),
        topics=_labels(Topic),
        audiences=_labels(Audience),
        local_authorities=_labels(LocalAuthority),
        holidays=tuple(holidays_of(hub)),
        people=tuple(Person.objects.filter(site=hub.site).values_list("name", flat=True)),
        organisations=tuple(Organisation.objects.filter(site=hub.site).values_list("name", flat=True)),
    )


def _labels(model: Any) -> dict[str, str]:
    return dict(model.objects.values_list("key", "label"))
