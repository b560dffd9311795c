"""Practical measures: asked for, in place, expired. Every step of one stays."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from reachable.directory.models import Agency, Professional
from reachable.incidents.models import Incident, Involvement

from ..choices import MeasureKind, MeasureState


class Measure(models.Model):
    """For one young person (SAF-8, CTX-16). State and days are those of its last step; `version` counts the steps.

    `expires_on` is the last day on which it is in place; `review_on` when somebody looks whether it still helps.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=MeasureKind.choices)
    words = models.CharField(max_length=300, blank=True)
    asked_of = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=MeasureState.choices, default=MeasureState.ASKED_FOR)
    in_place_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["incident", "involvement", "state"], name="measure_by_person")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="measure_in_place_since_a_day",
                condition=~Q(state=MeasureState.IN_PLACE) | Q(in_place_on__isnull=False),
            ),
        ]


class MeasureStep(models.Model):
    """What became of it, in order."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=MeasureState.choices)
    in_place_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    words = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["measure", "number"], name="measure_step_number")]
