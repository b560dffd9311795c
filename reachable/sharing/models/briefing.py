"""A contextual safeguarding briefing: its words, who checked and signed them, who read them (BRF-1 to BRF-4).

There is no field for a person.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from reachable.contexts.models import Context
from reachable.directory.models import Agency, Professional
from reachable.incidents.models import Incident

from ..choices import BriefingState


class BriefingCounter(models.Model):
    """The last number given in a year; locked while one is taken."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)


class Briefing(models.Model):
    """`reference` is BRF-2026-0007: its readers find it by that, and never learn of the incident from it."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    context = models.ForeignKey(Context, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=200, help_text="the place or community it is for")
    chair = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    nominated_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    police = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    held_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=BriefingState.choices, default=BriefingState.DRAFT)
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["incident", "-at"], name="briefing_of_incident")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="briefing_issued_pair",
                condition=Q(issued_at__isnull=True, issued_by__isnull=True)
                | Q(issued_at__isnull=False, issued_by__isnull=False),
            ),
        ]


class BriefingText(models.Model):
    """Its words by prompt, whole versions under SHA-256; the highest number stands.

    `made_out` and `small_group` answer the two questions that no machine can answer, with who might be meant in no
    word of it.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    briefing = models.ForeignKey(Briefing, on_delete=models.PROTECT, related_name="texts")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    happening = models.TextField(blank=True)
    watch_for = models.TextField(blank=True)
    what_to_do = models.TextField(blank=True)
    pass_on = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64)
    made_out = models.CharField(max_length=500, blank=True, help_text="why nobody local could tell who is meant")
    small_group = models.CharField(max_length=500, blank=True, help_text="why the group is not so small that it names")
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["briefing", "number"], name="briefing_text_number")]


class FindingAnswer(models.Model):
    """Somebody looked at doubtful words of this version and said that they name nobody. `kind` as the check said it."""

    text = models.ForeignKey(BriefingText, on_delete=models.PROTECT, related_name="answers")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(max_length=60)
    words = models.CharField(max_length=300)
    because = models.CharField(max_length=300)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["text", "start", "end", "kind"], name="finding_answered_once"),
        ]


class Signature(models.Model):
    """A second person read exactly these words and signed them."""

    text = models.OneToOneField(BriefingText, on_delete=models.PROTECT, related_name="signature")
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class BriefingReader(models.Model):
    """Who it is for: a professional who signs in and reads, or a partner without an account to whom it is read out."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    briefing = models.ForeignKey(Briefing, on_delete=models.PROTECT, related_name="readers")
    professional = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=200, blank=True, help_text="whom, where there is no account")
    sent_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["professional", "-sent_at"], name="briefings_to_read")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["briefing", "professional"],
                condition=Q(professional__isnull=False),
                name="briefing_reader_once",
            ),
        ]


class BriefingQuestion(models.Model):
    """What a reader asks back, and the answer."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    briefing = models.ForeignKey(Briefing, on_delete=models.PROTECT, related_name="questions")
    reader = models.ForeignKey(BriefingReader, on_delete=models.PROTECT, related_name="questions")
    words = models.TextField()
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
