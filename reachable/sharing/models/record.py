"""One record per child from one set of minutes (CTX-4), and the key to the numbers in it, which never leaves."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from reachable.directory.models import Professional
from reachable.incidents.models import Involvement
from reachable.meetings.models import Meeting
from reachable.people.models import PersonRecord

from ..choices import MarkDecision, RecordState


class ChildRecord(models.Model):
    """What a meeting said about one young person. A later one (after an addendum) has the next number.

    `text` is the content as canonical JSON, others already replaced; `sha256` is of it once it is final. `file_name`
    is made of the social care id and the reference of the meeting.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=RecordState.choices, default=RecordState.TO_CHECK)
    text = models.TextField()
    sha256 = models.CharField(max_length=64, blank=True, default="")
    social_care_id = models.CharField(max_length=40, blank=True, default="")
    file_name = models.CharField(max_length=120, blank=True, default="")
    made_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    checked_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    filed_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField(null=True, blank=True)
    filed_reference = models.CharField(max_length=80, blank=True)
    filed_due_at = models.DateTimeField()
    chased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["filed_due_at"], condition=Q(filed_at__isnull=True), name="record_to_file"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "involvement", "number"], name="child_record_number"),
            models.CheckConstraint(
                name="child_record_checked",
                condition=Q(state="TO_CHECK", checked_at__isnull=True, checked_by__isnull=True, sha256="")
                | Q(state="FINAL", checked_at__isnull=False, checked_by__isnull=False) & ~Q(sha256="")
                | Q(state="REPLACED"),
            ),
            models.CheckConstraint(
                name="child_record_filed",
                condition=Q(filed_at__isnull=True, filed_by__isnull=True)
                | Q(filed_at__isnull=False, filed_by__isnull=False, checked_at__isnull=False),
            ),
        ]


class RecordNumber(models.Model):
    """Whom a number stands for, in this one record. Read by resolving it, which is logged, and in no other way."""

    record = models.ForeignKey(ChildRecord, on_delete=models.PROTECT, related_name="numbers")
    number = models.PositiveSmallIntegerField()
    person_record = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["record", "number"], name="record_number_once"),
            models.UniqueConstraint(fields=["record", "person_record"], name="record_number_one_each"),
        ]


class RecordMark(models.Model):
    """What a person decided about words of the source of one paragraph: they are replaced, taken out, or left.

    `paragraph` is the id of the paragraph, `words` what stands there; `person_record` whom a replaced word points to.
    """

    record = models.ForeignKey(ChildRecord, on_delete=models.PROTECT, related_name="marks")
    paragraph = models.CharField(max_length=80)
    words = models.CharField(max_length=200)
    decision = models.CharField(max_length=10, choices=MarkDecision.choices)
    person_record = models.ForeignKey(PersonRecord, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["record", "paragraph", "words"], name="record_mark_once"),
        ]
