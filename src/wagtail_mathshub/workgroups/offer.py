"""On what terms a Work Group is offered: whom it takes, what it costs, how to sign up."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail import blocks
from wagtail.fields import StreamField

from wagtail_mathshub.taxonomy.vocabularies import Admission, ApplyVia, CapacityUnit, OverrideState


class Eligibility(models.Model):
    """Who may join."""

    state_funded_only = models.BooleanField(_("state-funded schools only"), default=True)
    local_authorities = ParentalManyToManyField(
        "wagtail_mathshub.LocalAuthority",
        blank=True,
        related_name="%(app_label)s_%(class)s_set",
        verbose_name=_("only for these local authorities"),
        help_text=_("None chosen: the hub's whole area."),
    )
    neighbours_welcome = models.BooleanField(_("schools of neighbouring hubs are welcome"), default=False)
    prior_participation = models.CharField(
        _("only after"),
        max_length=200,
        blank=True,
        help_text=_("The Work Group that schools must have been part of before."),
    )
    priority_rule = models.CharField(
        _("who comes first"),
        max_length=200,
        blank=True,
        help_text=_("If there are more schools than places, like: schools with a high share of free meals."),
    )

    class Meta:
        abstract = True


class Cost(models.Model):
    """What it costs a school, and what a school gets."""

    cost_free = models.BooleanField(_("free to take part"), default=True)
    funding_to_school = models.PositiveIntegerField(
        _("paid to the school"), null=True, blank=True, help_text=_("Whole pounds. Empty: nothing.")
    )
    non_attendance_charge = models.PositiveIntegerField(
        _("charge for staying away"),
        null=True,
        blank=True,
        help_text=_("Whole pounds for each session missed without notice. Empty: none."),
    )
    cost_extras = models.CharField(_("also included"), max_length=200, blank=True)
    cover_note = models.CharField(_("about cover"), max_length=200, blank=True)

    class Meta:
        abstract = True


class Places(models.Model):
    """How many can take part, and how many are known to."""

    capacity = models.PositiveIntegerField(
        _("places"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1, _("Enter at least 1, or leave it empty for no limit."))],
        help_text=_("Empty: no limit."),
    )
    capacity_unit = models.CharField(
        _("counted in"), max_length=20, choices=CapacityUnit.choices, default=CapacityUnit.PARTICIPANTS
    )
    per_school_min = models.PositiveSmallIntegerField(_("at least, from a school"), null=True, blank=True)
    per_school_max = models.PositiveSmallIntegerField(_("at most, from a school"), null=True, blank=True)
    minimum_to_run = models.PositiveIntegerField(
        _("needed to run"),
        null=True,
        blank=True,
        help_text=_("Fewer than this and the group does not start."),
    )
    stated_confirmed = models.PositiveIntegerField(
        _("places taken"),
        null=True,
        blank=True,
        help_text=_("When sign-up is somewhere else: what you know. Empty: not known."),
    )
    stated_waiting = models.PositiveIntegerField(_("on the waiting list"), null=True, blank=True)

    class Meta:
        abstract = True


class QuestionBlock(blocks.StructBlock):
    """A question that only this group asks at sign-up."""

    question = blocks.CharBlock(label=_("question"), max_length=200)
    hint = blocks.CharBlock(label=_("hint"), max_length=200, required=False)
    choices = blocks.ListBlock(
        blocks.CharBlock(max_length=100),
        label=_("choices"),
        default=[],
        help_text=_("None: people answer in their own words."),
    )
    required = blocks.BooleanBlock(label=_("must be answered"), required=False)

    class Meta:
        icon = "help"
        label = _("Question")


class SignUp(models.Model):
    """When and how to sign up."""

    apply_via = models.CharField(
        _("sign-up by"), max_length=20, choices=ApplyVia.choices, default=ApplyVia.NONE
    )
    apply_url = models.URLField(_("address of the form"), blank=True)
    apply_email = models.EmailField(_("email for sign-up"), blank=True)
    opens_at = models.DateTimeField(
        _("sign-up opens"), null=True, blank=True, help_text=_("London time. Empty: it is open.")
    )
    closes_at = models.DateTimeField(
        _("sign-up closes"), null=True, blank=True, help_text=_("London time. Empty: no closing date.")
    )
    accepts_late_joiners = models.BooleanField(_("can be joined after the start"), default=False)
    late_joiners_note = models.CharField(_("for late joiners"), max_length=200, blank=True)
    has_waiting_list = models.BooleanField(_("keeps a waiting list"), default=True)
    has_interest_form = models.BooleanField(
        _("offers a form to register interest"), default=False, help_text=_("While sign-up is not open.")
    )
    admission = models.CharField(
        _("who gets a place"), max_length=20, choices=Admission.choices, default=Admission.FIRST_COME
    )
    head_agreement_asked = models.BooleanField(_("ask for the headteacher's agreement"), default=True)
    trn_asked = models.BooleanField(_("ask for teacher reference numbers"), default=False)
    trn_reason = models.CharField(
        _("why they are asked"), max_length=200, blank=True, help_text=_("Shown beside the question.")
    )
    extra_questions = StreamField(
        [("question", QuestionBlock())], blank=True, verbose_name=_("questions of your own")
    )

    class Meta:
        abstract = True


class Override(models.Model):
    """What an editor says, whatever the dates and numbers say."""

    override_state = models.CharField(
        _("show as"),
        max_length=20,
        choices=OverrideState.choices,
        blank=True,
        help_text=_("Empty: worked out from dates and places."),
    )
    override_until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The last day it holds. Empty: until you change it.")
    )
    override_note = models.CharField(
        _("reason"), max_length=300, blank=True, help_text=_("Shown to visitors.")
    )

    class Meta:
        abstract = True
