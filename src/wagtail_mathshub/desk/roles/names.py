"""What the groups are called; a hub's own begin with its key."""

from __future__ import annotations

from django.utils.translation import gettext as _

from wagtail_mathshub.hubs.models import HubSettings


def editors_name(hub: HubSettings) -> str:
    """The group of those who write the hub's pages."""
    return _("{hub} editors").format(hub=hub.key)


def publishers_name(hub: HubSettings) -> str:
    """The group of those who publish the hub's pages."""
    return _("{hub} publishers").format(hub=hub.key)


def registrars_name(hub: HubSettings) -> str:
    """The group of those who keep the hub's applications."""
    return _("{hub} registrars").format(hub=hub.key)


def leads_name(hub: HubSettings) -> str:
    """The group of those who lead a Work Group of the hub."""
    return _("{hub} Work Group leads").format(hub=hub.key)


def earlier_leads_name(hub: HubSettings) -> str:
    """What that group was called before there were hub leads."""
    return _("{hub} leads").format(hub=hub.key)


def hub_leads_name(hub: HubSettings) -> str:
    """The group of those who lead the hub."""
    return _("{hub} hub leads").format(hub=hub.key)


def administrators_name() -> str:
    """The one group of those who look after the installation."""
    return _("Maths Hub administrators")


def moderation_name(hub: HubSettings) -> str:
    """The workflow in which the hub's pages are approved."""
    return _("{hub} moderation").format(hub=hub.key)
