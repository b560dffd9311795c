"""Who was sent, on what ground; what came before it should; what was directed in danger to life."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from reachable.directory.models import Professional
from reachable.incidents.models import Fact, Incident, Involvement

from .action import Action, InDanger


class Deployment(models.Model):
    """A youth worker is sent to hospital, on the discussion of the three (HOS-10) or in danger to life.

    `action` is the contact that they were directed to make.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    discussion = models.ForeignKey(Fact, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    danger = models.ForeignKey(InDanger, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    action = models.OneToOneField(Action, on_delete=models.PROTECT, related_name="deployment")
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="deployed_on_a_discussion_or_in_danger",
                condition=Q(discussion__isnull=False) | Q(danger__isnull=False),
            ),
        ]


class CameEarly(models.Model):
    """A fact that came before its gate was passed: recorded, shown with what was missing, and acted on at once.

    `source_key` is the fact, the statement of where they are, or the action that it is about.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    involvement = models.ForeignKey(Involvement, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    gate = models.CharField(max_length=60)
    source_key = models.CharField(max_length=60)
    missing = models.TextField(help_text="in plain words, as the gate said it then")
    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["incident", "gate", "source_key"], name="came_early_once"),
        ]
