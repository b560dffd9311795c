"""What is remembered of what leaves the room: records, what families were told, notices, media, briefings."""

from .briefing import (
    Briefing,
    BriefingCounter,
    BriefingQuestion,
    BriefingReader,
    BriefingText,
    FindingAnswer,
    Signature,
)
from .media import Consulted, Enquiry, MediaContacts, Oversight, PrincipleAnswer, Release, Released, Version
from .notice import (
    AlertAbout,
    AuthorityContact,
    CriterionFound,
    ManagerAlert,
    NotificationAdvice,
    NotificationDecision,
    NotificationSheet,
    SheetChild,
)
from .record import ChildRecord, RecordMark, RecordNumber
from .review import AgencySummary, RapidReview, ReviewForm, ReviewStep
from .told import Told

__all__ = [
    "AgencySummary",
    "AlertAbout",
    "AuthorityContact",
    "Briefing",
    "BriefingCounter",
    "BriefingQuestion",
    "BriefingReader",
    "BriefingText",
    "ChildRecord",
    "Consulted",
    "CriterionFound",
    "Enquiry",
    "FindingAnswer",
    "ManagerAlert",
    "MediaContacts",
    "NotificationAdvice",
    "NotificationDecision",
    "NotificationSheet",
    "Oversight",
    "PrincipleAnswer",
    "RapidReview",
    "RecordMark",
    "RecordNumber",
    "Release",
    "Released",
    "ReviewForm",
    "ReviewStep",
    "SheetChild",
    "Signature",
    "Told",
    "Version",
]
