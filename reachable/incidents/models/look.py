"""When somebody last looked at an incident, so that what changed since can be counted. Not the audit of looks."""

from django.db import models

from reachable.directory.models import Professional

from .incident import Incident


class LastLook(models.Model):
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["professional", "incident"], name="last_look_once")]
