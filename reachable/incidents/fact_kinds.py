"""What is asked about each kind of fact, and who may read it. One table: forms, pages and triggers follow it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .choices import Audience, FactKind


@dataclass(frozen=True)
class KindOfFact:
    """`fact` is what the playbook calls it where a deadline runs from it.

    `when` and `where` are the questions of the form; without `where` no place is asked. `lies_ahead`: its time may be
    in the future. `repeats`: two of them do not contradict each other. `by_the_lead`: a decision of whoever leads, and
    so for those who may manage the team; everything else is a fact that anybody on the team records.
    """

    kind: FactKind
    fact: str
    about_young_person: bool
    when: str
    where: str = ""
    lies_ahead: bool = False
    repeats: bool = False
    by_the_lead: bool = False
    audience: Audience = Audience.TEAM

    @property
    def label(self) -> str:
        return str(self.kind.label)


_TABLE = (
    KindOfFact(FactKind.ARRESTED, "arrest", True, "When were they arrested?", "To which custody suite?"),
    KindOfFact(FactKind.CHARGED, "charge", True, "When were they charged?"),
    KindOfFact(
        FactKind.COURT_DATE, "court", True, "When is the hearing?", "Which court?", lies_ahead=True, repeats=True
    ),
    KindOfFact(FactKind.REMANDED, "remand", True, "When were they remanded?", "Where are they held?"),
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
KINDS: Mapping[str, KindOfFact] = MappingProxyType({one.kind.value: one for one in _TABLE})
