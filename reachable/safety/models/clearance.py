"""That somebody may be sent: the risk to staff was assessed and what lessens it is in place (STF-1, CTX-18)."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from reachable.directory.models import Professional
from reachable.incidents.models import Incident, Involvement

from ..choices import ContactMode, StaffRisk


class Clearance(models.Model):
    """For contact with one young person and family, or in the incident's area where `involvement` is empty.

    One way of contact and one place; for `worker` alone where one is named. It holds until `until_at`, unless it was
    ended or a listed fact came after it: that is worked out when it is read, never stored. `mitigations` are codes of
    `Mitigation`, in their order.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    involvement = models.ForeignKey(Involvement, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    mode = models.CharField(max_length=20, choices=ContactMode.choices)
    place = models.CharField(max_length=200, blank=True, help_text="in words; never a safe address")
    risk = models.CharField(max_length=20, choices=StaffRisk.choices)
    because = models.CharField(max_length=500)
    mitigations = models.JSONField(default=list, blank=True)
    mitigation_words = models.CharField(max_length=300, blank=True)
    none_needed_because = models.CharField(max_length=300, blank=True)
    check_in = models.CharField(max_length=200, blank=True, help_text="whom they check in with, and the number")
    asked_by_telephone = models.CharField(max_length=200, blank=True, help_text="who rang for it")
    until_at = models.DateTimeField()
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_because = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["incident", "involvement", "until_at"], name="clearance_by_person")]
        constraints: ClassVar = [
            models.CheckConstraint(name="clearance_runs_forward", condition=Q(until_at__gt=F("at"))),
            models.CheckConstraint(
                name="clearance_lessens_or_says_why_not",
                condition=~Q(mitigations=[]) | ~Q(mitigation_words="") | ~Q(none_needed_because=""),
            ),
            models.CheckConstraint(
                name="clearance_ended_by_and_when",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]
