"""Who should be at a meeting, who was asked, what they answered, and who was there."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from reachable.directory.models import Professional
from reachable.incidents.models import Involvement

from ..choices import Attendance, Coming, Sees
from .meeting import Meeting


class MeetingSeat(models.Model):
    """A seat of the kind of meeting, or one added by hand (`label`). A seat to consider waits for yes or no.

    `wanted` None: nobody has decided. `because` says why not, or why a principal seat stays empty. `required_because`:
    a fact of the incident makes a seat that is only considered a seat that is needed.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="seats")
    code = models.CharField(max_length=60)
    label = models.CharField(max_length=120, blank=True)
    position = models.PositiveSmallIntegerField()
    is_principal = models.BooleanField()
    required_because = models.CharField(max_length=200, blank=True)
    wanted = models.BooleanField(null=True)
    because = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("position", "pk")
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "code"], name="meeting_seat_once")]


class Attendee(models.Model):
    """Somebody who was asked to the meeting. One without an account, or not on the team, sees their own young people.

    `answer_digest` is of the token in their invitation. Their way in lapses at `lapses_at`. `actions_seen_at` is when
    they opened the actions that were sent to them.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendees")
    seat = models.ForeignKey(MeetingSeat, on_delete=models.PROTECT, related_name="attendees")
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    sees = models.CharField(max_length=10, choices=Sees.choices)
    added_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    out_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    out_at = models.DateTimeField(null=True, blank=True)
    invited_at = models.DateTimeField(null=True, blank=True)
    invited_sequence = models.PositiveIntegerField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    answer_digest = models.CharField(max_length=64, blank=True, default="")
    coming = models.CharField(max_length=10, choices=Coming.choices, blank=True, default="")
    coming_words = models.CharField(max_length=200, blank=True)
    coming_at = models.DateTimeField(null=True, blank=True)
    attendance = models.CharField(max_length=10, choices=Attendance.choices, blank=True, default="")
    arrived_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    lapses_at = models.DateTimeField()
    actions_sent_at = models.DateTimeField(null=True, blank=True)
    actions_seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["professional", "lapses_at"], condition=Q(out_at__isnull=True), name="attendee_mine"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "professional"], condition=Q(out_at__isnull=True), name="attendee_once"
            ),
            models.UniqueConstraint(
                fields=["answer_digest"], condition=~Q(answer_digest=""), name="attendee_answer_digest"
            ),
            models.CheckConstraint(
                name="attendee_out_pair",
                condition=Q(out_at__isnull=True, out_by__isnull=True) | Q(out_at__isnull=False, out_by__isnull=False),
            ),
        ]


class AttendeeSees(models.Model):
    """A young person whom an attendee who sees only their own may see."""

    attendee = models.ForeignKey(Attendee, on_delete=models.PROTECT, related_name="young_people")
    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["attendee", "involvement"], name="attendee_sees_once"),
        ]


class GuestCode(models.Model):
    """A code that was sent to the invited address and lets its reader in once. Only its digest is kept."""

    attendee = models.ForeignKey(Attendee, on_delete=models.PROTECT, related_name="codes")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    lapses_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)
