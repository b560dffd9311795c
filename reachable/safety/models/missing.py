"""Each time a young person was missing, and the interview owed after return."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from reachable.directory.models import Professional
from reachable.incidents.models import Incident, Involvement

from ..choices import InterviewState


class MissingEpisode(models.Model):
    """Begun and ended by what is said of where somebody is. `due_*` say which rule made the time of the interview."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    missing_since = models.DateTimeField()
    returned_at = models.DateTimeField(null=True, blank=True)
    interview_due_at = models.DateTimeField(null=True, blank=True)
    due_rule = models.CharField(max_length=60, blank=True)
    due_edition = models.CharField(max_length=200, blank=True)
    interview = models.CharField(max_length=20, choices=InterviewState.choices, default=InterviewState.NOT_YET)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["incident", "involvement"], name="missing_of_person"),
            models.Index(fields=["interview_due_at"], condition=Q(interview="NOT_YET"), name="interview_owed"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["involvement", "number"], name="missing_episode_number"),
            models.UniqueConstraint(
                fields=["involvement"], condition=Q(returned_at__isnull=True), name="missing_once_at_a_time"
            ),
        ]


class InterviewStep(models.Model):
    """What became of the interview, in order. `independent`: by somebody who neither cares for nor polices them."""

    episode = models.ForeignKey(MissingEpisode, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=InterviewState.choices)
    held_at = models.DateTimeField(null=True, blank=True)
    held_by = models.CharField(max_length=200, blank=True)
    independent = models.BooleanField(null=True)
    carers_asked = models.BooleanField(default=False)
    words = models.TextField(blank=True, help_text="what was learned, or why it was not held")
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["episode", "number"], name="interview_step_number")]
