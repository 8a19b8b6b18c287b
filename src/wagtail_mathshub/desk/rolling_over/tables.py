"""What the installation remembers of rolling over: which pages were copied to which year, and what else was changed."""

from __future__ import annotations

from uuid import uuid4

import swapper
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site


class RollOver(models.Model):
    """One rolling over of a hub's offer from one academic year to the next.

    `token` is that of the preview from which it was begun: sent twice, it begins nothing twice.
    `projects` says which projects are to get a successor and what was done: `{project, successor, made}`,
    by key. `left_out` is a list of `{title, reason}`.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+", verbose_name=_("hub"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    from_year = models.CharField(_("from"), max_length=7)
    to_year = models.CharField(_("to"), max_length=7)
    started_at = models.DateTimeField(_("started"))
    undone_at = models.DateTimeField(_("undone"), null=True)
    token = models.UUIDField(default=uuid4, unique=True, editable=False)
    projects = models.JSONField(default=list)
    left_out = models.JSONField(default=list)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("roll over")
        verbose_name_plural = _("roll overs")
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.from_year} → {self.to_year}"


class RolledPage(models.Model):
    """A page that was rolled over, and its copy. While this row stands, the page is not copied to that year again.

    It is made before the copy is; `done_at` is empty until then. `title` is kept for the report when
    either page is gone; `notes` is a list of sentences for an editor; `before` holds what undoing needs
    to know: how the copy was left, and what was changed on the page that was there before.
    """

    roll_over = models.ForeignKey(RollOver, on_delete=models.CASCADE, related_name="pages")
    source = models.ForeignKey(
        swapper.get_model_name("wagtailcore", "Page"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    copy = models.ForeignKey(
        swapper.get_model_name("wagtailcore", "Page"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    to_year = models.CharField(max_length=7)
    title = models.CharField(_("title"), max_length=255, blank=True)
    notes = models.JSONField(default=list)
    before = models.JSONField(default=dict)
    done_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("rolled page")
        verbose_name_plural = _("rolled pages")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["source", "to_year"], name="mathshub_rolled_once")]

    def __str__(self) -> str:
        return self.title
