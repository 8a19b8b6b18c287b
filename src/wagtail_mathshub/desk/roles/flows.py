"""All that a hub needs so that people can work on it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.utils.translation import gettext as _

from wagtail_mathshub.desk.roles import groups
from wagtail_mathshub.desk.roles.earlier import bring_up_to_date
from wagtail_mathshub.desk.roles.moderation import make_moderation
from wagtail_mathshub.hubs.models import HubSettings


def make_roles(hub: HubSettings, *, page: Any = None) -> list[str]:
    """Make the hub's groups and its moderation, where missing; answers what was done, a line for each.

    `page` is the top of the hub's own pages; without it, the root page of the hub's Site.
    """
    before = set(Group.objects.values_list("name", flat=True))
    done = bring_up_to_date(hub, page=page)
    publishers = groups.make_publishers(hub, page=page)
    leads = groups.make_hub_leads(hub, page=page)
    for group in (
        groups.make_editors(hub, page=page),
        publishers,
        groups.make_registrars(hub),
        groups.make_leads(hub),
        leads,
        groups.make_administrators(hub, page=page),
    ):
        if group is not None and group.name not in before:
            done.append(_("the group “{group}”").format(group=group.name))
    if workflow := make_moderation(hub, [publishers, leads], page=page):
        done.append(_("the workflow “{workflow}”").format(workflow=workflow.name))
    return done
