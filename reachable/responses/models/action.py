"""Who does what by when. An action has one owner, is never deleted, and every step of it stays."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from reachable.contexts.choices import Aspect
from reachable.contexts.models import Context
from reachable.directory.models import Agency, Professional
from reachable.incidents.choices import Audience
from reachable.incidents.models import Incident, Involvement
from reachable.safety.models import Clearance

from ..choices import UNFINISHED, ActionKind, ActionState, Step
from .response import Consideration


class InDanger(models.Model):
    """A manager directed somebody at once, because a life was in danger: never held up, and looked at the next day."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    involvement = models.ForeignKey(Involvement, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    gate = models.CharField(max_length=60)
    because = models.CharField(max_length=500)
    police_informed = models.CharField(max_length=200, help_text="who at the police, and when")
    mitigations = models.JSONField(default=list, blank=True)
    mitigation_words = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    review_due_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    review = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="in_danger_lessens_it", condition=~Q(mitigations=[]) | ~Q(mitigation_words="")),
            models.CheckConstraint(
                name="in_danger_reviewed_by_and_when",
                condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False),
            ),
        ]


class Action(models.Model):
    """`owner` is a professional, or `owner_agency` until somebody there is named. `version` counts the steps.

    A find-out action rolls up what is not yet known about one young person, for the agency that leads on it.

    A contact stays proposed until somebody directs it: on a clearance, or in danger to life (STF-1). `set_off_at`,
    `arrived_at` and `back_at` say whether its owner is on the way.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    consideration = models.ForeignKey(
        Consideration, null=True, blank=True, on_delete=models.PROTECT, related_name="actions"
    )
    about = models.ForeignKey(Involvement, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=ActionKind.choices, default=ActionKind.DO)
    what = models.CharField(max_length=500)
    owner = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    owner_agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    finds_out_for = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    makes_contact = models.BooleanField()
    audience = models.CharField(max_length=30, choices=Audience.choices, default=Audience.TEAM)
    asked_again = models.BooleanField(default=False, help_text="the words said contact, the answer stayed no")
    state = models.CharField(max_length=20, choices=ActionState.choices)
    accepted_at = models.DateTimeField(null=True, blank=True)
    directed_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    directed_at = models.DateTimeField(null=True, blank=True)
    clearance = models.ForeignKey(Clearance, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    danger = models.ForeignKey(InDanger, null=True, blank=True, on_delete=models.PROTECT, related_name="actions")
    set_off_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    back_at = models.DateTimeField(null=True, blank=True)
    context = models.ForeignKey(
        Context, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="the place it is for"
    )
    aims_at = models.CharField(max_length=20, choices=Aspect.choices, blank=True, help_text="what it is to change")
    owner_is_guest = models.BooleanField(default=False, help_text="is not on the team: reached through a meeting")
    created_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["owner", "due_at"], condition=Q(state__in=UNFINISHED), name="action_mine"),
            models.Index(fields=["owner_agency", "due_at"], condition=Q(state__in=UNFINISHED), name="action_agency"),
            models.Index(fields=["incident", "state", "due_at"], name="action_incident"),
            models.Index(fields=["created_by", "due_at"], condition=Q(state__in=UNFINISHED), name="action_waiting"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(owner__isnull=False, owner_agency__isnull=True)
                | Q(owner__isnull=True, owner_agency__isnull=False),
                name="action_has_one_owner",
            ),
            models.UniqueConstraint(
                fields=["incident", "about", "finds_out_for", "audience"],
                condition=Q(state__in=UNFINISHED, finds_out_for__isnull=False),
                name="one_find_out_each",
            ),
            models.UniqueConstraint(
                fields=["incident", "finds_out_for", "audience"],
                condition=Q(state__in=UNFINISHED, finds_out_for__isnull=False, about__isnull=True),
                name="one_find_out_for_incident",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(owner__isnull=False), name="action_accepted_by_somebody"
            ),
            models.CheckConstraint(
                condition=~Q(state=ActionState.OPEN) | Q(makes_contact=False) | Q(directed_at__isnull=False),
                name="action_contact_is_directed",
            ),
            models.CheckConstraint(
                condition=Q(directed_at__isnull=True, directed_by__isnull=True)
                | Q(directed_at__isnull=False, directed_by__isnull=False, owner__isnull=False)
                & (Q(clearance__isnull=False) | Q(danger__isnull=False)),
                name="action_directed_on_a_ground",
            ),
            models.CheckConstraint(
                condition=Q(set_off_at__isnull=True) | Q(owner__isnull=False), name="action_set_off_by_somebody"
            ),
        ]


class ActionStep(models.Model):
    """What happened to an action, in order."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    step = models.CharField(max_length=20, choices=Step.choices)
    words = models.TextField(blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["action", "number"], name="action_step_number")]


class ToFindOut(models.Model):
    """One thing among those that a find-out action rolls up; settled when the consideration is answered."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="unknowns")
    consideration = models.ForeignKey(Consideration, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["action", "consideration"], name="to_find_out_once"),
        ]
