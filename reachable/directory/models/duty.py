"""The numbers rung at night, and who is on duty when."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from ..choices import DutyHours, RoleCode
from .professional import Professional


class DutyLine(models.Model):
    """A telephone number that is answered by whoever is on duty. The playbook seeds it; people keep it true."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    role = models.CharField(max_length=40, choices=RoleCode)
    name = models.CharField(max_length=120)
    telephone = models.CharField(max_length=40)
    area = models.CharField(max_length=60, blank=True, default="")
    hours = models.CharField(max_length=20, choices=DutyHours, default=DutyHours.ALWAYS)
    note = models.CharField(max_length=200, blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Professional, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("role", "area", "name")


class DutyShift(models.Model):
    """That somebody is on duty from a moment until another. Taken off the rota it stays, marked."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    role = models.CharField(max_length=40, choices=RoleCode)
    area = models.CharField(max_length=60, blank=True, default="")
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    telephone = models.CharField(max_length=40, blank=True, default="")  # "" is the professional's own
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True, default="")
    set_by = models.ForeignKey(Professional, null=True, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(Professional, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("from_at", "role", "area", "pk")
        indexes: ClassVar = [models.Index(fields=["until_at", "from_at"], name="shift_by_time")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until_at__gt=F("from_at")), name="shift_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(dropped_by=None) | Q(dropped_at__isnull=False), name="shift_dropped_by_somebody_has_when"
            ),
        ]
