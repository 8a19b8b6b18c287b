"""The app with the concrete page types. A site with its own base page leaves it out."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MathsHubPagesConfig(AppConfig):
    name = "wagtail_mathshub.pages"
    label = "mathshub_pages"
    verbose_name = _("Maths Hub pages")
    default_auto_field = "django.db.models.BigAutoField"
