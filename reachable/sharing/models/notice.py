"""Whom children's services must tell: the alert, the notification, other authorities (NOT-1, NOT-2, CTX-20)."""

import uuid
from typing import ClassVar

from django.db import models

from reachable.directory.models import Agency, Professional
from reachable.incidents.choices import Known
from reachable.incidents.models import Incident, Involvement

from ..choices import ContactState, Decided, Side


class ManagerAlert(models.Model):
    """The senior manager alert (NOT-1): children's services alone read of it."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    sent_to = models.CharField(max_length=300)
    words = models.CharField(max_length=500, blank=True)
    about = models.ManyToManyField(Involvement, related_name="+", blank=True, through="AlertAbout")
    acknowledged_by = models.CharField(max_length=200, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class AlertAbout(models.Model):
    alert = models.ForeignKey(ManagerAlert, on_delete=models.PROTECT, related_name="+")
    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["alert", "involvement"], name="alert_about_once")]


class NotificationDecision(models.Model):
    """Either way, with reasons; the highest number stands. `aware_at` is what the five working days count from."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    decided = models.CharField(max_length=10, choices=Decided.choices)
    because = models.TextField()
    against_advice = models.CharField(max_length=500, blank=True, help_text="why, where a partner advises otherwise")
    decided_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["incident", "number"], name="notification_decision_number"),
        ]


class CriterionFound(models.Model):
    """One criterion, worked through; `code` is of the playbook."""

    decision = models.ForeignKey(NotificationDecision, on_delete=models.PROTECT, related_name="criteria")
    code = models.CharField(max_length=60)
    found = models.CharField(max_length=10, choices=Known.choices)
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["decision", "code"], name="criterion_once")]


class NotificationAdvice(models.Model):
    """What the named safeguarding lead of police or health advises; the highest number of each side stands."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=20, choices=Side.choices)
    number = models.PositiveIntegerField()
    advises = models.CharField(max_length=10, choices=Decided.choices)
    because = models.CharField(max_length=500)
    adviser = models.CharField(max_length=200, help_text="name and office of the safeguarding lead")
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["incident", "side", "number"], name="notification_advice_number"),
        ]


class NotificationSheet(models.Model):
    """What is keyed into the national service: up to four young people, and what is said of further ones."""

    incident = models.OneToOneField(Incident, on_delete=models.PROTECT, related_name="+")
    further = models.TextField(blank=True, help_text="further detail: what happened, and of children beyond four")
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class SheetChild(models.Model):
    sheet = models.ForeignKey(NotificationSheet, on_delete=models.PROTECT, related_name="children")
    position = models.PositiveSmallIntegerField()
    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="+")
    harm = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sheet", "position"], name="sheet_child_position"),
            models.UniqueConstraint(fields=["sheet", "involvement"], name="sheet_child_once"),
            models.CheckConstraint(name="sheet_takes_four", condition=models.Q(position__gte=1, position__lte=4)),
        ]


class AuthorityContact(models.Model):
    """Another authority that was told of its young person, and whether it answers for them; highest number stands."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    authority_words = models.CharField(max_length=200, blank=True)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=ContactState.choices)
    whom = models.CharField(max_length=200, help_text="who took the message, or who accepted")
    happened_at = models.DateTimeField()
    in_writing = models.CharField(max_length=300, blank=True, help_text="where the acceptance is to be found")
    words = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["involvement", "number"], name="authority_contact_number"),
            models.CheckConstraint(
                name="acceptance_is_in_writing",
                condition=~models.Q(state=ContactState.ACCEPTED) | ~models.Q(in_writing=""),
            ),
        ]
