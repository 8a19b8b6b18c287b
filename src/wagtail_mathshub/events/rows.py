"""Those who speak at an event."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from wagtail_mathshub.people.credits import Credit


class HubEventSpeakerMixin(Credit):
    """A speaker, with the talk. The concrete class adds `page`, related name `speakers`."""

    talk = models.CharField(_("about"), max_length=200, blank=True)

    panels = [*Credit.panels, FieldPanel("talk")]

    class Meta(Credit.Meta):
        abstract = True
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
