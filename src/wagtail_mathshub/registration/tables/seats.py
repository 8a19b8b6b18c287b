"""The places of one Work Group: the one row that whoever changes them has to take first."""

from __future__ import annotations

import swapper
from django.db import models
from django.db.models import F, Q

from wagtail_mathshub.taxonomy.vocabularies import CapacityUnit


class Seats(models.Model):
    """How many places of a group are held, and how many wait. Written in `seating` alone.

    `capacity` is what the page says, None for no limit. `limit` is what holds: the capacity, or the
    places held while there are more of them, since a smaller capacity takes nobody's place away.
    `taken` counts how often the row was taken, and numbers the applications.
    """

    page = models.OneToOneField(
        swapper.get_model_name("wagtailcore", "Page"),
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="mathshub_seats",
    )
    capacity = models.PositiveIntegerField(null=True)
    limit = models.PositiveIntegerField(null=True)
    unit = models.CharField(max_length=20, choices=CapacityUnit.choices, default=CapacityUnit.PARTICIPANTS)
    held = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    taken = models.PositiveBigIntegerField(default=0)
    # The sessions as those with a place were last told of them, and when that was looked at.
    announced = models.JSONField(default=dict)
    announced_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(limit=None) | Q(held__lte=F("limit")), name="mathshub_seats_held"
            )
        ]

    def __str__(self) -> str:
        return f"{self.held} of {self.limit}"
