"""Screening of one young person for exploitation, and the level it came to: whole versions, never changed."""

import uuid
from typing import ClassVar

from django.db import models

from reachable.directory.models import Professional
from reachable.incidents.models import Incident, Involvement

from ..choices import DomainFinding


class Screening(models.Model):
    """`level` is a code of the playbook's levels: a judgement with reasons (STA-2, CTX-14). The highest
    number stands.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    level = models.CharField(max_length=60)
    because = models.TextField()
    protective = models.TextField(blank=True, help_text="what protects the young person")
    young_persons_view = models.TextField(blank=True)
    carers_view = models.TextField(blank=True)
    screened_with = models.CharField(max_length=300, blank=True, help_text="which agencies took part")
    review_on = models.DateField(null=True, blank=True)
    accepted_by = models.CharField(max_length=200, blank=True, help_text="who in the MACE process has taken it on")
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["incident", "involvement", "-number"], name="screening_latest")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["involvement", "number"], name="screening_number"),
        ]


class ScreeningDomain(models.Model):
    """What was found in one domain; `code` is of the playbook's list."""

    screening = models.ForeignKey(Screening, on_delete=models.PROTECT, related_name="domains")
    code = models.CharField(max_length=60)
    finding = models.CharField(max_length=20, choices=DomainFinding.choices)
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["screening", "code"], name="screening_domain_once"),
        ]
