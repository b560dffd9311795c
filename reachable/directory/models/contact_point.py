"""Where hospitals, custody suites, safeguarding teams, services and other authorities are reached."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from ..choices import ContactPointKind, CustodyWorkers
from .professional import Agency, Professional


class ContactPoint(models.Model):
    """The county's folder seeds it; people keep it true. Its mailbox is shown and never written to."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.SlugField(max_length=60, blank=True, default="")  # of the seed; "" was added by hand
    kind = models.CharField(max_length=20, choices=ContactPointKind)
    name = models.CharField(max_length=120)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agency_words = models.CharField(max_length=120, blank=True, default="")  # of an agency that is not in the list
    telephone = models.CharField(max_length=40, blank=True, default="")
    mailbox = models.CharField(max_length=254, blank=True, default="")
    where = models.CharField(max_length=200, blank=True, default="")
    clauses = models.CharField(max_length=120, blank=True, default="")  # of the guide, with spaces between
    note = models.CharField(max_length=300, blank=True, default="")
    custody_workers = models.CharField(max_length=20, blank=True, choices=CustodyWorkers, default="")
    source = models.CharField(max_length=200)  # "guide", or "not in the guide: ..."
    version = models.PositiveIntegerField(default=1)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Professional, null=True, on_delete=models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey(Professional, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("name", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="one_contact_point_per_code"),
            models.UniqueConstraint(
                fields=["kind", "name"], condition=Q(retired_at=None), name="one_contact_point_of_a_kind_and_name"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="contact_point_confirmed_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(retired_at=None, retired_by=None) | Q(retired_at__isnull=False, retired_by__isnull=False),
                name="contact_point_retired_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(kind="CUSTODY_SUITE", custody_workers__in=("YES", "NO", "NOT_KNOWN"))
                | (~Q(kind="CUSTODY_SUITE") & Q(custody_workers="")),
                name="custody_workers_come_to_suites",
            ),
        ]
