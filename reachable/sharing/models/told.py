"""Whether a young person and the family were told that something about them is shared: the highest number stands."""

from typing import ClassVar

from django.db import models

from reachable.directory.models import Professional
from reachable.incidents.models import Involvement
from reachable.meetings.models import Meeting

from ..choices import ToldState, Whom


class Told(models.Model):
    """Of one meeting. `by_words` is who told them; `because` says why they were not, or not yet."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="+")
    whom = models.CharField(max_length=20, choices=Whom.choices)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=ToldState.choices)
    because = models.CharField(max_length=300, blank=True)
    by_words = models.CharField(max_length=200, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "involvement", "whom", "number"], name="told_number"),
        ]
