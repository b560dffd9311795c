"""What must be kept although it would be removed: holds, and what is sealed under them."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from reachable.directory.models import Professional

from ..choices import HoldKind, SealedKind
from .incident import Incident


class Hold(models.Model):
    """Proceedings, a review or a request run: what expires or is removed meanwhile is sealed instead of erased."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="holds")
    kind = models.CharField(max_length=20, choices=HoldKind.choices)
    because = models.CharField(max_length=300)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="hold_ended_who_and_when",
            ),
        ]


class Sealed(models.Model):
    """Something that left every working view and is kept, encrypted, until the last hold has ended."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="sealed")
    kind = models.CharField(max_length=20, choices=SealedKind.choices)
    contents = models.BinaryField()
    sealed_at = models.DateTimeField()
    expired = models.BooleanField(help_text="else somebody removed it")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["incident", "sealed_at"], name="sealed_incident")]
