"""The child rows of an article: who wrote it, and what to read next."""

from __future__ import annotations

import swapper
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import PageChooserPanel
from wagtail.models import Orderable

from wagtail_mathshub.articles.mixins import HubArticleMixin
from wagtail_mathshub.people.credits import Credit


class HubArticleAuthorMixin(Credit):
    """An author. The concrete class adds `page`, related name `authors`."""

    class Meta(Credit.Meta):
        abstract = True
        verbose_name = _("author")
        verbose_name_plural = _("authors")


class HubArticleRelatedMixin(Orderable):
    """An article to read next. The concrete class adds `page`, related name `related_articles`."""

    related = models.ForeignKey(
        swapper.get_model_name("wagtailcore", "Page"),
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("article"),
    )

    panels = [PageChooserPanel("related")]

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("related article")
        verbose_name_plural = _("related articles")

    def __str__(self) -> str:
        return str(self.related)

    def clean(self) -> None:
        """Refuse a page that is no article."""
        super().clean()
        if self.related_id and not isinstance(self.related.specific, HubArticleMixin):
            raise ValidationError({"related": _("Choose an article.")})
