"""The incident's own timeline: one line for each operation, for its readers, apart from the audit."""

from django.db import models

from reachable.directory.models import Professional

from ..choices import Audience
from .incident import Incident
from .involvement import Involvement


class TimelineEntry(models.Model):
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="timeline")
    about = models.ForeignKey(Involvement, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    happened_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    code = models.CharField(max_length=40)
    words = models.TextField()
    audience = models.CharField(max_length=30, choices=Audience.choices, default=Audience.TEAM)
    by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    source_key = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [models.Index(fields=["incident", "-recorded_at", "-id"], name="timeline_incident")]
