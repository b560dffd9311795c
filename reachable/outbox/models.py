"""What the outbox remembers: deliveries, every attempt at each, the sharing log, and the worker's periodic work."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import F, Q

from .choices import Outcome, Shared, Status, WhatIsShared


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def due(self, at: datetime) -> "DeliveryQuerySet":
        return self.filter(status=Status.QUEUED, next_attempt_at__lte=at).order_by("next_attempt_at", "id")

    def lapsed(self, at: datetime) -> "DeliveryQuerySet":
        """Taken by a worker that did not come back in time."""
        return self.filter(status=Status.SENDING, leased_until__lte=at).order_by("id")


class Delivery(models.Model):
    """One message to one address. `errors` counts failures since it was last queued; `attempts` counts them all."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    message = models.CharField(max_length=40)  # choices.Message; not listed, so that a new text needs no migration
    to = models.CharField(max_length=254)
    professional_key = models.UUIDField(null=True)
    reference = models.CharField(max_length=20, blank=True, default="")
    link_sealed = models.BinaryField(default=b"")
    calendar_sealed = models.BinaryField(default=b"")  # an entry for the reader's calendar, which names nobody
    queued_at = models.DateTimeField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.QUEUED)
    next_attempt_at = models.DateTimeField()
    token = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    errors = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=["next_attempt_at", "id"], condition=Q(status="QUEUED"), name="outbox_due"),
            models.Index(fields=["leased_until"], condition=Q(status="SENDING"), name="outbox_leased"),
            models.Index(fields=["-queued_at", "-id"], name="outbox_recent"),
            models.Index(fields=["status", "-queued_at"], name="outbox_status"),
            models.Index(fields=["reference", "queued_at"], condition=~Q(reference=""), name="outbox_reference"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(status="SENDING", token__isnull=False, leased_until__isnull=False)
                | (~Q(status="SENDING") & Q(token__isnull=True, leased_until__isnull=True)),
                name="outbox_lease_while_sending",
            ),
            models.CheckConstraint(
                condition=Q(status="SENT", sent_at__isnull=False) | (~Q(status="SENT") & Q(sent_at__isnull=True)),
                name="outbox_sent_at_when_sent",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("SENT", "CANCELLED")) | Q(link_sealed=b""), name="outbox_link_erased"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("SENT", "CANCELLED")) | Q(calendar_sealed=b""), name="outbox_calendar_erased"
            ),
            models.CheckConstraint(condition=Q(errors__lte=F("attempts")), name="outbox_errors_are_attempts"),
        )


class Attempt(models.Model):
    """`error` names a class and an SMTP code, never a word of the message or the server's answer."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="tries")
    number = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True, default="")
    error = models.CharField(max_length=80, blank=True, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["delivery", "number"], name="outbox_attempt_once"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, outcome="") | (Q(ended_at__isnull=False) & ~Q(outcome="")),
                name="outbox_attempt_ended_with_outcome",
            ),
        )


class WorkerTick(models.Model):
    """When a piece of periodic work last ran to its end, and which worker has it in hand."""

    name = models.CharField(max_length=40, unique=True)
    last_run_at = models.DateTimeField(null=True)
    token = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)


class Disclosure(models.Model):
    """One row of the sharing log: what went to whom and why, or that it was decided not to share, and why not.

    `to_key` is a professional of the directory; `to_words` whoever is not in it. `purpose` says for what, `ground`
    on what ground. `item_key` is what exactly (an invitation, a record); `meeting` and `incident` are references.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.CharField(max_length=20)
    meeting = models.CharField(max_length=20, blank=True, default="")
    what = models.CharField(max_length=20, choices=WhatIsShared.choices)
    words = models.CharField(max_length=200, blank=True, default="")
    shared = models.CharField(max_length=12, choices=Shared.choices, default=Shared.SHARED)
    to_key = models.UUIDField(null=True)
    to_words = models.CharField(max_length=200, blank=True, default="")
    purpose = models.CharField(max_length=200, blank=True, default="")
    ground = models.CharField(max_length=20, blank=True, default="")
    because = models.CharField(max_length=500, blank=True, default="")
    item_key = models.CharField(max_length=60, blank=True, default="")
    by_key = models.UUIDField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=["incident", "-at", "-id"], name="disclosure_of_incident"),
            models.Index(fields=["meeting", "-at"], condition=~Q(meeting=""), name="disclosure_of_meeting"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(shared="SHARED") | ~Q(because=""), name="disclosure_not_shared_because"),
            models.CheckConstraint(condition=Q(to_key__isnull=False) | ~Q(to_words=""), name="disclosure_to_somebody"),
        )


class DisclosureAbout(models.Model):
    """A young person whom a row of the sharing log concerns, by the key of the person."""

    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="about")
    person_key = models.UUIDField(db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["disclosure", "person_key"], name="disclosure_about_once"),)
