"""Schools and other places that a hub works with."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Site
from wagtail.search import index

from wagtail_mathshub.organisations import wagtail_api
from wagtail_mathshub.taxonomy.vocabularies import Phase

URN = re.compile(r"\d{6}")


def validate_urn(value: str) -> None:
    """Refuse what is not six digits."""
    if not URN.fullmatch(value):
        raise ValidationError(
            _("A URN has six digits. You can look it up on the government's list of schools.")
        )


class Organisation(index.Indexed, models.Model):
    """A school, a partner or a place where sessions are held."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+", verbose_name=_("hub"))
    name = models.CharField(_("name"), max_length=200)
    urn = models.CharField(
        _("URN"),
        max_length=6,
        blank=True,
        validators=[validate_urn],
        help_text=_("The school's six-digit number. Leave it empty for places that are no school."),
    )
    address = models.TextField(_("address"), blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    local_authority = models.ForeignKey(
        "wagtail_mathshub.LocalAuthority",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("local authority"),
    )
    early_years = models.BooleanField(_("early years"), default=False)
    primary = models.BooleanField(_("primary"), default=False)
    secondary = models.BooleanField(_("secondary"), default=False)
    post_16 = models.BooleanField(_("post-16"), default=False)
    is_lead = models.BooleanField(_("lead school"), default=False)
    is_strategic_partner = models.BooleanField(_("strategic partner"), default=False)
    is_operational_partner = models.BooleanField(_("operational partner"), default=False)
    is_venue = models.BooleanField(_("venue"), default=False)
    access_notes = models.TextField(
        _("access"), blank=True, help_text=_("Parking, step-free access, hearing loop: what a visitor asks.")
    )
    map_url = models.URLField(_("map link"), blank=True)

    panels = [
        FieldPanel("site"),
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("urn"), FieldPanel("local_authority")]),
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldPanel("postcode"),
                FieldPanel("map_url"),
                FieldPanel("access_notes"),
            ],
            heading=_("Where it is"),
        ),
        MultiFieldPanel(
            [FieldPanel(phase) for phase in Phase.values],
            heading=_("Phases (schools only)"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("is_lead"),
                FieldPanel("is_strategic_partner"),
                FieldPanel("is_operational_partner"),
                FieldPanel("is_venue"),
            ],
            heading=_("What it is to the hub"),
        ),
    ]

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("postcode"),
        index.FilterField("site_id"),
    ]
    api_fields = wagtail_api.ORGANISATION

    class Meta:
        verbose_name = _("school or venue")
        verbose_name_plural = _("schools and venues")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "urn"],
                condition=~Q(urn=""),
                name="mathshub_organisation_urn",
                violation_error_message=_("Your hub already has a school with this URN."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def phases(self) -> list[str]:
        """The keys of the phases that a school teaches."""
        return [phase for phase in Phase.values if getattr(self, phase)]
