"""Facts that open sections of the guide: an arrest, a hearing, the media, what the authority knew and sent."""

from ..choices import Audience, FactKind
from .kind import Group, KindOfFact, choice, text

INCIDENT = (
    KindOfFact(
        FactKind.ARRESTED, "arrest", True, "When were they arrested?", "To which custody suite?", group=Group.CUSTODY
    ),
    KindOfFact(FactKind.CHARGED, "charge", True, "When were they charged?", group=Group.CUSTODY),
    KindOfFact(
        FactKind.COURT_DATE,
        "court",
        True,
        "When is the hearing?",
        "Which court?",
        lies_ahead=True,
        repeats=True,
        group=Group.COURT,
        fields=(
            choice(
                "hearing",
                "What is heard",
                ("first", "First appearance"),
                ("bail", "Bail"),
                ("plea", "Plea"),
                ("trial", "Trial"),
                ("sentence", "Sentence"),
                ("other", "Something else"),
            ),
            text("solicitor", "Who represents the young person"),
        ),
    ),
    KindOfFact(
        FactKind.REMANDED,
        "remand",
        True,
        "When were they remanded?",
        "Where are they held?",
        group=Group.COURT,
        fields=(
            choice(
                "remanded-to",
                "Remanded to",
                ("youth-detention", "Youth detention accommodation"),
                ("authority", "Local authority accommodation"),
                ("not-known", "Not known"),
            ),
        ),
    ),
    KindOfFact(FactKind.POLICE_PROTECTION, "police-protection", True, "When did police protection begin?"),
    KindOfFact(FactKind.REFERRED, "referral", True, "When were they referred?"),
    KindOfFact(
        FactKind.OTHER_AUTHORITY, "other-authority", True, "Since when is this known?", "Which authority?", repeats=True
    ),
    KindOfFact(FactKind.ADULT_DIED, "adult-death", False, "When did they die?", repeats=True),
    KindOfFact(FactKind.DISCUSSION_HELD, "discussion", False, "When did it end?", repeats=True),
    KindOfFact(FactKind.COMPLEX_DISCUSSION_HELD, "complex-discussion", False, "When did it end?", repeats=True),
    KindOfFact(FactKind.MEDIA_INTEREST, "media-interest", False, "When did they ask?", "Who asked?", repeats=True),
    KindOfFact(
        FactKind.AWARENESS,
        "awareness",
        False,
        "When did the authority become aware of what may have to be notified?",
        audience=Audience.NOTIFICATION_DECISION,
    ),
    KindOfFact(
        FactKind.NOTIFICATION_SENT,
        "notification",
        False,
        "When was it sent?",
        audience=Audience.NOTIFICATION_DECISION,
    ),
    KindOfFact(FactKind.STABILISATION, "stabilisation", False, "Since when?", by_the_lead=True),
)
