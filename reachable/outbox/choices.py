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
    MEETING_INVITED = "MEETING_INVITED", "Invited to a meeting"
    MEETING_CHANGED = "MEETING_CHANGED", "A meeting was moved"
    MEETING_CANCELLED = "MEETING_CANCELLED", "A meeting was cancelled"
    MEETING_REMINDER = "MEETING_REMINDER", "A meeting is soon"
    GUEST_CODE = "GUEST_CODE", "A code to get in as a guest"
    ACTIONS_SENT = "ACTIONS_SENT", "The actions of a meeting"
    ACTION_DUE_SOON = "ACTION_DUE_SOON", "An action is due soon"
    ACTIONS_LATE = "ACTIONS_LATE", "Actions of a meeting are late"
    SUMMARY_ASKED = "SUMMARY_ASKED", "A summary is asked for"
    RECORDS_TO_FILE = "RECORDS_TO_FILE", "Records are to be filed"
    PURPOSE_ASKED = "PURPOSE_ASKED", "Another use of material is asked for"
    PURPOSE_DECIDED = "PURPOSE_DECIDED", "A use of material was decided"
    LINES_HANDED_OVER = "LINES_HANDED_OVER", "Something open was handed over"
    LATER_DATE = "LATER_DATE", "A day to come to look ahead to"

    BRIEFING_SENT = "BRIEFING_SENT", "A briefing was sent or withdrawn"
    BRIEFING_QUESTION = "BRIEFING_QUESTION", "A question about a briefing is asked"
    BRIEFING_ANSWERED = "BRIEFING_ANSWERED", "A question about a briefing was answered"


class WhatIsShared(TextChoices):
    INVITATION = "INVITATION", "Invitation"
    PACK = "PACK", "Pack of a meeting"
    MINUTES = "MINUTES", "Minutes"
    ACTIONS = "ACTIONS", "Actions"
    RECORD = "RECORD", "Record of one young person"
    EXPORT = "EXPORT", "File taken out"
    BRIEFING = "BRIEFING", "Briefing"
    INFORMATION = "INFORMATION", "Information"


class Shared(TextChoices):
    SHARED = "SHARED", "Shared"
    NOT_SHARED = "NOT_SHARED", "Decided not to share"


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
