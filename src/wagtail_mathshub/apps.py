"""The app that every installation has."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MathsHubConfig(AppConfig):
    name = "wagtail_mathshub"
    label = "wagtail_mathshub"
    verbose_name = _("Maths Hub")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Plug the rooms into one another."""
        from wagtail_mathshub import checks  # noqa: F401
        from wagtail_mathshub.hubs import hooks as hubs
        from wagtail_mathshub.people import hooks as people
        from wagtail_mathshub.publishing import hooks as publishing
        from wagtail_mathshub.workgroups import hooks as workgroups

        for room in (publishing, hubs, people, workgroups):
            room.connect()
