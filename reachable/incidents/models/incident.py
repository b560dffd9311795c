"""The incident as it was reported, and the phases it went through."""

import uuid

from django.db import models

from reachable.directory.models import Professional

from ..choices import RUNNING, Area, Known, Offence, Phase, Setting, Weapon


class ReferenceCounter(models.Model):
    """The last number given in a year; its row is locked while the next is taken."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)


class Incident(models.Model):
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=16, unique=True)
    report_key = models.UUIDField(unique=True, help_text="made when the report was begun: sending twice opens one")

    offence = models.CharField(max_length=20, choices=Offence.choices, default=Offence.NOT_KNOWN)
    weapon = models.CharField(max_length=20, choices=Weapon.choices, default=Weapon.NOT_KNOWN)
    setting = models.CharField(max_length=20, choices=Setting.choices, default=Setting.NOT_KNOWN)
    happened_at = models.DateTimeField(null=True, blank=True)
    happened_about = models.BooleanField(default=False, help_text="the time is approximate")
    place = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    area = models.CharField(max_length=20, choices=Area.choices, default=Area.NOT_KNOWN)
    description = models.TextField(blank=True)
    threats = models.CharField(max_length=10, choices=Known.choices, default=Known.NOT_KNOWN)
    threats_words = models.TextField(blank=True)
    social_media = models.CharField(max_length=10, choices=Known.choices, default=Known.NOT_KNOWN)
    social_media_words = models.TextField(blank=True)
    still_danger = models.CharField(max_length=10, choices=Known.choices, default=Known.NOT_KNOWN)
    told_by = models.CharField(max_length=200, blank=True, help_text="who told the professional who reports")
    reported_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    facts_number = models.PositiveIntegerField(default=1, help_text="counts corrections; a writer sends the one he saw")

    phase = models.CharField(max_length=20, choices=Phase.choices, default=Phase.PROVISIONAL)
    joined_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="joined")

    class Meta:
        indexes = [
            models.Index(fields=["phase", "-reported_at"], name="incident_phase_reported"),
            models.Index(fields=["-reported_at"], name="incident_reported"),
        ]
        constraints = [
            models.CheckConstraint(
                name="incident_joined_names_the_other",
                condition=models.Q(phase=Phase.JOINED, joined_into__isnull=False)
                | (~models.Q(phase=Phase.JOINED) & models.Q(joined_into__isnull=True)),
            )
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def title(self) -> str:
        what = "Incident" if self.offence in (Offence.OTHER, Offence.NOT_KNOWN) else self.get_offence_display()
        return f"{what}, {self.place}" if self.place else what

    @property
    def is_running(self) -> bool:
        return self.phase in RUNNING


class FactsBefore(models.Model):
    """What facts of the incident said before correction `number` replaced them. Never changed."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="facts_before")
    number = models.PositiveIntegerField()
    values = models.JSONField(help_text="the facts that were replaced, by name")
    because = models.TextField(blank=True)
    replaced_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "number"], name="facts_before_number")]


class PhaseChange(models.Model):
    """One row for each phase an incident entered; the highest number stands."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="phases")
    number = models.PositiveIntegerField()
    phase = models.CharField(max_length=20, choices=Phase.choices)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "number"], name="phase_number")]


class KeptApart(models.Model):
    """Somebody looked at two reports and said that they are different incidents."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "other"], name="not_the_same_once")]
