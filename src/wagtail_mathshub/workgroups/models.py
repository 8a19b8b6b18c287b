"""The project that Work Groups are local groups of."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import RevisionMixin, Site
from wagtail.search import index

from wagtail_mathshub.taxonomy.codes import parse_code
from wagtail_mathshub.taxonomy.validators import validate_academic_year, validate_code
from wagtail_mathshub.taxonomy.vocabularies import Stage, Strand
from wagtail_mathshub.workgroups import wagtail_api
from wagtail_mathshub.workgroups.texts import TEXT_FIELDS, SixTexts


class ProjectQuerySet(models.QuerySet["Project"]):
    """Projects, by whose they are."""

    def for_site(self, site: Site | None) -> ProjectQuerySet:
        """The projects of one hub with those that all hubs share; without a site, all."""
        return self.filter(models.Q(site=site) | models.Q(site=None)) if site else self.all()


class Project(index.Indexed, RevisionMixin, SixTexts):
    """A national or local project. Without a hub it is shared by all hubs."""

    site = models.ForeignKey(
        Site,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("hub"),
        help_text=_("Empty: shared by all hubs."),
    )
    code = models.CharField(
        _("code"),
        max_length=20,
        blank=True,
        validators=[validate_code],
        help_text=_("The NCETM's project code, like NCP26-17."),
    )
    title = models.CharField(_("title"), max_length=200)
    strand = models.CharField(_("strand"), max_length=30, choices=Strand.choices, blank=True)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage.choices, blank=True)
    is_national = models.BooleanField(_("national project"), default=True)
    ncetm_url = models.URLField(_("the project's page at the NCETM"), blank=True)
    academic_year = models.CharField(
        _("academic year"),
        max_length=7,
        blank=True,
        validators=[validate_academic_year],
        help_text=_("Like 2026-27."),
    )
    successor = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("next year's project"),
    )

    objects: Any = ProjectQuerySet.as_manager()

    panels = [
        FieldPanel("site"),
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("code"), FieldPanel("academic_year")]),
        FieldRowPanel([FieldPanel("strand"), FieldPanel("stage")]),
        FieldPanel("is_national"),
        FieldPanel("ncetm_url"),
        MultiFieldPanel(
            [FieldPanel(name) for name in TEXT_FIELDS],
            heading=_("Texts that Work Groups take over"),
            help_text=_("A Work Group shows these until it has words of its own."),
        ),
        FieldPanel("successor"),
    ]

    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("code"),
        index.FilterField("site_id"),
    ]
    api_fields = wagtail_api.PROJECT

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["title", "-academic_year"]

    def __str__(self) -> str:
        return f"{self.title} ({self.code})" if self.code else self.title

    @property
    def is_shared(self) -> bool:
        """Whether all hubs may use this."""
        return self.site_id is None

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the code in its usual form."""
        self.code = parse_code(self.code) or self.code
        super().save(*args, **kwargs)
