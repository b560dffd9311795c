"""The safety plan of one young person, in the words of Signs of Safety: whole versions, never changed."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from reachable.directory.models import Professional
from reachable.incidents.models import Incident, IncidentLink, Involvement

from ..choices import Fit, PlanPlace


class SafetyPlan(models.Model):
    """One version; the highest number stands. `scale` runs from 0 (not safe at all) to 10 (safe enough)."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    danger = models.TextField(help_text="what we are worried may happen, and to whom")
    goals = models.TextField(help_text="what has to be seen for everybody to be confident")
    scale = models.PositiveSmallIntegerField(null=True, blank=True)
    scale_by = models.CharField(max_length=200, blank=True, help_text="who placed it there")
    young_persons_words = models.TextField(blank=True)
    carers_words = models.TextField(blank=True)
    trusted_adults = models.TextField(blank=True)
    agreed_with = models.CharField(max_length=500, blank=True)
    review_on = models.DateField()
    because = models.CharField(max_length=300, blank=True, help_text="what changed since the version before")
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["involvement", "number"], name="safety_plan_number"),
            models.CheckConstraint(
                name="safety_plan_scale", condition=Q(scale__isnull=True) | Q(scale__gte=0, scale__lte=10)
            ),
        ]


class PlanMeasure(models.Model):
    """What is done where, and by whom; part of one version."""

    plan = models.ForeignKey(SafetyPlan, on_delete=models.PROTECT, related_name="measures")
    place = models.CharField(max_length=20, choices=PlanPlace.choices)
    position = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=300)
    who = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "place", "position"], name="plan_measure_position"),
        ]


class FitQuestion(models.Model):
    """After something new: is the plan still fit for purpose (CTX-10)? Asked of the version that stood then.

    `other` is the incident that made it be asked, or empty where it was a change in this one.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(SafetyPlan, on_delete=models.PROTECT, related_name="fit_questions")
    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Incident, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    link = models.ForeignKey(IncidentLink, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=20, choices=Fit.choices, blank=True)
    because = models.CharField(max_length=500, blank=True)
    answered_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["involvement", "asked_at"], condition=Q(answer=""), name="fit_question_unanswered"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "other"], name="fit_asked_once_for_an_incident"),
            models.CheckConstraint(
                name="fit_answered_by_and_when",
                condition=Q(answer="", answered_by__isnull=True, answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
            ),
        ]


class PlanCopy(models.Model):
    """That a plain copy of a version was made for somebody. What it said is the version; nothing is kept beside it."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(SafetyPlan, on_delete=models.PROTECT, related_name="copies")
    recipient = models.CharField(max_length=200)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
