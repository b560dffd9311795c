"""The way back to business as usual: who has taken on what, days to come, standing down and beginning again."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from reachable.directory.models import Professional
from reachable.incidents.choices import Audience
from reachable.incidents.models import Incident, IncidentLink

from .choices import LaterKind, LineKind


class HandOver(models.Model):
    """One open line, offered to somebody in business as usual; the highest number stands, once it was accepted.

    `line` is the key of what is handed over: of the involvement, the context, the action.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=LineKind.choices)
    line = models.UUIDField()
    number = models.PositiveIntegerField()
    to = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=500, blank=True, help_text="what they take on")
    next_on = models.DateField(null=True, blank=True, help_text="the first meeting or look in the ordinary process")
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_because = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["to"],
                condition=Q(accepted_at__isnull=True, declined_at__isnull=True),
                name="hand_over_unanswered",
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["incident", "kind", "line", "number"], name="hand_over_number"),
            models.CheckConstraint(
                name="hand_over_answered_once", condition=Q(accepted_at__isnull=True) | Q(declined_at__isnull=True)
            ),
        ]


class LaterDate(models.Model):
    """A day to come, with somebody who looks ahead to it from `prompt_on`."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=LaterKind.choices)
    on = models.DateField()
    words = models.CharField(max_length=300, blank=True)
    prompt_on = models.DateField()
    owner = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=30, choices=Audience.choices, default=Audience.TEAM)
    prompted_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    done_words = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["owner", "prompt_on"], condition=Q(done_at__isnull=True), name="later_date_mine"),
            models.Index(fields=["incident", "on"], name="later_date_of_incident"),
        ]


class StoodDown(models.Model):
    """The response became business as usual; `said` is what stood on the gate then, as codes and counts."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    because = models.TextField()
    said = models.JSONField(default=dict)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["incident", "number"], name="stood_down_number")]


class BegunAgain(models.Model):
    """The response runs again, after a reprisal or for another reason."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    link = models.ForeignKey(IncidentLink, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    because = models.TextField()
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
