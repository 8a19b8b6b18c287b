"""What an editor chooses for the home page, in place of what is found by itself."""

from __future__ import annotations

import swapper
from django.core.exceptions import ValidationError
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

    def clean(self) -> None:
        """Refuse a page that the section cannot show."""
        super().clean()
        if self.chosen_id and getattr(self.chosen.specific_class, "home_section", None) != self.section:
            message = _("This page does not belong in this section. Choose another page, or another section.")
            raise ValidationError({"chosen": message})

    def __str__(self) -> str:
        return f"{self.get_section_display()}: {self.chosen}"
