"""Codes of planning a discharge. Codes never change meaning."""

from django.db.models import TextChoices


class SeatKind(TextChoices):
    """Who plans a discharge together (DIS-4 to DIS-8)."""

    SOCIAL_WORK = "SOCIAL_WORK", "Social work team"
    GP = "GP", "The young person's general practitioner"
    POLICE = "POLICE", "Police"
    DESIGNATED = "DESIGNATED", "Designated Safeguarding Team"
    HOSPITAL = "HOSPITAL", "Hospital safeguarding team and ward staff"


class SeatState(TextChoices):
    NOT_ASKED = "NOT_ASKED", "Not asked yet"
    INVITED = "INVITED", "Invited"
    COMING = "COMING", "Coming"
    TOOK_PART = "TOOK_PART", "Took part"
    EMPTY = "EMPTY", "Empty"


TAKEN = (SeatState.COMING, SeatState.TOOK_PART)
