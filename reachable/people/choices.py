"""Codes of the people room. They are stored, so they never change meaning."""

from itertools import product

from django.db.models import TextChoices


class Stage(TextChoices):
    YOUNG_PERSON = "YOUNG_PERSON", "Young person"
    ADULT = "ADULT", "Adult"


class IdentifierSystem(TextChoices):
    NHS_NUMBER = "NHS_NUMBER", "NHS number"
    UPN = "UPN", "Unique pupil number"
    SOCIAL_CARE = "SOCIAL_CARE", "Social care number"


# Day, month and year of a date of birth: accurate, estimated or unknown, as the person standard writes it.
ACCURACIES = tuple("".join(parts) for parts in product("AEU", repeat=3))
ACCURATE = "AAA"
NO_DATE = "UUU"

NAME_LENGTH = 120
FOLDED_LENGTH = 400
REASON_LENGTH = 500
OLDEST = 120
OLDEST_YOUNG_PERSON = 25
YOUNGEST_ADULT = 18
