"""The rapid review that a sent notification sets off (NOT-3): its timetable, agency summaries, form, decision."""

import uuid
from typing import ClassVar

from django.db import models

from reachable.directory.models import Agency, Professional
from reachable.incidents.models import Incident
from reachable.responses.models import Edition

from ..choices import NextReview


class RapidReview(models.Model):
    """One for each incident. `due_*`: the rule that made its last day."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.OneToOneField(Incident, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    notified_at = models.DateTimeField()
    reference = models.CharField(max_length=60, blank=True, help_text="of the notification")
    due_at = models.DateTimeField()
    due_rule = models.CharField(max_length=60)
    due_edition = models.CharField(max_length=200, blank=True)
    run_by = models.CharField(max_length=200, blank=True)
    panel_at = models.DateTimeField(null=True, blank=True)
    decided = models.CharField(max_length=10, choices=NextReview.choices, blank=True)
    decided_because = models.TextField(blank=True)
    decided_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)


class ReviewStep(models.Model):
    """One step of the timetable; `code` is of the playbook."""

    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="timetable")
    code = models.CharField(max_length=60)
    day = models.PositiveSmallIntegerField()
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["review", "code"], name="review_step_once")]


class AgencySummary(models.Model):
    """Asked of an agency; `chased` counts the reminders. `words` is the summary, or where it is to be found."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="summaries")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    asked_of = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_of_words = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    chased = models.PositiveSmallIntegerField(default=0)
    chased_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    words = models.TextField(blank=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["review", "agency"], name="summary_of_agency_once")]


class ReviewForm(models.Model):
    """The four purposes, as written; whole versions, the highest number stands."""

    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="forms")
    number = models.PositiveIntegerField()
    facts = models.TextField(blank=True)
    immediate_action = models.TextField(blank=True)
    improvements = models.TextField(blank=True)
    next_steps = models.TextField(blank=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["review", "number"], name="review_form_number")]
