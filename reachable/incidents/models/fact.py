"""What happened to a young person or in the incident, as it was said; what became of each statement."""

import uuid
from typing import ClassVar

from django.db import models

from reachable.directory.models import Professional

from ..choices import Audience, FactKind, FactStands
from .incident import Incident
from .involvement import Involvement


class Fact(models.Model):
    """One statement, never changed. `happened_at` is empty while the time is not known; a hearing may lie ahead.

    `place` is which suite, court or authority; `replaces` the statement that this one puts right.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="happened")
    involvement = models.ForeignKey(
        Involvement, null=True, blank=True, on_delete=models.PROTECT, related_name="happened"
    )
    kind = models.CharField(max_length=30, choices=FactKind.choices)
    happened_at = models.DateTimeField(null=True, blank=True)
    happened_about = models.BooleanField(default=False, help_text="the time is approximate")
    place = models.CharField(max_length=200, blank=True)
    words = models.CharField(max_length=500, blank=True)
    told_by = models.CharField(max_length=200, blank=True, help_text="who says so")
    said = models.JSONField(default=dict, blank=True, help_text="the structured fields of its kind, as they are stored")
    audience = models.CharField(max_length=30, choices=Audience.choices, default=Audience.TEAM)
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["incident", "kind"], name="fact_incident_kind"),
            models.Index(fields=["kind", "happened_at"], name="fact_calendar"),
        ]


class FactStanding(models.Model):
    """What became of a fact; the highest number stands. `ended_on` is the day on which it ceased to be so."""

    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="standings")
    number = models.PositiveIntegerField()
    standing = models.CharField(max_length=20, choices=FactStands.choices)
    because = models.CharField(max_length=300)
    ended_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["fact", "number"], name="fact_standing_number"),
            models.CheckConstraint(
                name="fact_ended_on_a_day",
                condition=models.Q(standing=FactStands.ENDED, ended_on__isnull=False)
                | (~models.Q(standing=FactStands.ENDED) & models.Q(ended_on__isnull=True)),
            ),
        ]
