"""What can be asked about incidents. Each query answers only what the professional may see."""

from .audit_lookup import person_key_of
from .decision import ContextView, DecisionView, DefinitionView, PartView, definition
from .lists import Alike, IncidentLine, incidents_for, likely_duplicates, reports_to_triage
from .overview import Heading, IncidentView, TeamLine, YoungPersonLine, heading, incident, young_people
from .receipt import Receipt, preview, receipt, report_reference
from .timeline import TimelineLine, TimelinePage, timeline_for
from .young_person import PartLine, WhereaboutsLine, YoungPersonView, with_young_people, young_person

__all__ = [
    "Alike",
    "ContextView",
    "DecisionView",
    "DefinitionView",
    "Heading",
    "IncidentLine",
    "IncidentView",
    "PartLine",
    "PartView",
    "Receipt",
    "TeamLine",
    "TimelineLine",
    "TimelinePage",
    "WhereaboutsLine",
    "YoungPersonLine",
    "YoungPersonView",
    "definition",
    "heading",
    "incident",
    "incidents_for",
    "likely_duplicates",
    "person_key_of",
    "preview",
    "receipt",
    "report_reference",
    "reports_to_triage",
    "timeline_for",
    "with_young_people",
    "young_people",
    "young_person",
]
