"""What is recorded of a person beside name and birth: each with who said so, who wrote it down and when."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from reachable.directory.models import Professional

from ..choices import NAME_LENGTH, REASON_LENGTH, TOLD_BY_LENGTH, WORDS_LENGTH, AddressUse, DetailKind, NameUse, Tri
from .person import PersonRecord


class Said(models.Model):
    """A statement of which it is kept who said it. One that no longer holds is ended with a reason, not changed."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    told_by = models.CharField(max_length=TOLD_BY_LENGTH, blank=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=REASON_LENGTH, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="%(class)s_ended_pair",
            ),
        ]


class Dated(Said):
    """It was so from one day until another, as far as known."""

    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)

    class Meta(Said.Meta):
        abstract = True
        constraints: ClassVar = [
            *Said.Meta.constraints,
            models.CheckConstraint(
                condition=Q(from_on__isnull=True) | Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="%(class)s_from_before_until",
            ),
        ]


class OtherName(Said):
    """A name beside the one on the record; found by look-ups and by the checks of what leaves the room."""

    record = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, related_name="other_names")
    use = models.CharField(max_length=20, choices=NameUse.choices)
    name = models.CharField(max_length=NAME_LENGTH * 2)


class Detail(Dated):
    """`code` is one of the choices of its kind, `words` what is said in free words, `where` the authority, school,
    practice or service. `professional` is the allocated worker where he is in the directory.
    """

    record = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, related_name="details")
    kind = models.CharField(max_length=20, choices=DetailKind.choices)
    code = models.CharField(max_length=40, blank=True)
    words = models.CharField(max_length=WORDS_LENGTH, blank=True)
    where = models.CharField(max_length=200, blank=True)
    professional = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Dated.Meta):
        indexes: ClassVar = [models.Index(fields=["record", "kind"], name="detail_record_kind")]
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(code="", words="", where="", professional__isnull=True), name="detail_says_something"
            ),
        ]


class Address(Dated):
    """`is_safe`: whoever is looked for must not be found there; read by those who are named, and by nobody else."""

    record = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, related_name="addresses")
    use = models.CharField(max_length=20, choices=AddressUse.choices)
    line1 = models.CharField(max_length=120, blank=True)
    line2 = models.CharField(max_length=120, blank=True)
    town = models.CharField(max_length=80, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    uprn = models.CharField(max_length=12, blank=True)
    is_safe = models.BooleanField()

    class Meta(Dated.Meta):
        indexes: ClassVar = [models.Index(fields=["record"], name="address_record")]


class AddressReader(models.Model):
    """Who may read a safe address, named one by one. Ending it is dated."""

    address = models.ForeignKey(Address, on_delete=models.PROTECT, related_name="readers")
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=REASON_LENGTH, blank=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["address", "professional"],
                condition=Q(ended_at__isnull=True),
                name="address_reader_once_at_a_time",
            ),
        ]


class DoNotDisclose(Said):
    """What must not reach somebody: one address where it is named, else everything about the person."""

    record = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, related_name="not_to_disclose")
    address = models.ForeignKey(Address, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    to_whom = models.CharField(max_length=200)
    because = models.CharField(max_length=REASON_LENGTH)


class Account(models.Model):
    """What a child said of what happened, in the child's words. Never in packs, plans or briefings."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    record = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, related_name="accounts")
    question = models.CharField(max_length=WORDS_LENGTH)
    words = models.TextField()
    said_at = models.DateTimeField()
    present = models.CharField(max_length=300)
    in_custody = models.BooleanField(default=False, help_text="said to a custody worker: the police do not read it")
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class MayBeTold(Said):
    """Whether somebody in the family may be told of this, by name or by the connection; the newest row stands."""

    record = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, related_name="may_be_told")
    relative = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, related_name="+")
    lives_with = models.CharField(max_length=10, choices=Tri.choices, default=Tri.NOT_KNOWN)
    responsibility = models.CharField(max_length=10, choices=Tri.choices, default=Tri.NOT_KNOWN)
    told = models.CharField(max_length=10, choices=Tri.choices, default=Tri.NOT_KNOWN)
    because = models.CharField(max_length=REASON_LENGTH, blank=True)
    telephone = models.CharField(max_length=20, blank=True)
    safe_to_ring = models.CharField(max_length=10, choices=Tri.choices, default=Tri.NOT_KNOWN)
