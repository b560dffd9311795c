"""What is decided about each person who may now be at risk: numbered per incident and record, the highest stands."""

import uuid
from typing import ClassVar

from django.db import models

from reachable.directory.models import Professional
from reachable.incidents.models import Incident
from reachable.people.models import PersonRecord

from ..choices import DispositionCode
from .action import Action


class Disposition(models.Model):
    """`worker` is who carries it where it goes through the young person's own worker."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    record = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=20, choices=DispositionCode.choices)
    because = models.CharField(max_length=500)
    worker = models.CharField(max_length=200, blank=True)
    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["incident", "record", "number"], name="disposition_number"),
        ]
