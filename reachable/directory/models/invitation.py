"""Promises of an account, and what somebody typed and has not sent."""

import uuid
from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q

from ..choices import InvitationState, KeptPurpose, RoleCode
from .professional import Agency, Professional

KEPT_FOR = {
    KeptPurpose.LOST_SESSION: timedelta(minutes=30),
    KeptPurpose.DRAFT: timedelta(days=14),
}


class Invitation(models.Model):
    """A promise of an account. Only the digest of its token is kept: the token itself is in one mail."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=120)
    job_title = models.CharField(max_length=120, blank=True, default="")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40, choices=RoleCode)
    area = models.CharField(max_length=60, blank=True, default="")
    token_digest = models.CharField(max_length=64, unique=True)
    delivery_key = models.UUIDField(null=True)  # the mail that carries the link, so that it can be stopped
    invited_by = models.ForeignKey(Professional, null=True, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_as = models.ForeignKey(Professional, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Professional, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-invited_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["email"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="one_waiting_invitation_per_address",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_as=None)
                | Q(accepted_at__isnull=False, accepted_as__isnull=False),
                name="invitation_accepted_when_and_as_whom",
            ),
            models.CheckConstraint(condition=Q(accepted_at=None) | Q(withdrawn_at=None), name="invitation_has_one_end"),
        ]

    def state(self, at: datetime) -> InvitationState:
        if self.accepted_at:
            return InvitationState.ACCEPTED
        if self.withdrawn_at:
            return InvitationState.WITHDRAWN
        return InvitationState.WAITING if at < self.expires_at else InvitationState.EXPIRED


class KeptText(models.Model):
    """What somebody typed and has not sent, encrypted, for that person and form alone."""

    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=200)
    purpose = models.CharField(max_length=20, choices=KeptPurpose)
    payload = models.BinaryField()
    kept_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["professional", "form"], name="one_kept_text_per_form"),
        ]
