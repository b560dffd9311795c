"""What is remembered of an incident: facts, people in it, its team, what was decided, its timeline."""

from .decision import CarriedOn, ContextAnswer, DefinitionDecision
from .fact import Fact, FactStanding
from .hold import Hold, Sealed
from .incident import FactsBefore, Incident, KeptApart, PhaseChange, ReferenceCounter
from .involvement import AdultInvolvement, Involvement, InvolvementPart, Whereabouts
from .link import IncidentLink, LookUp
from .look import LastLook
from .network import GroupRelation, NetworkPerson, NetworkReason, PartnerList, PartnerListRow
from .officer import OfficerMayLeave
from .team import Connection, TeamMember
from .timeline import TimelineEntry

__all__ = [
    "AdultInvolvement",
    "CarriedOn",
    "Connection",
    "ContextAnswer",
    "DefinitionDecision",
    "Fact",
    "FactStanding",
    "FactsBefore",
    "GroupRelation",
    "Hold",
    "Incident",
    "IncidentLink",
    "Involvement",
    "InvolvementPart",
    "KeptApart",
    "LastLook",
    "LookUp",
    "NetworkPerson",
    "NetworkReason",
    "OfficerMayLeave",
    "PartnerList",
    "PartnerListRow",
    "PhaseChange",
    "ReferenceCounter",
    "Sealed",
    "TeamMember",
    "TimelineEntry",
    "Whereabouts",
]
