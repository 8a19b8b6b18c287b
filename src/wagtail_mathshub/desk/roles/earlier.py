"""Hubs that were set up when every editor published: nobody loses what they may do."""

from __future__ import annotations

from typing import Any

import swapper
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils.translation import gettext as _
from wagtail.models import GroupPagePermission, GroupSitePermission

from wagtail_mathshub.desk.roles import names
from wagtail_mathshub.desk.roles.groups import make_publishers
from wagtail_mathshub.desk.roles.rights import permission_for
from wagtail_mathshub.hubs.models import HubSettings


def bring_up_to_date(hub: HubSettings, *, page: Any = None) -> list[str]:
    """Make publishers of editors who publish, once, and give the Work Group leads' group its name.

    Only before the hub has a group of publishers: what an administrator gives the editors afterwards stays.
    Answers what was done, a line for each.
    """
    done = []
    if _part_editors_from_publishers(hub, page):
        words = _("the members of “{editors}” as publishers; who is an editor alone submits for moderation")
        done.append(words.format(editors=names.editors_name(hub)))
    if _rename_leads(hub):
        done.append(_("the name “{group}”").format(group=names.leads_name(hub)))
    return done


def _part_editors_from_publishers(hub: HubSettings, page: Any) -> bool:
    editors = Group.objects.filter(name=names.editors_name(hub)).first()
    if editors is None or Group.objects.filter(name=names.publishers_name(hub)).exists():
        return False
    permission = permission_for(swapper.load_model("wagtailcore", "Page"), "publish")
    publish = GroupPagePermission.objects.filter(group=editors, permission=permission)
    if not publish.exists():
        return False
    publishers = make_publishers(hub, page=page)
    users: Any = get_user_model()._default_manager.filter(groups=editors)
    for user in users:
        user.groups.add(publishers)
    publish.delete()
    # Colours, privacy notice and the rest of the hub's settings are the hub lead's.
    settings = permission_for(HubSettings, "change")
    GroupSitePermission.objects.filter(group=editors, permission=settings).delete()
    return True


def _rename_leads(hub: HubSettings) -> bool:
    name = names.leads_name(hub)
    if Group.objects.filter(name=name).exists():
        return False
    return bool(Group.objects.filter(name=names.earlier_leads_name(hub)).update(name=name))
