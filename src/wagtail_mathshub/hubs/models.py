"""What an installation knows of each hub: one settings row for a Site."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, Site

from wagtail_mathshub.hubs.palette import palette, validate_colour
from wagtail_mathshub.hubs.panels import HOLIDAY, TABS, TERM
from wagtail_mathshub.hubs.validators import validate_labels, validate_social_links
from wagtail_mathshub.taxonomy.licences import Licence
from wagtail_mathshub.taxonomy.validators import validate_academic_year
from wagtail_mathshub.taxonomy.vocabularies import Figure, Term

DEFAULT_COLOURS = ("#0F5E5C", "#F2A33A")
NEARLY_FULL_PERCENT = 15


class HubSettings(BaseSiteSetting, ClusterableModel):
    """A hub. A Site whose settings have a key is a hub; read by `hubs.queries`, never `for_site`."""

    key = models.SlugField(
        _("key"),
        max_length=60,
        null=True,
        blank=True,
        unique=True,
        help_text=_(
            "A short name for other programs, like fenmarsh. Leave it as it is unless your web person asks."
        ),
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    local_authorities = ParentalManyToManyField(
        "wagtail_mathshub.LocalAuthority",
        blank=True,
        related_name="hubs",
        verbose_name=_("local authorities"),
    )
    area_text = models.TextField(_("area in words"), blank=True)
    hub_lead = models.ForeignKey(
        "wagtail_mathshub.Person",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("Maths Hub Lead"),
    )
    email = models.EmailField(_("email"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    address = models.TextField(_("address"), blank=True)
    ncetm_url = models.URLField(_("the hub's page at the NCETM"), blank=True)
    newsletter_url = models.URLField(_("newsletter sign-up"), blank=True)
    social_links = models.JSONField(
        _("social links"),
        default=list,
        blank=True,
        validators=[validate_social_links],
        help_text=_('A list of names and addresses: [{"name": "Mastodon", "url": "https://..."}].'),
    )
    logo = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("logo"),
    )
    colour_1 = models.CharField(
        _("first colour"),
        max_length=7,
        default=DEFAULT_COLOURS[0],
        validators=[validate_colour],
        help_text=_("# and six characters, like #0F5E5C. The site shows a new colour after five minutes."),
    )
    colour_2 = models.CharField(
        _("second colour"), max_length=7, default=DEFAULT_COLOURS[1], validators=[validate_colour]
    )
    figure = models.CharField(
        _("figure"),
        max_length=20,
        choices=Figure.choices,
        blank=True,
        help_text=_("The pattern of counters on the home page. Empty: chosen for you."),
    )
    palette = models.JSONField(default=dict, editable=False)
    nearly_full_percent = models.PositiveSmallIntegerField(
        _("nearly full from"),
        default=NEARLY_FULL_PERCENT,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text=_("Per cent of the places that are left when a Work Group is called nearly full."),
    )
    default_licence = models.CharField(
        _("licence of your resources"), max_length=30, choices=Licence.choices, blank=True
    )
    privacy_controller = models.CharField(_("data controller"), max_length=200, blank=True)
    privacy_processor = models.CharField(_("data processor"), max_length=200, blank=True)
    privacy_basis = models.CharField(_("legal basis"), max_length=200, blank=True)
    retention_months = models.PositiveSmallIntegerField(
        _("keep sign-ups for"), default=84, validators=[MinValueValidator(1)], help_text=_("Months.")
    )
    privacy_notice = models.TextField(_("privacy notice"), blank=True)
    privacy_notice_version = models.CharField(_("version of the notice"), max_length=40, blank=True)
    confirm_hours = models.PositiveSmallIntegerField(
        _("time to confirm an email address"),
        default=48,
        validators=[MinValueValidator(1)],
        help_text=_("Hours."),
    )
    offer_hours = models.PositiveSmallIntegerField(
        _("time to accept an offered place"),
        default=72,
        validators=[MinValueValidator(1)],
        help_text=_("Hours."),
    )
    labels = models.JSONField(
        _("your own wording"),
        default=dict,
        blank=True,
        validators=[validate_labels],
        help_text=_('Your words for a vocabulary\'s keys: {"ect": "ECTs and NQTs"}.'),
    )
    front_end_url = models.URLField(
        _("front end"),
        blank=True,
        help_text=_(
            "Where visitors read the hub, when another program shows its pages. Leave it as it is unless your web person asks."
        ),
    )

    edit_handler = TABS
    lead_schools: Any
    terms: Any
    holidays: Any

    class Meta:
        verbose_name = _("Maths Hub settings")
        verbose_name_plural = _("Maths Hub settings")

    def __str__(self) -> str:
        return self.name or self.key or str(self.site)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the palette in step with the two colours, and an empty key null."""
        self.key = self.key or None
        self.palette = palette(self.colour_1, self.colour_2)
        super().save(*args, **kwargs)


class HubLeadSchool(Orderable):
    """A school that leads the hub."""

    settings = ParentalKey(HubSettings, on_delete=models.CASCADE, related_name="lead_schools")
    organisation = models.ForeignKey(
        "wagtail_mathshub.Organisation",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("school"),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("lead school")
        verbose_name_plural = _("lead schools")

    def __str__(self) -> str:
        return str(self.organisation)


class Days(models.Model):
    """From one day to another, both included."""

    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("to"))

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse days the wrong way round."""
        super().clean()
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValidationError({"last_day": _("This is before the first day. Check the two dates.")})


class HubTerm(Days):
    """A term of the hub's schools."""

    settings = ParentalKey(HubSettings, on_delete=models.CASCADE, related_name="terms")
    academic_year = models.CharField(
        _("academic year"), max_length=7, validators=[validate_academic_year], help_text=_("Like 2026-27.")
    )
    term = models.CharField(_("term"), max_length=10, choices=Term.choices)

    panels = TERM

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["first_day"]

    def __str__(self) -> str:
        return f"{self.get_term_display()} {self.academic_year}"


class HubHoliday(Days):
    """Days on which the hub's schools are closed."""

    settings = ParentalKey(HubSettings, on_delete=models.CASCADE, related_name="holidays")
    name = models.CharField(_("name"), max_length=60, blank=True)

    panels = HOLIDAY

    class Meta:
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        ordering = ["first_day"]

    def __str__(self) -> str:
        return self.name or str(self.first_day)


def is_hub(site: Site | None) -> bool:
    """Whether `site` is a hub: it has settings with a key."""
    return site is not None and HubSettings.objects.filter(site=site, key__isnull=False).exists()
