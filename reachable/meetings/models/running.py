"""What happens while a meeting runs: the agenda, notes, dissent, restricted parts, actions, outcomes."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from reachable.directory.models import Professional
from reachable.incidents.choices import Audience
from reachable.incidents.models import Involvement
from reachable.responses.models import Action, Answer

from ..choices import ItemState, NoteKind
from .attending import Attendee
from .meeting import Meeting


class AgendaItem(models.Model):
    """An item of the kind's agenda, or one that was added (`title`). What was not reached says why."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    code = models.CharField(max_length=60, blank=True, default="")
    title = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=ItemState.choices, default=ItemState.NOT_TAKEN)
    because = models.CharField(max_length=300, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("position", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "code"], condition=~Q(code=""), name="agenda_item_once"),
        ]


class RestrictedPart(models.Model):
    """A part of the meeting that some left: what is said in it is read by those who stayed."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="restricted_parts")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=300)
    from_at = models.DateTimeField()
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    until_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(until_at__isnull=True), name="restricted_part_one_at_a_time"
            ),
        ]


class StayedIn(models.Model):
    """Who stayed for a restricted part; everybody else who was there left for it."""

    part = models.ForeignKey(RestrictedPart, on_delete=models.PROTECT, related_name="stayed")
    attendee = models.ForeignKey(Attendee, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["part", "attendee"], name="stayed_in_once")]


class Note(models.Model):
    """One fact, view or decision, in words; several typists write several notes and lose nothing.

    `held_by_police`: in no child's record until police clear the wording, which is then `cleared_words`. A response or
    trigger plan of the police is such a note (`is_plan`), and goes to the record of whom it is about alone (CTX-15).
    Changed before the minutes are agreed, `version` rises; taken back, it stays with the reason.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="notes")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=10, choices=NoteKind.choices)
    words = models.TextField()
    said_by = models.ForeignKey(Attendee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    part = models.ForeignKey(RestrictedPart, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=30, choices=Audience.choices, default=Audience.TEAM)
    held_by_police = models.BooleanField(default=False)
    is_plan = models.BooleanField(default=False)
    cleared_words = models.TextField(blank=True)
    cleared_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    cleared_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    changed_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [
            models.CheckConstraint(
                name="note_cleared_pair",
                condition=Q(cleared_at__isnull=True, cleared_by__isnull=True)
                | Q(cleared_at__isnull=False, cleared_by__isnull=False),
            ),
            models.CheckConstraint(
                name="note_plan_is_held_by_police", condition=Q(is_plan=False) | Q(held_by_police=True)
            ),
            models.CheckConstraint(
                name="note_taken_back_pair",
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
            ),
        ]


class NoteAbout(models.Model):
    """Whom a note concerns; a note about nobody concerns everybody whom the meeting covers."""

    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="about")
    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["note", "involvement"], name="note_about_once")]


class Dissent(models.Model):
    """Somebody did not agree with a decision, and why."""

    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="dissent")
    attendee = models.ForeignKey(Attendee, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=500)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["note", "attendee"], name="dissent_once")]


class MeetingAction(models.Model):
    """An action that the meeting agreed. `escalated_at`: the chair was told that it is late."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="actions")
    item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    part = models.ForeignKey(RestrictedPart, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    action = models.OneToOneField(Action, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class AnswerGiven(models.Model):
    """An answer to a consideration of a strand that was given in the meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="answers")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="+")
    answer = models.OneToOneField(Answer, on_delete=models.PROTECT, related_name="+")


class Outcome(models.Model):
    """What the meeting decided for one young person: numbered, the highest stands.

    `record` has the fields of the kind of meeting (of a strategy discussion: threshold, enquiry, seen, medical, what
    parents are told, conference), as code -> stored text.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="outcomes")
    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    record = models.JSONField(default=dict, blank=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "involvement", "number"], name="outcome_number"),
        ]


class Typing(models.Model):
    """Who is typing where, so that two do not write the same; overwritten, never part of the minutes."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "professional"], name="typing_once")]
