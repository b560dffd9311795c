"""The network around an incident: why it is mapped, who is in it, and how groups stand to each other."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from reachable.directory.models import Professional
from reachable.people.choices import TOLD_BY_LENGTH, WORDS_LENGTH, SourceClass
from reachable.people.models import Assertion, Group, PersonRecord

from ..choices import GroupStance, ListOutcome, ListState, RowDecision
from .incident import Incident


class NetworkReason(models.Model):
    """Why the connections around this incident are mapped, and how far: numbered, the highest number stands.

    `hops` is one unless whoever leads says why wider.
    """

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="network_reasons")
    number = models.PositiveIntegerField()
    words = models.CharField(max_length=WORDS_LENGTH)
    hops = models.PositiveSmallIntegerField(default=1)
    hops_because = models.CharField(max_length=WORDS_LENGTH, blank=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["incident", "number"], name="network_reason_number"),
            models.CheckConstraint(condition=Q(hops__range=(1, 3)), name="network_reason_hops"),
            models.CheckConstraint(condition=Q(hops=1) | ~Q(hops_because=""), name="network_reason_why_wider"),
        ]


class PartnerList(models.Model):
    """A list that a partner brings in, on its way: nothing of it is in the network before it is confirmed.

    `table` holds the cells until the columns are settled, without those that were dropped; then the rows hold what was
    read. The file itself is never kept. `version` counts the steps.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="partner_lists")
    purpose = models.CharField(max_length=WORDS_LENGTH)
    relevance = models.CharField(max_length=WORDS_LENGTH, blank=True)
    from_agency = models.CharField(max_length=TOLD_BY_LENGTH, blank=True)
    source = models.CharField(max_length=20, choices=SourceClass.choices)
    state = models.CharField(max_length=20, choices=ListState.choices, default=ListState.COLUMNS)
    table = models.JSONField(blank=True, default=dict)
    dropped = models.JSONField(blank=True, default=list)
    skipped = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["incident", "-at"], name="partner_list_incident")]


class NetworkPerson(models.Model):
    """Somebody around the incident who is not in it: no letter, no role. `number` is read aloud as N1, N2.

    Why they matter to this incident is an assertion like any other: sourced, and gone after `review_on` where no
    connection to somebody holds them here.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="network_people")
    number = models.PositiveIntegerField()
    record = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=WORDS_LENGTH)
    named_at_risk = models.BooleanField(default=False)
    source = models.CharField(max_length=20, choices=SourceClass.choices)
    told_by = models.CharField(max_length=TOLD_BY_LENGTH, blank=True)
    source_protected = models.BooleanField(default=False)
    review_on = models.DateField()
    brought_by = models.ForeignKey(PartnerList, null=True, blank=True, on_delete=models.PROTECT, related_name="brought")
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["incident", "number"], name="network_person_number"),
            models.UniqueConstraint(fields=["incident", "record"], name="network_person_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["review_on"], name="network_person_review")]

    @property
    def mark(self) -> str:
        return f"N{self.number}"


class PartnerListRow(models.Model):
    """One row of a partner's list as it was read; emptied once it is brought in, left out or erased."""

    partner_list = models.ForeignKey(PartnerList, on_delete=models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField()
    position = models.PositiveSmallIntegerField(default=0, help_text="of several people in one row")
    person = models.JSONField(blank=True, default=dict)
    problems = models.JSONField(blank=True, default=list)
    dropped = models.JSONField(blank=True, default=list)
    matches = models.JSONField(blank=True, default=list)
    outcome = models.CharField(max_length=20, choices=ListOutcome.choices)
    decision = models.CharField(max_length=20, choices=RowDecision.choices, blank=True)
    same_as = models.UUIDField(null=True, blank=True)
    written_at = models.DateTimeField(null=True, blank=True)
    member = models.ForeignKey(NetworkPerson, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partner_list", "number", "position"], name="partner_list_row_number"),
        ]


class GroupRelation(Assertion):
    """How two groups stand to each other in this incident. Said of groups, never of people."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="group_relations")
    one = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    stance = models.CharField(max_length=20, choices=GroupStance.choices)

    class Meta(Assertion.Meta):
        constraints: ClassVar = [
            *Assertion.Meta.constraints,
            models.CheckConstraint(condition=~Q(one=F("other")), name="group_relation_of_two"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["incident", "review_on"], name="group_relation_incident"),
            models.Index(fields=["review_on"], name="group_relation_review"),
        ]
