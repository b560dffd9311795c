"""Whether a measure that disrupts harm agrees with the safety plan of the young person it is on (STA-10)."""

import uuid
from typing import ClassVar

from django.db import models

from reachable.contexts.models import Disruption
from reachable.directory.models import Professional

from ..choices import Agrees
from .plan import SafetyPlan


class PlanComparison(models.Model):
    """Of one state of the measure (`disruption_version`) with one version of the plan; the highest number stands.

    Where either has changed since, the two have to be compared again. `condition` is the text that clashes.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    disruption = models.ForeignKey(Disruption, on_delete=models.PROTECT, related_name="+")
    disruption_version = models.PositiveIntegerField()
    plan = models.ForeignKey(SafetyPlan, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    agrees = models.CharField(max_length=20, choices=Agrees.choices)
    because = models.CharField(max_length=500)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["disruption", "number"], name="plan_comparison_number"),
        ]
