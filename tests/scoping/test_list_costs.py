"""What the lists of snippets cost, with few rows and with many."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import OrganisationFactory, PersonFactory, ProjectFactory
from wagtail_mathshub.organisations.models import Organisation
from wagtail_mathshub.people.models import Person
from wagtail_mathshub.workgroups.models import Project

FACTORIES = {Person: PersonFactory, Organisation: OrganisationFactory, Project: ProjectFactory}
MOST = 45


def rows(model, site, first, last):
    """Rows of the hub, made at once."""
    made = [FACTORIES[model].build(site=site) for _number in range(first, last)]
    for number, row in enumerate(made, start=first):
        if model is Person:
            row.slug = f"person-{number}"
    model.objects.bulk_create(made)


def queries(client, address, **query):
    """How many queries the address costs."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = client.get(address, query)
        assert answer.status_code == 200
        assert answer.streaming is False or b"".join(answer)
    return len(captured)


@pytest.mark.parametrize("model", list(FACTORIES))
def test_a_list_of_a_thousand_rows_costs_what_one_of_twenty_costs(client, hub_a, publisher_a, model):
    client.force_login(publisher_a)
    list_of = reverse(model.snippet_viewset.get_url_name("list"))
    chooser = reverse(f"{model.snippet_viewset.get_chooser_admin_url_namespace()}:choose")
    asked = [
        (list_of, {}),
        (list_of, {"q": "1"}),
        (list_of, {"p": "2"}),
        (list_of, {"export": "csv"}),
        (chooser, {}),
    ]
    rows(model, hub_a.site, 0, 120)
    client.get(list_of)
    before = [queries(client, address, **query) for address, query in asked]
    rows(model, hub_a.site, 120, 1000)
    after = [queries(client, address, **query) for address, query in asked]
    assert after == before
    assert max(after) <= MOST, after
