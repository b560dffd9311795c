"""Planning that a young person leaves hospital: who took part, and that the plan was agreed (DIS-1 to DIS-9)."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from reachable.directory.models import Professional
from reachable.incidents.models import Incident, Involvement

from ..choices import SeatKind, SeatState


class DischargePlan(models.Model):
    """One for each stay in hospital: it begins with it, and the highest number is that of the last.

    Agreed, it holds while what it rests on stands; that is worked out when it is read. `rests_on` has the number of
    the answer of each consideration that the gate read. `withdrawn_at`: it was agreed and no longer is.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    begun_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    agreed_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_words = models.CharField(max_length=500, blank=True)
    rests_on = models.JSONField(default=dict, blank=True)
    withdrawn_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["involvement", "number"], name="discharge_plan_number"),
            models.CheckConstraint(
                name="discharge_agreed_by_and_when",
                condition=Q(agreed_at__isnull=True, agreed_by__isnull=True)
                | Q(agreed_at__isnull=False, agreed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="discharge_withdrawn_after_agreed",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, agreed_at__isnull=False),
            ),
        ]


class DischargeSeat(models.Model):
    """How a seat stands: numbered, the highest stands. An empty one says why, and what was asked of whom instead."""

    plan = models.ForeignKey(DischargePlan, on_delete=models.PROTECT, related_name="seats")
    kind = models.CharField(max_length=20, choices=SeatKind.choices)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=SeatState.choices)
    who = models.CharField(max_length=200, blank=True)
    because = models.CharField(max_length=300, blank=True)
    information_asked_of = models.CharField(max_length=200, blank=True)
    information_asked_at = models.DateTimeField(null=True, blank=True)
    information = models.TextField(blank=True, help_text="what they sent instead")
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "kind", "number"], name="discharge_seat_number"),
        ]
