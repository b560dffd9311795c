"""What weighs most on one young person's safety, as a professional, the young person and a parent see it (STA-7)."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from reachable.directory.models import Professional
from reachable.incidents.models import Incident, Involvement

from ..choices import Aspect, WeighedBy


class Weighting(models.Model):
    """Of one side; whole versions, the highest number of each side stands."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=20, choices=WeighedBy.choices)
    number = models.PositiveIntegerField()
    said_by = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["involvement", "side", "number"], name="weighting_number"),
        ]


class WeightLine(models.Model):
    """`weight` is a share of a hundred."""

    weighting = models.ForeignKey(Weighting, on_delete=models.PROTECT, related_name="lines")
    aspect = models.CharField(max_length=20, choices=Aspect.choices)
    weight = models.PositiveSmallIntegerField()
    because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["weighting", "aspect"], name="weight_line_once"),
            models.CheckConstraint(name="weight_is_a_share", condition=Q(weight__gte=0, weight__lte=100)),
        ]
