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
        from wagtail_mathshub.api import purging as api
        from wagtail_mathshub.articles import hooks as articles
        from wagtail_mathshub.desk.checklist import hooks as checklist
        from wagtail_mathshub.desk.links import hooks as links
        from wagtail_mathshub.desk.rolling_over import hooks as rolling_over
        from wagtail_mathshub.events import hooks as events
        from wagtail_mathshub.finding import purging as finding
        from wagtail_mathshub.hubs import hooks as hubs
        from wagtail_mathshub.importing import hooks as importing
        from wagtail_mathshub.jobs import hooks as jobs
        from wagtail_mathshub.organisations import hooks as organisations
        from wagtail_mathshub.people import hooks as people
        from wagtail_mathshub.publishing import hooks as publishing
        from wagtail_mathshub.resources import hooks as resources
        from wagtail_mathshub.workgroups import hooks as workgroups

        shared = (publishing, api, hubs, people, organisations)
        slices = (workgroups, events, articles, resources, jobs)
        for room in (*shared, *slices, finding, importing, rolling_over, checklist, links):
            room.connect()
