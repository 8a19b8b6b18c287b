"""The vocabularies that an installation keeps as rows: audiences, topics, local authorities."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel


class Vocabulary(models.Model):
    """A key that never changes, a label that may, and an order."""

    key = models.SlugField(
        _("key"),
        max_length=60,
        unique=True,
        help_text=_("Used in addresses and by other programs. Don't change it once it is in use."),
    )
    label = models.CharField(_("label"), max_length=120)
    sort_order = models.PositiveIntegerField(_("order"), default=0, db_index=True)

    panels = [FieldPanel("label"), FieldPanel("key"), FieldPanel("sort_order")]

    class Meta:
        abstract = True
        ordering = ["sort_order", "label"]

    def __str__(self) -> str:
        return self.label


class Audience(Vocabulary):
    """Whom something is for: class teachers, subject leads, teaching assistants, ..."""

    class Meta(Vocabulary.Meta):
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")


class Topic(Vocabulary):
    """What something is about: algebra, early pattern, leadership, ..."""

    class Meta(Vocabulary.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class LocalAuthority(Vocabulary):
    """A local authority that hubs serve."""

    class Meta(Vocabulary.Meta):
        verbose_name = _("local authority")
        verbose_name_plural = _("local authorities")
