"""Columns that pages of several kinds share."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string
from wagtail.search import index

from wagtail_mathshub.publishing.searching import WordBeginnings

# What a search needs of every page beside Wagtail's own fields: what `visibility.visible` asks, and its title.
VISIBLE_IN_SEARCH = [index.FilterField("expire_at"), WordBeginnings("title")]


def optional_fk(to: str, label: Any, **kwargs: Any) -> Any:
    """A foreign key that may be empty, and becomes empty when its row goes."""
    return models.ForeignKey(
        to, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=label, **kwargs
    )


def lines_of(text: str) -> list[str]:
    """The lines of `text` that hold anything, without the space around them."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class Summary(models.Model):
    """What lists say of a page."""

    summary = models.TextField(
        _("summary"), blank=True, max_length=400, help_text=_("One or two sentences, shown in lists.")
    )

    class Meta:
        abstract = True


class LeadImage(models.Model):
    """The picture at the top of a page, and beside it in lists."""

    lead_image = optional_fk(get_image_model_string(), _("picture"))

    class Meta:
        abstract = True
