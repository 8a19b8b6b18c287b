"""On what terms a job is offered: time, money, place and how to answer."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_mathshub.publishing.columns import optional_fk
from wagtail_mathshub.taxonomy.job_terms import JobApplyVia, PayTo, PayUnit, Workplace


class WorkingTime(models.Model):
    """How much time, and from when to when."""

    time_commitment = models.CharField(
        _("time"), max_length=200, blank=True, help_text=_("In words: 1 day a week, term time.")
    )
    fte = models.DecimalField(
        _("full-time equivalent"),
        max_digits=3,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0.01), MaxValueValidator(1)],
        help_text=_("A number up to 1: 0.2 is one day a week. Empty: not said."),
    )
    starts = models.DateField(_("starts"), null=True, blank=True)
    ends = models.DateField(_("ends"), null=True, blank=True, help_text=_("Empty for a permanent post."))

    class Meta:
        abstract = True


class Pay(models.Model):
    """Who is paid, and how much."""

    pay_to = models.CharField(_("paid to"), max_length=10, choices=PayTo.choices, blank=True)
    pay_min = models.PositiveIntegerField(
        _("lowest (£)"), null=True, blank=True, help_text=_("Whole pounds.")
    )
    pay_max = models.PositiveIntegerField(
        _("highest (£)"), null=True, blank=True, help_text=_("Leave empty if there is one figure.")
    )
    pay_unit = models.CharField(_("per"), max_length=10, choices=PayUnit.choices, default=PayUnit.YEAR)
    pay_pro_rata = models.BooleanField(_("pro rata"), default=False)
    pay_note = models.CharField(
        _("about the pay"), max_length=200, blank=True, help_text=_("Like: when working with other schools.")
    )

    class Meta:
        abstract = True


class Place(models.Model):
    """Whose post it is, and where the work is done."""

    host = optional_fk(
        "wagtail_mathshub.Organisation", _("host school"), help_text=_("The school that employs or hosts.")
    )
    location = models.CharField(_("place in words"), max_length=200, blank=True)
    workplace = models.CharField(_("workplace"), max_length=10, choices=Workplace.choices, blank=True)

    class Meta:
        abstract = True


class Answering(models.Model):
    """Who can apply, until when, and how."""

    who_can_apply = models.TextField(_("who can apply"), blank=True)
    head_endorsement = models.BooleanField(_("needs the headteacher's endorsement"), default=False)
    closes_at = models.DateTimeField(
        _("closes"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("London time. After this minute the advert leaves the lists. Empty: no closing date."),
    )
    extended_from = models.DateTimeField(
        _("extended from"),
        null=True,
        blank=True,
        help_text=_("London time. If the closing date was put off: what it was, so that readers are told."),
    )
    interviews = models.DateField(_("interviews"), null=True, blank=True)
    apply_via = models.CharField(
        _("apply by"), max_length=10, choices=JobApplyVia.choices, default=JobApplyVia.HUB
    )
    apply_url = models.URLField(
        _("address of the form"), blank=True, help_text=_("Only if people apply by a form.")
    )
    apply_email = models.EmailField(
        _("email for applications"), blank=True, help_text=_("Only if it is not the hub's own address.")
    )
    filled = models.BooleanField(_("filled: somebody has been found"), default=False)
    withdrawn = models.BooleanField(_("withdrawn"), default=False)

    class Meta:
        abstract = True
