"""Incidents that belong together, and who asked after one without being on its team."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from reachable.directory.models import Professional

from ..choices import LinkKind, LookUpKind
from .incident import Incident


class IncidentLink(models.Model):
    """The later incident is a reprisal for the earlier, or shares people or a place with it. Ending it is dated."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    earlier = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    later = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=LinkKind.choices)
    because = models.CharField(max_length=300)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["earlier", "later"], condition=Q(ended_at__isnull=True), name="link_once_at_a_time"
            ),
            models.CheckConstraint(name="link_joins_two", condition=~Q(earlier=models.F("later"))),
            models.CheckConstraint(
                name="link_ended_who_and_when",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]


class LookUp(models.Model):
    """That somebody asked whether anything is held, or for emergency access; `incident` is what was found.

    What was typed is in the audit alone. Counted, so that nobody tries names one after the other.
    """

    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=LookUpKind.choices)
    because = models.CharField(max_length=300, blank=True)
    incident = models.ForeignKey(Incident, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["professional", "kind", "at"], name="look_up_by_whom")]
