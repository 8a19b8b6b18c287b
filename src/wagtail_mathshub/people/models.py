"""The people of a hub: those who lead it, lead its Work Groups or write for it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, RevisionMixin, Site
from wagtail.search import index

from wagtail_mathshub import clock
from wagtail_mathshub.people import wagtail_api
from wagtail_mathshub.taxonomy.vocabularies import PersonRole as Role
from wagtail_mathshub.taxonomy.vocabularies import Phase

validate_month = RegexValidator(
    r"^\d{4}-(0[1-9]|1[0-2])$", _("Write the month as year and month, like 2026-09.")
)


class Person(index.Indexed, RevisionMixin, ClusterableModel):
    """Somebody named on the site. Their contact details show only where they said so."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+", verbose_name=_("hub"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("log-in"),
        help_text=_("The account with which this person edits their own Work Groups."),
    )
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=120, blank=True, help_text=_("Made from the name."))
    school = models.ForeignKey(
        "wagtail_mathshub.Organisation",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("school"),
    )
    bio = models.TextField(_("about"), blank=True, help_text=_("Two or three sentences."))
    photo = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("photo"),
    )
    is_llme = models.BooleanField(
        _("Local Leader of Mathematics Education"), default=False, help_text=_("Listed among the LLMEs.")
    )
    public_email = models.EmailField(
        _("email to show"), blank=True, help_text=_("Everybody can read it. Leave it empty to show none.")
    )

    roles: Any

    panels = [
        FieldPanel("site"),
        FieldPanel("name"),
        FieldPanel("school"),
        InlinePanel("roles", label=_("role"), heading=_("Roles")),
        FieldPanel("bio"),
        FieldPanel("photo"),
        FieldPanel("is_llme"),
        FieldPanel("public_email"),
        FieldRowPanel([FieldPanel("slug"), FieldPanel("user")]),
    ]

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("site_id"),
    ]
    api_fields = wagtail_api.PERSON

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "slug"],
                name="mathshub_person_slug",
                violation_error_message=_("Your hub already has somebody with this slug. Choose another."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Make a slug from the name before the checks, so that it need not be typed."""
        self.slug = self.slug or self._free_slug()
        super().full_clean(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with a slug, however the person was made."""
        self.slug = self.slug or self._free_slug()
        super().save(*args, **kwargs)

    def _free_slug(self) -> str:
        stem = slugify(self.name)[:110] or "person"
        others = Person.objects.filter(site_id=self.site_id).exclude(pk=self.pk)
        taken = set(others.filter(slug__startswith=stem).values_list("slug", flat=True))
        numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
        return next(slug for slug in (stem, *numbered) if slug not in taken)

    @property
    def current_roles(self) -> list[PersonRole]:
        """The roles that this person holds this month, in the editor's order."""
        return [role for role in self.roles.all() if role.is_current]

    @property
    def has_left(self) -> bool:
        """Whether no role is current any more; by-lines stay."""
        return not self.current_roles


class PersonRole(Orderable):
    """A role that somebody holds or held, from one month to another."""

    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(_("role"), max_length=40, choices=Role.choices)
    phase = models.CharField(_("phase"), max_length=20, choices=Phase.choices, blank=True)
    cohort = models.PositiveSmallIntegerField(_("cohort number"), null=True, blank=True)
    from_month = models.CharField(
        _("from"), max_length=7, blank=True, validators=[validate_month], help_text=_("Like 2026-09.")
    )
    to_month = models.CharField(
        _("to"), max_length=7, blank=True, validators=[validate_month], help_text=_("Empty: still.")
    )

    panels = [
        FieldRowPanel([FieldPanel("role"), FieldPanel("phase"), FieldPanel("cohort")]),
        FieldRowPanel([FieldPanel("from_month"), FieldPanel("to_month")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("role")
        verbose_name_plural = _("roles")

    def __str__(self) -> str:
        return self.get_role_display()

    @property
    def is_current(self) -> bool:
        """Whether this month lies within the role's months."""
        month = clock.today().strftime("%Y-%m")
        return self.from_month <= month and (not self.to_month or month <= self.to_month)
