"""Who made or leads something: people of the hub, and names of others, in an order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from wagtail_mathshub.publishing.columns import optional_fk


class Credit(Orderable):
    """A person of the hub, or a name in words. The name stays when the person's row goes."""

    person = optional_fk("wagtail_mathshub.Person", _("person"))
    name = models.CharField(
        _("or a name in words"),
        max_length=200,
        blank=True,
        help_text=_("For somebody who is not in the list, or for a group of people."),
    )

    kept_name = models.CharField(max_length=200, blank=True, editable=False)

    panels = [FieldRowPanel([FieldPanel("person"), FieldPanel("name")])]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.shown_name

    def clean(self) -> None:
        """Refuse a row that names nobody."""
        super().clean()
        if self.person is None and not self.name.strip():
            raise ValidationError({"name": _("Choose a person, or write a name.")})
        if self.person is not None and self.name.strip():
            raise ValidationError({"name": _("Choose a person or write a name, not both.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the chosen person's name for the day when their row is deleted."""
        if self.person is not None:
            self.kept_name = self.person.name
        super().save(*args, **kwargs)

    @property
    def shown_name(self) -> str:
        """The person's present name, or the name in words, or the name of somebody whose row is gone."""
        return self.person.name if self.person else self.name or self.kept_name


def named(credits: Iterable[Credit]) -> list[Credit]:
    """Those whose name is known, in order."""
    return [credit for credit in credits if credit.shown_name]


def names_of(credits: Iterable[Credit]) -> list[str]:
    """The names that are known, in order."""
    return [credit.shown_name for credit in named(credits)]
