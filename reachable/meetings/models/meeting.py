"""A meeting: convened, held, its minutes agreed. Who was asked to it is in `attending`, what was said in `running`."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from reachable.contexts.models import Context
from reachable.directory.models import Professional
from reachable.incidents.models import Incident, Involvement
from reachable.responses.models import Edition

from ..choices import MeetingState


class MeetingCounter(models.Model):
    """The last number given in a year; locked while one is taken."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)


class Series(models.Model):
    """Meetings of one kind that come back, as locality mapping and child planning do (STA-4, STA-5)."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    involvement = models.ForeignKey(Involvement, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    context = models.ForeignKey(Context, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    every_weeks = models.PositiveSmallIntegerField()
    next_on = models.DateField()
    reason = models.CharField(max_length=300, help_text="what it is for, and what is to come of it")
    owner = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_because = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["incident", "kind"], name="series_of_incident")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="series_ended_pair",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]


class Meeting(models.Model):
    """`kind` is a code of the playbook, read in the words of `edition`. `reference` names neither incident nor child.

    `version` counts what the convener changed (writers send the one they saw); `sequence` is that of its calendar
    entry; `revision` counts everything that changed while it ran, so that an open page can ask what is new.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    series = models.ForeignKey(Series, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings")
    state = models.CharField(max_length=20, choices=MeetingState.choices, default=MeetingState.PLANNED)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True, help_text="goes into calendars: names nobody")
    link = models.URLField(max_length=500, blank=True, help_text="to take part on a screen")
    chair = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    minute_taker = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    not_for = models.CharField(max_length=300, blank=True, help_text="what its information must not be used for")
    purposes_agreed_at = models.DateTimeField(null=True, blank=True)
    purposes_agreed_by = models.ForeignKey(
        Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    convened_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    convened_at = models.DateTimeField()
    invited_at = models.DateTimeField(null=True, blank=True)
    started_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=300, blank=True)
    shared_view = models.BooleanField(default=False, help_text="it is being shown to everybody in the room")
    sequence = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["incident", "starts_at"], name="meeting_of_incident"),
            models.Index(fields=["state", "starts_at"], name="meeting_by_time"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(name="meeting_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))),
            models.CheckConstraint(
                name="meeting_purposes_agreed_pair",
                condition=Q(purposes_agreed_at__isnull=True, purposes_agreed_by__isnull=True)
                | Q(purposes_agreed_at__isnull=False, purposes_agreed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="meeting_started_pair",
                condition=Q(started_at__isnull=True, started_by__isnull=True)
                | Q(started_at__isnull=False, started_by__isnull=False),
            ),
            models.CheckConstraint(
                name="meeting_ended_pair",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False, started_at__isnull=False),
            ),
            models.CheckConstraint(
                name="meeting_cancelled_pair",
                condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True)
                | Q(cancelled_at__isnull=False, cancelled_by__isnull=False),
            ),
        ]


class MeetingPurpose(models.Model):
    """What the meeting is for (CTX-3), and so what its information may be used for (CTX-6).

    `code` is one of the playbook's, or "own" with its words.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="purposes")
    code = models.CharField(max_length=60)
    words = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "code", "words"], name="meeting_purpose_once"),
        ]


class Covered(models.Model):
    """A young person whom the meeting discusses. Taken out again, the row stays with the reason.

    `household_unnamed_because`: the chair withholds the names of the young person's own household from the record.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="covered")
    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    out_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    out_at = models.DateTimeField(null=True, blank=True)
    out_because = models.CharField(max_length=300, blank=True)
    household_unnamed_by = models.ForeignKey(
        Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    household_unnamed_at = models.DateTimeField(null=True, blank=True)
    household_unnamed_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "involvement"], condition=Q(out_at__isnull=True), name="covered_once"
            ),
            models.CheckConstraint(
                name="covered_out_pair",
                condition=Q(out_at__isnull=True, out_by__isnull=True) | Q(out_at__isnull=False, out_by__isnull=False),
            ),
            models.CheckConstraint(
                name="household_unnamed_pair",
                condition=Q(household_unnamed_at__isnull=True, household_unnamed_by__isnull=True)
                | Q(household_unnamed_at__isnull=False, household_unnamed_by__isnull=False),
            ),
        ]
