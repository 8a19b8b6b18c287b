"""Somebody for each role, so that the demo can be tried as they see it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from wagtail_mathshub.desk import roles
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.pages.models import WorkGroupLead
from wagtail_mathshub.people.models import Person

PASSWORD = "counters"  # noqa: S105
ROLES = {
    "editor": (roles.make_editors, "writes, and submits for moderation"),
    "publisher": (roles.make_publishers, "approves and publishes"),
    "registrar": (roles.make_registrars, "keeps the sign-ups"),
    "lead": (roles.make_leads, "edits the Work Groups that they lead"),
    "hub-lead": (roles.make_hub_leads, "all of these, and the hub's settings"),
}
# For the installation: vocabularies, shared projects, Sites; and Django's own superuser.
ADMINISTRATOR, SUPERUSER = "administrator", "admin"


def make_log_ins(hub: HubSettings) -> None:
    """One user for each role of the hub; who leads its first Work Group has a log-in too."""
    for role, (make_group, _what) in ROLES.items():
        user = _user(f"{hub.key}-{role}", make_group(hub))
        if role == "lead":
            _let_lead(hub, user)
    _user(ADMINISTRATOR, roles.make_administrators(hub))


def make_superuser() -> None:
    """The one who may do everything."""
    model = get_user_model()
    if not model.objects.filter(username=SUPERUSER).exists():
        model.objects.create_superuser(username=SUPERUSER, email="admin@example.org", password=PASSWORD)


def _user(name: str, group: Group | None) -> Any:
    user, made = get_user_model().objects.get_or_create(username=name, defaults={"is_active": True})
    if made:
        user.set_password(PASSWORD)
        user.save()
    if group is not None:
        user.groups.add(group)
    return user


def _let_lead(hub: HubSettings, user: Any) -> None:
    if Person.objects.filter(user=user).exists():
        return
    leading = WorkGroupLead.objects.values("person")
    person = Person.objects.filter(site=hub.site, user=None, pk__in=leading).order_by("pk").first()
    if person is not None:
        person.user = user
        person.save()
