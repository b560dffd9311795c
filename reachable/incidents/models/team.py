"""Who works on an incident, and who must not."""

import uuid

from django.db import models

from reachable.directory.models import Professional

from ..choices import ONE_AT_A_TIME, ConnectionKind, TeamPart
from .incident import Incident


class TeamMember(models.Model):
    """Membership opens the incident. `until_at` in the future is a time-limited membership."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="team")
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=40, choices=TeamPart.choices, default=TeamPart.MEMBER)
    why = models.CharField(max_length=300)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)
    named_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["professional", "until_at"], name="team_professional")]
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "part"],
                condition=models.Q(until_at__isnull=True, part__in=[str(p) for p in ONE_AT_A_TIME]),
                name="one_lead_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["incident", "professional", "part"],
                condition=models.Q(until_at__isnull=True),
                name="team_part_once_at_a_time",
            ),
        ]


class Connection(models.Model):
    """A connection with somebody in the incident shuts the professional out, whatever their role."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="connections")
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=ConnectionKind.choices)
    words = models.CharField(max_length=300, blank=True)
    declared_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "professional"],
                condition=models.Q(ended_at__isnull=True),
                name="connection_once_at_a_time",
            ),
            models.CheckConstraint(
                name="connection_ended_who_and_when",
                condition=models.Q(ended_at__isnull=True, ended_by__isnull=True)
                | models.Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]
