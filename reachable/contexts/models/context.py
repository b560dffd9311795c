"""A place, school, group or online space as a record of its own: referred, assessed, given goals, looked at again.

It names no young person: what is known of them stands in incidents, and is linked from there.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from reachable.directory.models import Professional
from reachable.incidents.choices import Area
from reachable.incidents.models import Incident

from ..choices import ContextAnswered, ContextKind, ContextState, GoalState


class ContextCounter(models.Model):
    """The last number given in a year; locked while one is taken."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)


class Context(models.Model):
    """`reference` is CTX-2026-0007. `harms` is what happens there, in words about the place (STA-14, CTX-19)."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=20, choices=ContextKind.choices)
    name = models.CharField(max_length=120)
    area = models.CharField(max_length=20, choices=Area.choices, default=Area.NOT_KNOWN)
    where = models.CharField(max_length=300, blank=True, help_text="where it begins and ends")
    when = models.CharField(max_length=300, blank=True, help_text="at which hours, days, times of the year")
    harms = models.TextField(help_text="what happens there, who says so and how they know")
    state = models.CharField(max_length=20, choices=ContextState.choices, default=ContextState.REFERRED)
    owner = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    revisit_on = models.DateField(null=True, blank=True)
    referred_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    referred_at = models.DateTimeField()
    accepted_by = models.CharField(max_length=200, blank=True, help_text="who in the MACE process has taken it on")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_because = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "revisit_on"], name="context_by_state")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="context_ended_pair",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class ContextOfIncident(models.Model):
    """That a place or group matters in an incident; ended, never deleted."""

    context = models.ForeignKey(Context, on_delete=models.PROTECT, related_name="incidents")
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=300)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["context", "incident"], condition=Q(ended_at__isnull=True), name="context_of_incident_once"
            ),
        ]


class ContextAssessment(models.Model):
    """By its three sides (STA-14), `code` those of the playbook; whole versions, the highest number stands."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    context = models.ForeignKey(Context, on_delete=models.PROTECT, related_name="assessments")
    number = models.PositiveIntegerField()
    young_people = models.TextField(blank=True, help_text="what they need together")
    guardianship = models.TextField(blank=True, help_text="who looks out for them there")
    environment = models.TextField(blank=True, help_text="the place, its rules and its managers")
    views = models.TextField(blank=True, help_text="what young people say of it, and how they were asked")
    not_known = models.TextField(blank=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["context", "number"], name="context_assessment_number"),
        ]


class ContextGoal(models.Model):
    """Something positive that can be seen: few, each with how it is measured."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    context = models.ForeignKey(Context, on_delete=models.PROTECT, related_name="goals")
    position = models.PositiveSmallIntegerField()
    goal = models.CharField(max_length=300)
    measured_by = models.CharField(max_length=300)
    who = models.CharField(max_length=200, blank=True, help_text="who there has the reach to bring it about")
    state = models.CharField(max_length=20, choices=GoalState.choices, default=GoalState.AHEAD)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["context", "position"], name="context_goal_position"),
        ]


class GoalReading(models.Model):
    """What the measure showed on a day."""

    goal = models.ForeignKey(ContextGoal, on_delete=models.PROTECT, related_name="readings")
    on = models.DateField()
    state = models.CharField(max_length=20, choices=GoalState.choices)
    words = models.CharField(max_length=300)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class ContextAnswer(models.Model):
    """One question of the guide about the place; `code` is of the playbook. The highest number stands."""

    context = models.ForeignKey(Context, on_delete=models.PROTECT, related_name="answers")
    code = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    answer = models.CharField(max_length=20, choices=ContextAnswered.choices)
    because = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["context", "code", "number"], name="context_answer_number"),
        ]


class Revisit(models.Model):
    """Somebody looked at it again: what has changed, and when it is looked at next."""

    context = models.ForeignKey(Context, on_delete=models.PROTECT, related_name="revisits")
    on = models.DateField()
    words = models.TextField()
    next_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
