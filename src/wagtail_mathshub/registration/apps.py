"""The app for sign-up. A site whose sign-up lives elsewhere leaves it out."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MathsHubRegistrationConfig(AppConfig):
    name = "wagtail_mathshub.registration"
    label = "mathshub_registration"
    verbose_name = _("Maths Hub sign-up")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Plug sign-up into the rooms below."""
        from wagtail_mathshub.registration import hooks

        hooks.connect()
