"""What help a young person or the family is offered in the weeks after (STA-8 to STA-13), and what became of it."""

import uuid
from typing import ClassVar

from django.db import models

from reachable.directory.models import Agency, Professional
from reachable.incidents.models import Incident, Involvement

from ..choices import OfferState


class Offer(models.Model):
    """`kind` is a code of the playbook's supports; the state is that of the last step, `version` counts them."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    what = models.CharField(max_length=300)
    by_whom = models.CharField(max_length=200, blank=True, help_text="the service or person who gives it")
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=OfferState.choices, default=OfferState.TO_OFFER)
    begins_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["incident", "involvement", "kind"], name="offer_of_person")]


class OfferStep(models.Model):
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=OfferState.choices)
    begins_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    words = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["offer", "number"], name="offer_step_number")]
