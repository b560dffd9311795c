"""What was decided about the incident: is it serious youth violence, and what context does it have."""

from django.db import models

from reachable.directory.models import Professional

from ..choices import ContextQuestion, Finding, Known, Route
from .incident import Incident


class DefinitionDecision(models.Model):
    """The three parts of DEF-3, each with its reason, signed. The highest number stands."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="definitions")
    number = models.PositiveIntegerField()
    offence = models.CharField(max_length=10, choices=Finding.choices)
    offence_because = models.TextField()
    age = models.CharField(max_length=10, choices=Finding.choices)
    age_because = models.TextField()
    setting = models.CharField(max_length=10, choices=Finding.choices)
    setting_because = models.TextField()
    holds = models.BooleanField(help_text="decided to be serious youth violence")
    overridden = models.BooleanField(default=False, help_text="decided otherwise than the three parts add up to")
    override_because = models.TextField(blank=True)
    signed_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["incident", "number"], name="definition_number"),
            models.CheckConstraint(
                name="definition_override_has_a_reason",
                condition=models.Q(overridden=False) | ~models.Q(override_because=""),
            ),
        ]


class ContextAnswer(models.Model):
    """DEF-1 and DEF-2: reasoned answers about the incident, never about a person."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="context_answers")
    question = models.CharField(max_length=40, choices=ContextQuestion.choices)
    number = models.PositiveIntegerField()
    answer = models.CharField(max_length=10, choices=Known.choices)
    because = models.TextField()
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "question", "number"], name="context_number")]


class CarriedOn(models.Model):
    """What carries the concern on after closing as not serious youth violence."""

    decision = models.OneToOneField(DefinitionDecision, on_delete=models.PROTECT, related_name="carried_on")
    route = models.CharField(max_length=20, choices=Route.choices)
    their_reference = models.CharField(max_length=60)
    named_person = models.CharField(max_length=120)
    telephone = models.CharField(max_length=30, blank=True)
