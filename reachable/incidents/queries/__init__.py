"""What can be asked about incidents. Each query answers only what the professional may see."""

from .audit_lookup import person_key_of
from .connections import ConnectionLine, connections, stepped_back
from .corrections import FactsView, PersonView, facts_as_recorded, person_as_recorded
from .decision import ContextView, DecisionView, DefinitionView, PartView, definition
from .lists import Alike, IncidentLine, incidents_for, likely_duplicates, reports_to_triage
from .mine import Changed, IncidentOfMine, ToDecide, changed_since_last_look, incidents_of_mine, to_decide
from .overview import Heading, IncidentView, TeamLine, YoungPersonLine, heading, incident, team, young_people
from .receipt import Receipt, preview, receipt, report_reference
from .timeline import TimelineLine, TimelinePage, timeline_for
from .who_fits import who_fits
from .young_person import PartLine, WhereaboutsLine, YoungPersonView, with_young_people, young_person

__all__ = [
    "Alike",
    "Changed",
    "ConnectionLine",
    "ContextView",
    "DecisionView",
    "DefinitionView",
    "FactsView",
    "Heading",
    "IncidentLine",
    "IncidentOfMine",
    "IncidentView",
    "PartLine",
    "PartView",
    "PersonView",
    "Receipt",
    "TeamLine",
    "TimelineLine",
    "TimelinePage",
    "ToDecide",
    "WhereaboutsLine",
    "YoungPersonLine",
    "YoungPersonView",
    "changed_since_last_look",
    "connections",
    "definition",
    "facts_as_recorded",
    "heading",
    "incident",
    "incidents_for",
    "incidents_of_mine",
    "likely_duplicates",
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
