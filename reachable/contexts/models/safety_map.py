"""Where one young person is safe and where not, as they said it: made with them, and theirs (STA-6)."""

import uuid
from typing import ClassVar

from django.db import models

from reachable.directory.models import Professional
from reachable.incidents.models import Incident, Involvement

from ..choices import Colour, MapKind, MapSeenBy
from .context import Context


class SafetyMap(models.Model):
    """Whole versions; the highest number stands. `explained`: what was said of what it is for and who sees it."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    made_on = models.DateField()
    made_with = models.CharField(max_length=200, help_text="who was there when it was made")
    explained = models.CharField(max_length=500)
    seen_by = models.CharField(max_length=20, choices=MapSeenBy.choices, default=MapSeenBy.MAKERS)
    may_count = models.BooleanField(default=False, help_text="may be counted, without a name, with others")
    young_persons_words = models.TextField(blank=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["involvement", "number"], name="safety_map_number")]


class MapReader(models.Model):
    safety_map = models.ForeignKey(SafetyMap, on_delete=models.PROTECT, related_name="readers")
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["safety_map", "professional"], name="map_reader_once"),
        ]


class MapPlace(models.Model):
    """`times` are codes of the playbook; `points` are [latitude, longitude] pairs or [x, y] of a plain sketch
    (`is_sketch`), empty where nothing was drawn.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    safety_map = models.ForeignKey(SafetyMap, on_delete=models.PROTECT, related_name="places")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=MapKind.choices, default=MapKind.PLACE)
    colour = models.CharField(max_length=10, choices=Colour.choices)
    times = models.JSONField(default=list, blank=True)
    who_helps = models.CharField(max_length=200, blank=True)
    words = models.CharField(max_length=300, blank=True, help_text="in the young person's own words")
    points = models.JSONField(default=list, blank=True)
    is_sketch = models.BooleanField(default=True)
    context = models.ForeignKey(Context, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["safety_map", "position"], name="map_place_position"),
        ]
