"""One application: a school, who speaks for it, who would take part, and all that became of it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import swapper
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from wagtail_mathshub.registration.states import OPEN, Actor, Outcome, State, Step


class Application(models.Model):
    """One school's wish to take part in one Work Group. Written by `flows` alone.

    `key` is the secret in the links of its emails. `places` is what it asks for, in the group's unit,
    `held` what it holds now. `number` is its turn in the group: the smaller the earlier.
    """

    key = models.UUIDField(unique=True, default=uuid4, editable=False)
    reference = models.CharField(_("reference"), max_length=20, unique=True)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+", verbose_name=_("hub"))
    page = models.ForeignKey(
        swapper.get_model_name("wagtailcore", "Page"),
        on_delete=models.PROTECT,
        related_name="mathshub_applications",
        verbose_name=_("Work Group"),
    )
    number = models.PositiveBigIntegerField(_("turn"))
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.SUBMITTED)
    places = models.PositiveIntegerField(_("places asked for"), default=1)
    held = models.PositiveIntegerField(_("places held"), default=0)
    accepts_fewer = models.BooleanField(_("would take fewer places"), default=False)
    contact_name = models.CharField(_("contact"), max_length=120, blank=True)
    contact_email = models.CharField(_("email"), max_length=254, blank=True)
    contact_phone = models.CharField(_("phone"), max_length=40, blank=True)
    school_name = models.CharField(_("school"), max_length=200, blank=True)
    school_urn = models.CharField(_("URN"), max_length=6, blank=True)
    school_postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    head_agrees = models.BooleanField(_("the headteacher agrees"), default=False)
    answers = models.JSONField(_("answers"), default=list, blank=True)
    consent_text = models.TextField(_("privacy notice shown"), blank=True)
    consent_version = models.CharField(_("its version"), max_length=40, blank=True)
    consent_at = models.DateTimeField(_("agreed at"), null=True)
    newsletter = models.BooleanField(_("wants the newsletter"), default=False)
    reason = models.TextField(_("last reason"), blank=True)
    created_at = models.DateTimeField(_("applied at"))
    confirm_by = models.DateTimeField(_("to be confirmed by"), null=True)
    address_confirmed_at = models.DateTimeField(_("address confirmed at"), null=True)
    erased_at = models.DateTimeField(_("erased at"), null=True)

    participants: Any
    changes: Any
    offers: Any
    messages: Any

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["page", "number"]
        permissions = [("see_trn", _("Can see and export teacher reference numbers"))]
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="mathshub_application_turn"),
            models.UniqueConstraint(
                fields=["page", "contact_email"],
                condition=Q(state__in=[str(state) for state in OPEN]) & ~Q(contact_email=""),
                name="mathshub_application_once",
            ),
        ]
        indexes = [
            models.Index(fields=["page", "state", "number"], name="mathshub_application_queue"),
            models.Index(fields=["site", "state"], name="mathshub_application_site"),
            models.Index(fields=["contact_email"], name="mathshub_application_email"),
        ]

    def __str__(self) -> str:
        # Wagtail's log keeps this for ever: nobody's name in it.
        return self.reference

    @property
    def is_open(self) -> bool:
        """Whether it is still about a place."""
        return self.state in OPEN


class Participant(models.Model):
    """Somebody who would take part. `years` are the school years they teach: -1 Nursery, 0 Reception, 1 to 13."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="participants")
    sort_order = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.CharField(_("email"), max_length=254, blank=True)
    role = models.CharField(_("role"), max_length=80, blank=True)
    years = models.JSONField(_("years taught"), default=list, blank=True)
    trn = models.CharField(_("teacher reference number"), max_length=7, blank=True)
    erased_at = models.DateTimeField(null=True)

    attendance: Any

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["application", "sort_order", "pk"]
        indexes = [models.Index(fields=["email"], name="mathshub_participant_email")]

    def __str__(self) -> str:
        return f"{self.application_id}/{self.sort_order + 1}"


class Offer(models.Model):
    """A place offered to a school on the waiting list, until a moment."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="offers")
    places = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, default=Outcome.OPEN)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["application", "made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(outcome="open"), name="mathshub_offer_open"
            )
        ]
        indexes = [models.Index(fields=["outcome", "expires_at"], name="mathshub_offer_expiry")]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.places}"


class StateChange(models.Model):
    """One line of an application's log: rows are added, and never changed.

    Only an erasure empties `why`, where somebody may have written a name.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField()
    step = models.CharField(max_length=30, choices=Step.choices)
    before = models.CharField(max_length=20, blank=True)
    after = models.CharField(max_length=20)
    actor = models.CharField(max_length=20, choices=Actor.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    why = models.TextField(blank=True)
    held = models.PositiveIntegerField(default=0)
    group = models.PositiveBigIntegerField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("entry of the log")
        verbose_name_plural = _("log")
        ordering = ["application", "pk"]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.step}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the line; a line that is there already stays as it is."""
        if self.pk is not None:
            raise TypeError("The log of an application is only added to.")
        super().save(*args, **kwargs)
