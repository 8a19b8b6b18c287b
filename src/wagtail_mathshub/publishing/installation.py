"""The one row that identifies an installation and counts the changes of its public content."""

from __future__ import annotations

import uuid
from functools import lru_cache

from django.db import models
from django.utils.translation import gettext_lazy as _


class Installation(models.Model):
    """One row, made by the first migration: who we are, and how often content has changed."""

    install_id = models.UUIDField(_("installation id"), default=uuid.uuid4, editable=False)
    generation = models.BigIntegerField(_("content generation"), default=1, editable=False)

    class Meta:
        verbose_name = _("installation")
        verbose_name_plural = _("installation")

    def __str__(self) -> str:
        return str(self.install_id)


def installation() -> Installation:
    """The row, in one query."""
    return Installation.objects.order_by("pk").first() or Installation.objects.create()


@lru_cache(maxsize=1)
def install_id() -> uuid.UUID:
    """The id that tells this installation's calendar entries and caches from another's; it never changes."""
    return installation().install_id
