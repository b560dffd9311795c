"""Codes of a meeting from convening to its minutes. Codes never change meaning."""

from django.db.models import TextChoices


class MeetingState(TextChoices):
    PLANNED = "PLANNED", "Planned"
    RUNNING = "RUNNING", "Running"
    ENDED = "ENDED", "Ended, minutes not agreed"
    AGREED = "AGREED", "Minutes agreed"
    CANCELLED = "CANCELLED", "Cancelled"


NOT_YET_HELD = (MeetingState.PLANNED, MeetingState.RUNNING)
HELD = (MeetingState.ENDED, MeetingState.AGREED)


class Sees(TextChoices):
    """Which young people of the meeting somebody who was asked to it may see."""

    TEAM = "TEAM", "What their place on the team lets them see"
    THEIRS = "THEIRS", "Their own young people, and nothing else"


class Coming(TextChoices):
    NOT_SAID = "", "Has not answered"
    COMING = "COMING", "Coming"
    SENDING = "SENDING", "Sending somebody, or what they know"
    CANNOT = "CANNOT", "Cannot come"


class Attendance(TextChoices):
    NOT_SAID = "", "Not marked"
    PRESENT = "PRESENT", "In the room"
    REMOTE = "REMOTE", "On the line"
    APOLOGIES = "APOLOGIES", "Sent apologies"
    ABSENT = "ABSENT", "Not there"


SPEAKS = (Attendance.PRESENT, Attendance.REMOTE)


class ItemState(TextChoices):
    NOT_TAKEN = "NOT_TAKEN", "Not taken yet"
    TAKEN = "TAKEN", "Being discussed"
    COVERED = "COVERED", "Covered"
    NOT_REACHED = "NOT_REACHED", "Not reached"


class NoteKind(TextChoices):
    FACT = "FACT", "Fact"
    VIEW = "VIEW", "View"
    DECISION = "DECISION", "Decision"


class MinutesChange(TextChoices):
    CORRECTION = "CORRECTION", "Correction"
    REDACTION = "REDACTION", "Taken out lawfully"


class UseFor(TextChoices):
    """What somebody wants to do with the material of a meeting (CTX-6)."""

    OPEN = "OPEN", "Read it on the screen"
    PRINT = "PRINT", "Print it"
    EXPORT = "EXPORT", "Take a file of it"
    SHARE = "SHARE", "Share it with somebody"


class Ground(TextChoices):
    """Why the material may be used: what was agreed passes; the others are decided, recorded or reviewed."""

    AGREED = "AGREED", "A purpose that the meeting agreed"
    FURTHER = "FURTHER", "Another purpose: the chair decides"
    LEGAL_DUTY = "LEGAL_DUTY", "A legal duty: information governance is asked"
    RISK_TO_LIFE = "RISK_TO_LIFE", "A life is at risk: recorded, and reviewed the next day"


class Duty(TextChoices):
    COURT_ORDER = "COURT_ORDER", "Order of a court"
    CORONER = "CORONER", "Coroner"
    DISCLOSURE = "DISCLOSURE", "Disclosure in proceedings"
    SUBJECT_ACCESS = "SUBJECT_ACCESS", "Somebody asks for what is held about them"


class UseState(TextChoices):
    HOLDS = "HOLDS", "Holds"
    WAITING = "WAITING", "Waiting for a decision"
    REFUSED = "REFUSED", "Refused"
