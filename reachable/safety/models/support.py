"""Debrief and Joint Agency Group Supervision for staff (STF-2): whether, and when. Never what was said."""

import uuid
from typing import ClassVar

from django.db import models

from reachable.directory.models import Agency, Professional
from reachable.incidents.models import Incident

from ..choices import SupportKind, SupportState


class StaffSupport(models.Model):
    """For a team of an agency, never for one named worker. `version` counts the steps."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=SupportKind.choices)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    team = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=20, choices=SupportState.choices)
    on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["incident", "kind", "agency", "team"], name="staff_support_once_a_team"),
        ]


class SupportStep(models.Model):
    support = models.ForeignKey(StaffSupport, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=SupportState.choices)
    on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["support", "number"], name="support_step_number")]
