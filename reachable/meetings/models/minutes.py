"""Agreed minutes and what was added to them, section 47 enquiries that a discussion began, and uses of material."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from reachable.directory.models import Professional
from reachable.incidents.models import Incident, Involvement

from ..choices import Duty, Ground, MinutesChange, UseFor, UseState
from .meeting import Meeting


class Minutes(models.Model):
    """The minutes as the chair agreed them: canonical JSON under its SHA-256, never changed.

    A correction is an addendum; what must lawfully go is taken out by one too. `sent_due_at`: one working day.
    """

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    agreed_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField()
    sent_due_at = models.DateTimeField()
    sent_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)


class Addendum(models.Model):
    """Dated, numbered, beside the minutes. `source_key` is the note that a redaction takes out."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="addenda")
    number = models.PositiveIntegerField()
    change = models.CharField(max_length=20, choices=MinutesChange.choices)
    words = models.TextField()
    source_key = models.CharField(max_length=60, blank=True)
    because = models.CharField(max_length=300)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["minutes", "number"], name="addendum_number")]


class Section47(models.Model):
    """An enquiry under section 47 about one young person, begun by the strategy discussion that decided it.

    The conference is due by `target_on`, counted from that discussion and from no later one.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="+")
    started_on = models.DateField()
    started_by = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    target_on = models.DateField()
    conference_on = models.DateField(null=True, blank=True)
    conference_not_required = models.BooleanField(null=True)
    conference_not_required_because = models.CharField(max_length=300, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_because = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["involvement"], condition=Q(closed_on__isnull=True), name="section_47_one_open"
            ),
            models.CheckConstraint(
                name="section_47_conference_or_not",
                condition=~Q(conference_on__isnull=False, conference_not_required=True),
            ),
        ]


class PurposeUse(models.Model):
    """For what somebody uses the material of a meeting (CTX-6).

    One of the agreed purposes holds at once, for the session. A further one waits for the chair, a legal duty for the
    information-governance lead. A risk to life holds at once and is reviewed the next day. `item_key` is what exactly
    is printed, exported or shared; "" anything of the meeting.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="uses")
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    use_for = models.CharField(max_length=10, choices=UseFor.choices)
    item_key = models.CharField(max_length=60, blank=True)
    ground = models.CharField(max_length=20, choices=Ground.choices)
    purpose = models.CharField(max_length=200, blank=True, help_text="code of an agreed purpose, or words")
    duty = models.CharField(max_length=20, choices=Duty.choices, blank=True, default="")
    because = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=UseState.choices)
    at = models.DateTimeField()
    lapses_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_because = models.CharField(max_length=300, blank=True)
    review_due_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    review = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["meeting", "professional", "at"], name="purpose_use_of"),
            models.Index(fields=["state", "at"], condition=Q(state="WAITING"), name="purpose_use_waiting"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="purpose_use_decided_pair",
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="purpose_use_reviewed_pair",
                condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False),
            ),
            models.CheckConstraint(name="purpose_use_duty", condition=Q(duty="") | Q(ground="LEGAL_DUTY")),
        ]
