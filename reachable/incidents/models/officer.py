"""That the officer may leave the hospital: agreed, on the discussion that it rests on."""

import uuid
from typing import ClassVar

from django.db import models

from reachable.directory.models import Professional

from .fact import Fact
from .incident import Incident
from .involvement import Involvement


class OfficerMayLeave(models.Model):
    """One agreement, never changed; it holds while the `discussion` it rests on is the last that stands (HOS-6)."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="officer_may_leave")
    number = models.PositiveIntegerField()
    discussion = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["involvement", "number"], name="officer_may_leave_number"),
        ]
