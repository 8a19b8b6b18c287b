"""What pages link to, and what was last seen of it: addresses elsewhere, and pages and documents of this site."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import swapper
from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkState(models.TextChoices):
    """What a check found."""

    UNCHECKED = "unchecked", _("Not looked at yet")
    WORKS = "works", _("Answers")
    MOVED = "moved", _("Moved for good")
    DEAD = "dead", _("Dead")
    UNSURE = "unsure", _("Could not be told")
    REFUSED = "refused", _("Not asked")


def digest_of(url: str) -> str:
    """The key of an address: its SHA-256 in hexadecimal, for an address may be longer than a key."""
    return sha256(url.encode()).hexdigest()


class OutgoingLink(models.Model):
    """One address elsewhere, or "page:" or "document:" with the key of what a link here leads to.

    `due_at` is when it should be looked at again, empty for as soon as possible. Whoever asks an address says so in
    `claimed_until`, so that no other process asks it meanwhile.
    """

    digest = models.CharField(max_length=64, unique=True, editable=False)
    url = models.TextField(_("address"))
    state = models.CharField(
        _("state"), max_length=20, choices=LinkState.choices, default=LinkState.UNCHECKED, db_index=True
    )
    status_code = models.PositiveSmallIntegerField(_("HTTP status"), null=True)
    reason = models.CharField(_("why"), max_length=300, blank=True)
    moved_to = models.TextField(_("moved to"), blank=True)
    failures = models.PositiveSmallIntegerField(_("failed in a row"), default=0)
    failed_since = models.DateTimeField(_("failing since"), null=True)
    checked_at = models.DateTimeField(_("looked at"), null=True, db_index=True)
    due_at = models.DateTimeField(_("to be looked at"), null=True, db_index=True)
    claimed_until = models.DateTimeField(null=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("outgoing link")
        verbose_name_plural = _("outgoing links")
        ordering = ["url"]

    def __str__(self) -> str:
        return self.url


class LinkUse(models.Model):
    """Where a page links to an address: in which of its parts, and with which words."""

    link = models.ForeignKey(OutgoingLink, on_delete=models.CASCADE, related_name="uses")
    page = models.ForeignKey(
        swapper.get_model_name("wagtailcore", "Page"), on_delete=models.CASCADE, related_name="+"
    )
    place = models.CharField(_("where"), max_length=200, blank=True)
    words = models.CharField(_("words of the link"), max_length=300, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("use of an outgoing link")
        verbose_name_plural = _("uses of outgoing links")
        ordering = ["page", "pk"]

    def __str__(self) -> str:
        return self.words or self.place


def pages_with_dead_links() -> Any:
    """The keys of the pages that link to something dead, as a subquery."""
    return LinkUse.objects.filter(link__state=LinkState.DEAD).order_by().values("page")
