"""The files that belong to an advert."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.documents import get_document_model_string
from wagtail.models import Orderable

from wagtail_mathshub.publishing.columns import optional_fk


class JobDocumentMixin(Orderable):
    """A file, like the role's description. The concrete class adds `page`, related name `documents`."""

    document = optional_fk(get_document_model_string(), _("file"))
    title = models.CharField(
        _("link text"), max_length=200, blank=True, help_text=_("Empty: the file's own title.")
    )

    panels = [FieldPanel("document"), FieldPanel("title")]

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def clean(self) -> None:
        """Refuse a row without a file."""
        super().clean()
        if self.document is None:
            raise ValidationError({"document": _("Choose a file, or remove this row.")})

    def __str__(self) -> str:
        return self.title or str(self.document or "")
