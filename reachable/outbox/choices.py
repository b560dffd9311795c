"""Codes that the outbox stores. A code never changes its meaning."""

from django.db.models import TextChoices


class Message(TextChoices):
    INVITATION = "INVITATION", "Invitation"
    PASSWORD_RESET = "PASSWORD_RESET", "Choose a new password"
    PASSWORD_CHANGED = "PASSWORD_CHANGED", "Password changed"
    EMAIL_CONFIRMATION = "EMAIL_CONFIRMATION", "Confirm an address"
    EMAIL_CHANGED = "EMAIL_CHANGED", "Address changed"
    SECOND_FACTOR_CHANGED = "SECOND_FACTOR_CHANGED", "Second step of signing in changed"
    INCIDENT_REPORTED = "INCIDENT_REPORTED", "A report is waiting"
    NAMED_LEAD = "NAMED_LEAD", "Named to lead"
    ADDED_TO_TEAM = "ADDED_TO_TEAM", "Added to a team"
    ACTION_WAITING = "ACTION_WAITING", "An action is waiting"
    ACTION_OVERDUE = "ACTION_OVERDUE", "An action is overdue"
    CONNECTION_DECLARED = "CONNECTION_DECLARED", "A connection was declared"
    EMERGENCY_ACCESS = "EMERGENCY_ACCESS", "Emergency access was used"
    CONNECTION_LAPSES = "CONNECTION_LAPSES", "Something that was recorded lapses soon"
    CAME_EARLY = "CAME_EARLY", "Something happened before it was agreed"
    LOOK_AGAIN = "LOOK_AGAIN", "What was cleared has to be looked at again"
    PLAN_STILL_FITS = "PLAN_STILL_FITS", "Whether a plan still fits is asked"


class Status(TextChoices):
    QUEUED = "QUEUED", "Waiting"
    SENDING = "SENDING", "Being sent"
    SENT = "SENT", "Sent"
    FAILED = "FAILED", "Failed"
    CANCELLED = "CANCELLED", "Cancelled"


class Outcome(TextChoices):
    SENT = "SENT", "Sent"
    ERROR = "ERROR", "Error"
    INTERRUPTED = "INTERRUPTED", "Interrupted"
