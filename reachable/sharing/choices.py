"""Codes of what leaves the room. Codes never change meaning."""

from django.db.models import TextChoices


class RecordState(TextChoices):
    TO_CHECK = "TO_CHECK", "To be checked"
    FINAL = "FINAL", "Final"
    REPLACED = "REPLACED", "Replaced by a later one"


class MarkDecision(TextChoices):
    """What a person decided about words in a record that may point to somebody else."""

    REPLACE = "REPLACE", "Replace by a number"
    TAKE_OUT = "TAKE_OUT", "Take out"
    LEAVE = "LEAVE", "Leave: it names nobody of another household"


class Whom(TextChoices):
    YOUNG_PERSON = "YOUNG_PERSON", "The young person"
    PARENTS = "PARENTS", "Parents or carers"


class ToldState(TextChoices):
    TOLD = "TOLD", "Told"
    NOT_YET = "NOT_YET", "Not yet told"
    NOT_TOLD = "NOT_TOLD", "Not told, because"
