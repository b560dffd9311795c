"""People as they were recorded, and which records are of one person.

A `Person` is an identity and nothing else. Each `PersonRecord` is what one agency recorded; a dated
`Belonging` says whose record it is, so that two can be put together and taken apart again without
re-pointing anything.
"""

import uuid
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from reachable.directory.models import Agency, Professional

from ..choices import (
    ACCURACIES,
    ACCURATE,
    FOLDED_LENGTH,
    MATCH_KEY_LENGTH,
    NAME_LENGTH,
    NO_DATE,
    OLDEST,
    REASON_LENGTH,
    DoubtSettled,
    IdentifierSystem,
    Stage,
)


def years_between(start: date, day: date) -> int:
    """Whole years; a birthday on 29 February is kept on 1 March."""
    return day.year - start.year - ((day.month, day.day) < (start.month, start.day))


class Person(models.Model):
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField()


class Facts(models.Model):
    """Name and age as somebody recorded them: shared by what stands now and what stood before."""

    FACTS: ClassVar = (
        "stage",
        "name_known",
        "given_names",
        "family_name",
        "date_of_birth",
        "dob_accuracy",
        "approximate_age",
        "age_stated_on",
    )

    stage = models.CharField(max_length=20, choices=Stage.choices)
    name_known = models.BooleanField()
    given_names = models.CharField(max_length=NAME_LENGTH, blank=True)
    family_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    dob_accuracy = models.CharField(max_length=3, default=NO_DATE)
    approximate_age = models.PositiveSmallIntegerField(null=True, blank=True)
    age_stated_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="%(class)s_stage"),
            models.CheckConstraint(
                condition=(Q(name_known=False) & Q(given_names="") & Q(family_name=""))
                | (Q(name_known=True) & ~(Q(given_names="") & Q(family_name=""))),
                name="%(class)s_name_or_not_known",
            ),
            models.CheckConstraint(
                condition=Q(date_of_birth__isnull=True, dob_accuracy=NO_DATE)
                | Q(date_of_birth__isnull=False, dob_accuracy__in=ACCURACIES),
                name="%(class)s_dob_accuracy",
            ),
            models.CheckConstraint(
                condition=Q(date_of_birth__isnull=True) | Q(approximate_age__isnull=True),
                name="%(class)s_one_age",
            ),
            models.CheckConstraint(
                condition=Q(approximate_age__isnull=True, age_stated_on__isnull=True)
                | Q(approximate_age__isnull=False, approximate_age__range=(0, OLDEST), age_stated_on__isnull=False),
                name="%(class)s_age_and_day",
            ),
        ]

    @property
    def display_name(self) -> str:
        return " ".join(part for part in (self.given_names, self.family_name) if part) or "Name not known"

    def age_on(self, day: date) -> int | None:
        """Age in whole years; None where it is not known, or the day is before birth."""
        if self.date_of_birth and self.dob_accuracy[2] != "U":
            age = years_between(self.date_of_birth, day)
        elif self.approximate_age is not None and self.age_stated_on:
            age = self.approximate_age + years_between(self.age_stated_on, day)
        else:
            return None
        return age if age >= 0 else None

    def described_age(self, day: date) -> str:
        """In words: 15, about 15, or age not known."""
        age = self.age_on(day)
        if age is None:
            return "age not known"
        return f"about {age}" if self.age_is_about else str(age)

    @property
    def age_is_about(self) -> bool:
        return self.dob_accuracy != ACCURATE


class PersonRecord(Facts):
    """`version` counts corrections; a writer sends the one that he saw."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    folded_name = models.CharField(max_length=FOLDED_LENGTH, blank=True, editable=False)
    held_by = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta(Facts.Meta):
        constraints: ClassVar = [
            *Facts.Meta.constraints,
            models.CheckConstraint(
                condition=Q(name_known=True) | Q(folded_name=""), name="personrecord_folded_only_when_known"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["folded_name", "date_of_birth"], name="person_record_exact_match")]


class RecordHistory(Facts):
    """What a record said before correction `number`. Never changed."""

    record = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, related_name="history")
    number = models.PositiveIntegerField()
    replaced_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField()
    reason = models.CharField(max_length=REASON_LENGTH, blank=True)

    class Meta(Facts.Meta):
        constraints: ClassVar = [
            *Facts.Meta.constraints,
            models.UniqueConstraint(fields=["record", "number"], name="recordhistory_number"),
        ]


class Identifier(models.Model):
    """A number of a person in some system. A wrong one is withdrawn, not changed."""

    record = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, related_name="identifiers")
    system = models.CharField(max_length=20, choices=IdentifierSystem.choices)
    value = models.CharField(max_length=40)
    source = models.CharField(max_length=200, blank=True)
    since_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(system__in=IdentifierSystem.values), name="identifier_system"),
            models.CheckConstraint(condition=~Q(value=""), name="identifier_value"),
            models.CheckConstraint(
                condition=Q(withdrawn_by__isnull=True, withdrawn_at__isnull=True)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="identifier_withdrawn_pair",
            ),
            models.UniqueConstraint(
                fields=["record", "system", "value"],
                condition=Q(withdrawn_at__isnull=True),
                name="identifier_once_a_record",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["system", "value"], name="identifier_system_value")]


class Merging(models.Model):
    """Two people turned out to be one: the records of `gone` belong to `kept` from then on.

    Undoing it gives each record back to whom it belonged to before; the row stays.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    gone = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    because = models.CharField(max_length=REASON_LENGTH)
    undone_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_because = models.CharField(max_length=REASON_LENGTH, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(gone=F("kept")), name="merging_of_two"),
            models.UniqueConstraint(
                fields=["gone"], condition=Q(undone_at__isnull=True), name="merging_gone_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="merging_undone_pair",
            ),
        ]


class Belonging(models.Model):
    """Whose record it is, from when, and who decided; the row without an end stands.

    `merging` is what moved the record here, where that was a merging of two people.
    """

    record = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, related_name="belongings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="belongings")
    from_at = models.DateTimeField()
    decided_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=REASON_LENGTH, blank=True)
    until_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    merging = models.ForeignKey(Merging, null=True, blank=True, on_delete=models.PROTECT, related_name="belongings")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["record"], condition=Q(until_at__isnull=True), name="belonging_one_current"
            ),
            models.CheckConstraint(
                condition=Q(until_at__isnull=True, ended_by__isnull=True)
                | Q(until_at__isnull=False, ended_by__isnull=False, until_at__gte=F("from_at")),
                name="belonging_ended_pair",
            ),
        ]


class Doubt(models.Model):
    """A record that may be of `person`. Open until somebody settles it; one that was settled is not asked again."""

    record = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, related_name="doubts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    settled = models.CharField(max_length=20, choices=DoubtSettled.choices, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=REASON_LENGTH, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["record", "person"], name="doubt_once"),
            models.CheckConstraint(
                condition=Q(settled="", settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled__in=DoubtSettled.values, settled_at__isnull=False, settled_by__isnull=False),
                name="doubt_settled_who_and_when",
            ),
        ]


class MatchKey(models.Model):
    """One of the keys under which a record is looked for when somebody like it is entered."""

    record = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, related_name="match_keys", db_index=True)
    key = models.CharField(max_length=MATCH_KEY_LENGTH)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["key", "record"], name="match_key_once")]
