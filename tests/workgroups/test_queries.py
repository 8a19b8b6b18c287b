"""What lists cost."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import OrganisationFactory, PersonFactory, ProjectFactory, index_of, make_group, on
from wagtail_mathshub.taxonomy.models import Audience
from wagtail_mathshub.workgroups.queries import current, public_groups, work_groups

MOST = 20


def fill(hub, count):
    lead, place = PersonFactory(site=hub.site), OrganisationFactory(site=hub.site)
    audience, _made = Audience.objects.get_or_create(key="ect", label="ECTs")
    for number in range(count):
        group = make_group(
            hub,
            slug=f"group-{number}-{lead.pk}",
            project=ProjectFactory(site=hub.site),
            leads=[lead],
            apply_via="link",
            sessions=[on(date(2027, 1, 20), organisation=place), on(date(2027, 2, 20))],
        )
        group.audiences = [audience]
        group.save()


def cost(client, page, host):
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(page.get_url_parts()[2], headers={"host": host})
    return len(queries), answer.content.decode()


def test_a_list_of_fifty_costs_as_many_queries_as_a_list_of_three(client, hub_a, reference_time):
    index, host = index_of(hub_a), hub_a.site.hostname
    fill(hub_a, 3)
    cost(client, index, host)
    few, _html = cost(client, index, host)
    fill(hub_a, 47)
    many, html = cost(client, index, host)
    assert html.count('class="mh-card"') == 50
    assert few == many <= MOST


@pytest.mark.parametrize("hub_given", [True, False])
def test_to_filter_by_state_takes_no_subquery(hub_a, hub_given, reference_time):
    groups = work_groups(hub=hub_a if hub_given else None).filter(
        recruitment_state__in=["open", "nearly_full"]
    )
    for statement in (str(current(groups).query), str(groups.filter(delivery_state="upcoming").query)):
        # Whether anybody may see the page is looked up by the key of its base page: that and no more.
        assert statement.upper().count("SELECT") == str(public_groups().query).upper().count("SELECT") == 2
