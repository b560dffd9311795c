"""Who is in an incident: roles, never labels, and where each young person is now."""

import uuid

from django.db import models

from reachable.common import references
from reachable.directory.models import Professional
from reachable.people.models import Merging, PersonRecord

from ..choices import AdultPart, Part, PartEnd, Said, Where
from .incident import Incident


class Involvement(models.Model):
    """A young person in this incident. The letter is stable within it and never reissued."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="involvements")
    record = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    now_known_as = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="known_before"
    )
    merging = models.ForeignKey(
        Merging, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="what retired the letter"
    )
    added_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "position"], name="involvement_letter")]

    @property
    def letter(self) -> str:
        return references.letter(self.position)


class InvolvementPart(models.Model):
    """One role, from when until when. Ending it is dated; it is not removed."""

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="parts")
    part = models.CharField(max_length=20, choices=Part.choices)
    words = models.CharField(max_length=200, blank=True)
    from_at = models.DateTimeField()
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    until_at = models.DateTimeField(null=True, blank=True)
    until_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    until_on = models.DateField(null=True, blank=True, help_text="the day on which it ceased to be so")
    until_reason = models.CharField(max_length=20, choices=PartEnd.choices, blank=True)
    until_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["involvement", "part"], condition=models.Q(until_at__isnull=True), name="part_once_at_a_time"
            ),
            models.CheckConstraint(
                name="part_until_who_and_when",
                condition=models.Q(until_at__isnull=True, until_by__isnull=True)
                | models.Q(until_at__isnull=False, until_by__isnull=False),
            ),
        ]


class Whereabouts(models.Model):
    """Where a young person is: numbered statements, the highest number stands; `relation` says what it does to the
    one before. `statements` works out which of them count.
    """

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="whereabouts")
    number = models.PositiveIntegerField()
    where = models.CharField(max_length=20, choices=Where.choices, default=Where.NOT_KNOWN)
    place = models.CharField(max_length=200, blank=True, help_text="hospital and ward, suite, or in words")
    expected_discharge_at = models.DateTimeField(null=True, blank=True)
    happened_at = models.DateTimeField(null=True, blank=True)
    relation = models.CharField(max_length=20, choices=Said.choices, default=Said.MOVED)
    because = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["involvement", "number"], name="whereabouts_number")]


class AdultInvolvement(models.Model):
    """An adult hurt or suspected. Adults carry far fewer facts than young people."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="adults")
    record = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=20, choices=AdultPart.choices)
    words = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
