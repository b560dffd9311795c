"""What can be asked about incidents. Each query answers only what the professional may see."""

from ..changes import Change, changed_since
from .audit_lookup import person_key_of
from .connections import ConnectionLine, Opened, connections, opened_before, stepped_back
from .corrections import FactsView, PersonView, facts_as_recorded, person_as_recorded
from .court import CourtView, Hearing, Involved, OutOfReach, court
from .custody import CustodyView, Suite, custody
from .custody_tells import TellLine, ToTell
from .decision import ContextView, DecisionView, DefinitionView, PartView, definition
from .facts import FactLine, KindToRecord, OneFact, SaidField, fact, facts_about, facts_of_group, kinds_to_record
from .facts_on_cards import BY_SLUG, facts_by_slug
from .former_team import former_team
from .found_rows import FoundRow, find_rows
from .holds import HoldLine, HoldsView, SealedLine, held_incidents, holds
from .hospital import HospitalView, Officer, hospital, officer_gate, officer_gates
from .lapsing import Lapsing, lapsing
from .links import AlsoIn, Elsewhere, LinkLine, also_in, can_be_linked, elsewhere, links_of
from .lists import Alike, IncidentLine, incidents_for, likely_duplicates, reports_to_triage
from .look_up import EmergencyLine, Held, emergencies, front_door
from .mine import Changed, IncidentOfMine, ToDecide, changed_since_last_look, incidents_of_mine, newest_of, to_decide
from .network import Edge, EdgeView, GroupNode, MemberView, NetworkView, Node, Reason, edge, member, network
from .overview import Heading, IncidentView, TeamLine, YoungPersonLine, heading, incident, team, young_people
from .partner_lists import ListLine, ListRow, ListView, lists_of, partner_list
from .receipt import Receipt, preview, receipt, report_reference
from .record import (
    AccountsView,
    KindLines,
    NotKnown,
    NotToDisclose,
    RecordView,
    RelativeOf,
    accounts_of,
    not_to_disclose,
    record_of,
)
from .removing import what_vanishes
from .same_person import Around, Candidate, SamePersonView, Together, TwoView, coming_apart, same_person, two_people
from .secure import Checked, EstablishmentRow, SomebodyThere, YoungPersonInCourt, young_person_in_court
from .side_by_side import Row
from .timeline import TimelineLine, TimelinePage, timeline_for
from .who_fits import who_fits
from .whom import Whom, everybody, whom
from .whom_to_ring import Ring
from .young_person import PartLine, WhereaboutsLine, YoungPersonView, with_young_people, young_person

__all__ = [
    "BY_SLUG",
    "AccountsView",
    "Alike",
    "AlsoIn",
    "Around",
    "Candidate",
    "Change",
    "Changed",
    "Checked",
    "ConnectionLine",
    "ContextView",
    "CourtView",
    "CustodyView",
    "DecisionView",
    "DefinitionView",
    "Edge",
    "EdgeView",
    "Elsewhere",
    "EmergencyLine",
    "EstablishmentRow",
    "FactLine",
    "FactsView",
    "FoundRow",
    "GroupNode",
    "Heading",
    "Hearing",
    "Held",
    "HoldLine",
    "HoldsView",
    "HospitalView",
    "IncidentLine",
    "IncidentOfMine",
    "IncidentView",
    "Involved",
    "KindLines",
    "KindToRecord",
    "Lapsing",
    "LinkLine",
    "ListLine",
    "ListRow",
    "ListView",
    "MemberView",
    "NetworkView",
    "Node",
    "NotKnown",
    "NotToDisclose",
    "Officer",
    "OneFact",
    "Opened",
    "OutOfReach",
    "PartLine",
    "PartView",
    "PersonView",
    "Reason",
    "Receipt",
    "RecordView",
    "RelativeOf",
    "Ring",
    "Row",
    "SaidField",
    "SamePersonView",
    "SealedLine",
    "SomebodyThere",
    "Suite",
    "TeamLine",
    "TellLine",
    "TimelineLine",
    "TimelinePage",
    "ToDecide",
    "ToTell",
    "Together",
    "TwoView",
    "WhereaboutsLine",
    "Whom",
    "YoungPersonInCourt",
    "YoungPersonLine",
    "YoungPersonView",
    "accounts_of",
    "also_in",
    "can_be_linked",
    "changed_since",
    "changed_since_last_look",
    "coming_apart",
    "connections",
    "court",
    "custody",
    "definition",
    "edge",
    "elsewhere",
    "emergencies",
    "everybody",
    "fact",
    "facts_about",
    "facts_as_recorded",
    "facts_by_slug",
    "facts_of_group",
    "find_rows",
    "former_team",
    "front_door",
    "heading",
    "held_incidents",
    "holds",
    "hospital",
    "incident",
    "incidents_for",
    "incidents_of_mine",
    "kinds_to_record",
    "lapsing",
    "likely_duplicates",
    "links_of",
    "lists_of",
    "member",
    "network",
    "newest_of",
    "not_to_disclose",
    "officer_gate",
    "officer_gates",
    "opened_before",
    "partner_list",
    "person_as_recorded",
    "person_key_of",
    "preview",
    "receipt",
    "record_of",
    "report_reference",
    "reports_to_triage",
    "same_person",
    "stepped_back",
    "team",
    "timeline_for",
    "to_decide",
    "two_people",
    "what_vanishes",
    "who_fits",
    "whom",
    "with_young_people",
    "young_people",
    "young_person",
    "young_person_in_court",
]
