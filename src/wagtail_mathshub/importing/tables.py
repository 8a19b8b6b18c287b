"""What the installation remembers of its imports: each run, each page of an old site, and what a run has made."""

from __future__ import annotations

from typing import Any

import swapper
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from wagtail_mathshub.importing.plans import PlanKind
from wagtail_mathshub.importing.source_pages import SourceKind


class RunState(models.TextChoices):
    WAITING = "waiting", _("Not begun")
    RUNNING = "running", _("Under way or interrupted")
    FINISHED = "finished", _("Finished")
    FAILED = "failed", _("Could not be read")
    UNDONE = "undone", _("Undone")


class ItemState(models.TextChoices):
    CREATED = "created", _("Made")
    UPDATED = "updated", _("Brought up to date")
    UNCHANGED = "unchanged", _("As before")
    KEPT = "kept", _("Changed here and on the old site")
    LEFT_OUT = "left_out", _("Left out")
    FAILED = "failed", _("Could not be imported")
    DISCARDED = "discarded", _("Discarded")


class MadeKind(models.TextChoices):
    PAGE = "page", _("Page")
    CHANGE = "change", _("Change of a page")
    REDIRECT = "redirect", _("Redirect")
    IMAGE = "image", _("Image")
    DOCUMENT = "document", _("Document")
    PERSON = "person", _("Person")


class ImportRun(models.Model):
    """One import of one old site. A run that was interrupted goes on as the same row."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+", verbose_name=_("hub"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    source_key = models.CharField(max_length=300, blank=True)
    source_name = models.CharField(_("source"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=SourceKind.choices, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=RunState.choices, default=RunState.WAITING)
    publish = models.BooleanField(_("publish what was public"), default=False)
    options = models.JSONField(default=dict)
    total = models.PositiveIntegerField(_("pages"), null=True)
    done = models.PositiveIntegerField(_("pages done"), default=0)
    notices = models.JSONField(default=list)
    skipped = models.JSONField(default=list)
    error = models.TextField(_("what is wrong"), blank=True)
    started_at = models.DateTimeField(_("started"))
    finished_at = models.DateTimeField(_("finished"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-started_at", "-pk"]
        indexes = [models.Index(fields=["site", "source_key"], name="mathshub_import_source")]

    def __str__(self) -> str:
        return self.source_name or self.source_key


class ImportItem(models.Model):
    """A page of an old site, by the name that its source has for it, and what became of it here.

    `digest` is of the source's page; `applied` holds the values that the import has written, to tell what somebody
    has changed since. `original` is the source's page, `findings` what there is to say about it. `open_links` and
    `open_media` are addresses of the old site that led nowhere yet.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+", verbose_name=_("hub"))
    source_key = models.CharField(max_length=300)
    source_id = models.CharField(max_length=500)
    first_run = models.ForeignKey(ImportRun, null=True, on_delete=models.SET_NULL, related_name="first_items")
    run = models.ForeignKey(ImportRun, null=True, on_delete=models.SET_NULL, related_name="items")
    page = models.ForeignKey(
        swapper.get_model_name("wagtailcore", "Page"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("page"),
    )
    title = models.CharField(_("title"), max_length=255, blank=True)
    address = models.CharField(_("old address"), max_length=2000, blank=True)
    aliases = models.JSONField(default=list)
    status = models.CharField(_("on the old site"), max_length=20, blank=True)
    kind = models.CharField(_("type"), max_length=20, choices=PlanKind.choices, blank=True)
    chosen_kind = models.CharField(max_length=20, choices=PlanKind.choices, blank=True)
    confidence = models.FloatField(_("how sure"), default=0)
    state = models.CharField(_("state"), max_length=20, choices=ItemState.choices)
    accepted = models.BooleanField(_("accepted"), default=False)
    digest = models.CharField(max_length=64, blank=True)
    original = models.JSONField(default=dict)
    applied = models.JSONField(default=dict)
    findings = models.JSONField(default=dict)
    open_links = models.JSONField(default=list)
    open_media = models.JSONField(default=list)
    indexed = models.BooleanField(default=True)
    order = models.PositiveIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("imported page")
        verbose_name_plural = _("imported pages")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["site", "source_key", "source_id"], name="mathshub_import_item")
        ]

    def __str__(self) -> str:
        return self.title or self.address or self.source_id

    @property
    def notices(self) -> list[dict[str, Any]]:
        """What somebody should look at: code, message and the words it is about."""
        return self.findings.get("notices", [])


class ImportMade(models.Model):
    """Something that a run has made, so that it can be undone. `before` is what it was before a change."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="made")
    item = models.ForeignKey(ImportItem, null=True, on_delete=models.SET_NULL, related_name="made")
    kind = models.CharField(max_length=20, choices=MadeKind.choices)
    key = models.CharField(max_length=40)
    before = models.JSONField(default=dict)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("made by an import")
        verbose_name_plural = _("made by imports")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.key}"
