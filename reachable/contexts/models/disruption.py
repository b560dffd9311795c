"""Measures that disrupt harm, on a young person, an adult or a place (STA-10), with what they forbid and until when."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from reachable.directory.models import Agency, Professional
from reachable.incidents.choices import Known
from reachable.incidents.models import AdultInvolvement, Incident, Involvement

from ..choices import ConditionKind, DisruptionOn, DisruptionState
from .context import Context


class Disruption(models.Model):
    """`tool` is a code of the playbook. State and days are those of the last step; `version` counts the steps."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    tool = models.CharField(max_length=60)
    on = models.CharField(max_length=20, choices=DisruptionOn.choices)
    involvement = models.ForeignKey(Involvement, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    adult = models.ForeignKey(AdultInvolvement, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    context = models.ForeignKey(Context, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    subject_words = models.CharField(max_length=200, blank=True, help_text="an adult or place that has no record here")
    why = models.CharField(max_length=500)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    youth_justice_asked = models.CharField(max_length=10, choices=Known.choices, default=Known.NOT_KNOWN)
    youth_justice_said = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=20, choices=DisruptionState.choices, default=DisruptionState.CONSIDERED)
    from_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    created_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["incident", "state"], name="disruption_of_incident")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="disruption_on_whom",
                condition=Q(on=DisruptionOn.YOUNG_PERSON, involvement__isnull=False)
                | ~Q(on=DisruptionOn.YOUNG_PERSON) & Q(involvement__isnull=True),
            ),
            models.CheckConstraint(
                name="disruption_in_force_since",
                condition=~Q(state=DisruptionState.IN_FORCE) | Q(from_on__isnull=False),
            ),
        ]


class Condition(models.Model):
    """What it forbids or asks; of one version of the measure, so that what stood before is kept."""

    disruption = models.ForeignKey(Disruption, on_delete=models.PROTECT, related_name="conditions")
    version = models.PositiveIntegerField()
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=ConditionKind.choices)
    words = models.CharField(max_length=300)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["disruption", "version", "position"], name="condition_position"),
        ]


class DisruptionStep(models.Model):
    disruption = models.ForeignKey(Disruption, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=DisruptionState.choices)
    from_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    words = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["disruption", "number"], name="disruption_step_number")
        ]
