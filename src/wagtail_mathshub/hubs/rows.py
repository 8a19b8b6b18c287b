"""What an editor chooses for the home page, in place of what is found by itself."""

from __future__ import annotations

import swapper
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Orderable

from wagtail_mathshub.taxonomy.vocabularies import HomeSection


class HubHomeChoiceMixin(Orderable):
    """A page for one section. The concrete class adds `page`, related name `choices`."""

    section = models.CharField(_("section"), max_length=20, choices=HomeSection.choices)
    chosen = models.ForeignKey(
        swapper.get_model_name("wagtailcore", "Page"),
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("page"),
    )

    panels = [FieldPanel("section"), PageChooserPanel("chosen")]

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("choice")
        verbose_name_plural = _("choices")

    def __str__(self) -> str:
        return f"{self.get_section_display()}: {self.chosen}"
