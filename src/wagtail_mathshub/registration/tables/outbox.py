"""What is to be sent, and what was asked for twice."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import swapper
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from wagtail_mathshub.registration.states import MessageKind, MessageState
from wagtail_mathshub.registration.tables.applications import Application


class Message(models.Model):
    """One email to one address. It is written when it is sent; `data` holds what may be otherwise by then.

    `key` makes its Message-ID, which stays the same however often it is tried. `once` is for what must
    not be said twice, like the reminder of one session: a name that no other message has.
    """

    key = models.UUIDField(unique=True, default=uuid4, editable=False)
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+", verbose_name=_("hub"))
    kind = models.CharField(_("message"), max_length=30, choices=MessageKind.choices)
    application = models.ForeignKey(Application, null=True, on_delete=models.CASCADE, related_name="messages")
    interest = models.ForeignKey(
        "mathshub_registration.Interest", null=True, on_delete=models.CASCADE, related_name="messages"
    )
    to = models.CharField(_("to"), max_length=254, blank=True)
    data = models.JSONField(default=dict)
    once = models.CharField(max_length=120, null=True, unique=True)
    state = models.CharField(
        _("state"), max_length=20, choices=MessageState.choices, default=MessageState.WAITING
    )
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    error = models.CharField(_("error"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("written at"))
    next_try_at = models.DateTimeField(_("next try at"))
    sent_at = models.DateTimeField(_("sent at"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "next_try_at"], name="mathshub_message_due"),
            models.Index(fields=["to"], name="mathshub_message_to"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.pk})"


class Interest(models.Model):
    """Somebody who wants to be told when sign-up opens. No place is asked for."""

    key = models.UUIDField(unique=True, default=uuid4, editable=False)
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+", verbose_name=_("hub"))
    page = models.ForeignKey(
        swapper.get_model_name("wagtailcore", "Page"),
        on_delete=models.PROTECT,
        related_name="mathshub_interests",
        verbose_name=_("Work Group"),
    )
    email = models.CharField(_("email"), max_length=254)
    name = models.CharField(_("name"), max_length=120, blank=True)
    school_name = models.CharField(_("school"), max_length=200, blank=True)
    consent_text = models.TextField(_("privacy notice shown"), blank=True)
    consent_version = models.CharField(_("its version"), max_length=40, blank=True)
    created_at = models.DateTimeField(_("noted at"))
    told_at = models.DateTimeField(_("told at"), null=True)

    messages: Any

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("interest")
        verbose_name_plural = _("interests")
        ordering = ["page", "created_at"]
        constraints = [models.UniqueConstraint(fields=["page", "email"], name="mathshub_interest_once")]

    def __str__(self) -> str:
        return f"{self.page_id}/{self.pk}"


class Submission(models.Model):
    """A request that came with a key of its own, so that sending it twice does nothing twice."""

    key = models.CharField(max_length=200, unique=True)
    fingerprint = models.CharField(max_length=64)
    reference = models.CharField(max_length=20)
    created_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.reference
