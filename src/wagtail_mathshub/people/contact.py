"""Who to ask about a page's subject: somebody of the hub, or words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from wagtail_mathshub.publishing.columns import optional_fk


class Contact(models.Model):
    """A person, or a contact in words."""

    contact_person = optional_fk("wagtail_mathshub.Person", _("contact"))
    contact_text = models.CharField(_("contact in words"), max_length=200, blank=True)

    class Meta:
        abstract = True


def contact_panel() -> MultiFieldPanel:
    """Both columns under one heading."""
    return MultiFieldPanel(
        [FieldPanel("contact_person"), FieldPanel("contact_text")],
        heading=_("Who to ask"),
        help_text=_("Choose somebody, or write it in words."),
    )
