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


class Decided(TextChoices):
    """The serious incident notification; recorded either way (NOT-2)."""

    NOTIFY = "NOTIFY", "Notify"
    DO_NOT = "DO_NOT", "Do not notify"


class Side(TextChoices):
    """Of the safeguarding partners who advise, and of those who are consulted before a release."""

    POLICE = "POLICE", "Police"
    HEALTH = "HEALTH", "Health"
    CHILDRENS_SERVICES = "CHILDRENS_SERVICES", "Children's services"


class NextReview(TextChoices):
    LOCAL = "LOCAL", "A local child safeguarding practice review"
    OTHER = "OTHER", "A review outside the statutory rules"
    NONE = "NONE", "No further review"


class Overseen(TextChoices):
    """What the Senior Investigating Officer said of one version (MED-4)."""

    AGREED = "AGREED", "Agreed, in these words"
    CHANGE = "CHANGE", "To be changed"


class BriefingState(TextChoices):
    DRAFT = "DRAFT", "Being written"
    ISSUED = "ISSUED", "Issued"
    WITHDRAWN = "WITHDRAWN", "Withdrawn"


class ContactState(TextChoices):
    """Which authority answers for a young person of another one (CTX-20)."""

    TOLD = "TOLD", "Told; we answer for the young person until they accept in writing"
    ACCEPTED = "ACCEPTED", "They have accepted in writing"
    DECLINED = "DECLINED", "They do not accept: we answer for the young person"
