"""Codes of the way back to business as usual. Codes never change meaning."""

from django.db.models import TextChoices


class LineKind(TextChoices):
    """What is open when a response stands down, and needs an owner in business as usual (STA-1)."""

    YOUNG_PERSON = "YOUNG_PERSON", "A young person"
    PLACE = "PLACE", "A place or group"
    ACTION = "ACTION", "An action"
    DISRUPTION = "DISRUPTION", "A measure that disrupts harm"
    REVIEW = "REVIEW", "The rapid review"
    DATE = "DATE", "A later date"


class LaterKind(TextChoices):
    """Days to come that may bring it back."""

    TRIAL = "TRIAL", "A trial or hearing"
    INQUEST = "INQUEST", "An inquest"
    ANNIVERSARY = "ANNIVERSARY", "An anniversary or birthday"
    RELEASE = "RELEASE", "Somebody is released"
    REVIEW = "REVIEW", "A review is published"
    OTHER = "OTHER", "Another day"
