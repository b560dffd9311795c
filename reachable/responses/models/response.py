"""The response to an incident under one edition of the guide: strands of considerations and their answers."""

import uuid
from typing import ClassVar

from django.db import models

from reachable.directory.models import Professional
from reachable.incidents.choices import Audience
from reachable.incidents.models import Incident, Involvement

from ..choices import AnswerCode, Standing


class Edition(models.Model):
    """An edition of the playbook as it was when an incident first opened under it: canonical JSON under its hash."""

    content_hash = models.CharField(max_length=64, unique=True)
    county = models.CharField(max_length=60)
    name = models.CharField(max_length=80)
    text = models.TextField()
    stored_at = models.DateTimeField()


class Response(models.Model):
    incident = models.OneToOneField(Incident, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="responses")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")


class Strand(models.Model):
    """One section of the guide in one response; about one young person, or about the incident."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="strands")
    code = models.CharField(max_length=60)
    about = models.ForeignKey(Involvement, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    standing = models.CharField(max_length=20, choices=Standing.choices)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["response", "code", "about"], name="strand_once"),
            models.UniqueConstraint(
                fields=["response", "code"], condition=models.Q(about__isnull=True), name="strand_once_for_incident"
            ),
        ]


class EditionMove(models.Model):
    """That a response was moved to another edition; the highest number is what stands."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="moves")
    number = models.PositiveIntegerField()
    from_edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    to_edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["response", "number"], name="edition_move_number")]


class DeadlineRule(models.Model):
    """A deadline that was set on screen for an item of a county's playbook; the highest number stands.

    `text` as in the playbook ("24h after report"); empty gives the item back the deadline of the playbook. It holds
    for what is asked from then on.
    """

    county = models.CharField(max_length=60)
    code = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=600, blank=True)
    edition = models.CharField(max_length=200, blank=True)
    because = models.CharField(max_length=300)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "code", "number"], name="deadline_rule_number"),
        ]


class StrandStanding(models.Model):
    """How a strand came to stand as it does; the highest number is what stands."""

    strand = models.ForeignKey(Strand, on_delete=models.PROTECT, related_name="standings")
    number = models.PositiveIntegerField()
    standing = models.CharField(max_length=20, choices=Standing.choices)
    because = models.CharField(max_length=300)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["strand", "number"], name="standing_number")]


class Consideration(models.Model):
    """A question of the edition, asked in this strand about the incident or one young person.

    `due_at` is empty while the fact that it runs from is not known; the rule that made it, with its kind, source and
    edition, is kept beside it, so that a rule that is changed later touches nothing that is open.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    strand = models.ForeignKey(Strand, on_delete=models.PROTECT, related_name="considerations")
    code = models.CharField(max_length=60)
    about = models.ForeignKey(Involvement, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField(null=True, blank=True)
    due_rule = models.CharField(max_length=80, blank=True)
    due_kind = models.CharField(max_length=20, blank=True)
    due_source = models.CharField(max_length=600, blank=True)
    due_edition = models.CharField(max_length=200, blank=True)
    audience = models.CharField(max_length=30, choices=Audience.choices, default=Audience.TEAM)
    opened_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["strand", "code", "about"], name="consideration_once"),
            models.UniqueConstraint(
                fields=["strand", "code"], condition=models.Q(about__isnull=True), name="consideration_once_incident"
            ),
        ]


class Answer(models.Model):
    """One answer, never changed; the highest number stands."""

    consideration = models.ForeignKey(Consideration, on_delete=models.PROTECT, related_name="answers")
    number = models.PositiveIntegerField()
    answer = models.CharField(max_length=20, choices=AnswerCode.choices)
    because = models.TextField(blank=True)
    record = models.JSONField(default=dict, blank=True)
    late_because = models.CharField(max_length=300, blank=True, help_text="why it came after its deadline")
    carried_from = models.CharField(max_length=16, blank=True, help_text="reference of a joined report")
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["consideration", "number"], name="answer_number"),
            models.CheckConstraint(
                condition=~models.Q(answer=AnswerCode.NOT_NEEDED) | ~models.Q(because=""),
                name="answer_not_needed_because",
            ),
        ]
