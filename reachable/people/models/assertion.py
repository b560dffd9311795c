"""What is asserted of people: a connection between two, a link to a group. Dated, sourced, contestable, and removed.

An assertion is never a status of a person. One that was removed or has lapsed is deleted, not marked.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from reachable.directory.models import Professional

from ..choices import (
    GROUP_NAME_LENGTH,
    TOLD_BY_LENGTH,
    WORDS_LENGTH,
    AssociationKind,
    Handling,
    InformationGrade,
    SourceClass,
    SourceGrade,
)
from .person import PersonRecord


class Assertion(models.Model):
    """Who says so, how they know, since when, and until when it may be relied on without a review.

    `review_on` is the last day on which it is shown. `source_protected`: who said it is for police and the children's
    services lead alone. The two grades are given together or not at all, and only by police.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    source = models.CharField(max_length=20, choices=SourceClass.choices)
    told_by = models.CharField(max_length=TOLD_BY_LENGTH, blank=True)
    source_protected = models.BooleanField(default=False)
    source_grade = models.CharField(max_length=1, choices=SourceGrade.choices, blank=True)
    information_grade = models.CharField(max_length=1, choices=InformationGrade.choices, blank=True)
    handling = models.CharField(max_length=20, choices=Handling.choices, default=Handling.TEAM)
    handling_words = models.CharField(max_length=200, blank=True)
    observed_on = models.DateField(null=True, blank=True)
    words = models.CharField(max_length=WORDS_LENGTH, blank=True)
    review_on = models.DateField()
    reviewed_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    warned_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    contested = models.CharField(max_length=WORDS_LENGTH, blank=True)
    contested_by = models.CharField(max_length=TOLD_BY_LENGTH, blank=True)
    contested_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(source_grade="", information_grade="") | ~Q(source_grade="") & ~Q(information_grade=""),
                name="%(class)s_graded_wholly",
            ),
            models.CheckConstraint(
                condition=Q(contested="", contested_at__isnull=True) | ~Q(contested="") & Q(contested_at__isnull=False),
                name="%(class)s_contested_when",
            ),
        ]


class Association(Assertion):
    """`one` is to `other` what `kind` says: the parent of, exploits, a friend of."""

    one = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=AssociationKind.choices)

    class Meta(Assertion.Meta):
        constraints: ClassVar = [
            *Assertion.Meta.constraints,
            models.CheckConstraint(condition=~Q(one=F("other")), name="association_of_two"),
            models.CheckConstraint(condition=Q(kind__in=AssociationKind.values), name="association_kind"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["one", "review_on", "other"], name="association_one"),
            models.Index(fields=["other", "review_on", "one"], name="association_other"),
            models.Index(fields=["review_on"], name="association_review"),
        ]


class Group(models.Model):
    """A group as people call it. It has no list of members: links to it are reported, one by one, and expire."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=GROUP_NAME_LENGTH)
    folded_name = models.CharField(max_length=GROUP_NAME_LENGTH * 2, unique=True, editable=False)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class GroupLink(Assertion):
    """A reported link of a person to a group; `words` say what was reported."""

    record = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")

    class Meta(Assertion.Meta):
        indexes: ClassVar = [
            models.Index(fields=["record", "review_on"], name="group_link_record"),
            models.Index(fields=["group", "review_on"], name="group_link_group"),
            models.Index(fields=["review_on"], name="group_link_review"),
        ]
