"""What can be asked about incidents. Each query answers only what the professional may see."""

from .audit_lookup import person_key_of
from .connections import ConnectionLine, Opened, connections, opened_before, stepped_back
from .corrections import FactsView, PersonView, facts_as_recorded, person_as_recorded
from .decision import ContextView, DecisionView, DefinitionView, PartView, definition
from .facts import FactLine, KindToRecord, OneFact, fact, facts_about, kinds_to_record
from .former_team import former_team
from .links import AlsoIn, Elsewhere, LinkLine, also_in, can_be_linked, elsewhere, links_of
from .lists import Alike, IncidentLine, incidents_for, likely_duplicates, reports_to_triage
from .look_up import EmergencyLine, Held, emergencies, front_door
from .mine import Changed, IncidentOfMine, ToDecide, changed_since_last_look, incidents_of_mine, to_decide
from .overview import Heading, IncidentView, TeamLine, YoungPersonLine, heading, incident, team, young_people
from .receipt import Receipt, preview, receipt, report_reference
from .timeline import TimelineLine, TimelinePage, timeline_for
from .who_fits import who_fits
from .whom_to_ring import Ring
from .young_person import PartLine, WhereaboutsLine, YoungPersonView, with_young_people, young_person

__all__ = [
    "Alike",
    "AlsoIn",
    "Changed",
    "ConnectionLine",
    "ContextView",
    "DecisionView",
    "DefinitionView",
    "Elsewhere",
    "EmergencyLine",
    "FactLine",
    "FactsView",
    "Heading",
    "Held",
    "IncidentLine",
    "IncidentOfMine",
    "IncidentView",
    "KindToRecord",
    "LinkLine",
    "OneFact",
    "Opened",
    "PartLine",
    "PartView",
    "PersonView",
    "Receipt",
    "Ring",
    "TeamLine",
    "TimelineLine",
    "TimelinePage",
    "ToDecide",
    "WhereaboutsLine",
    "YoungPersonLine",
    "YoungPersonView",
    "also_in",
    "can_be_linked",
    "changed_since_last_look",
    "connections",
    "definition",
    "elsewhere",
    "emergencies",
    "fact",
    "facts_about",
    "facts_as_recorded",
    "former_team",
    "front_door",
    "heading",
    "incident",
    "incidents_for",
    "incidents_of_mine",
    "kinds_to_record",
    "likely_duplicates",
    "links_of",
    "opened_before",
    "person_as_recorded",
    "person_key_of",
    "preview",
    "receipt",
    "report_reference",
    "reports_to_triage",
    "stepped_back",
    "team",
    "timeline_for",
    "to_decide",
    "who_fits",
    "with_young_people",
    "young_people",
    "young_person",
]
