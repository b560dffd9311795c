"""What can be asked about incidents. Each query answers only what the professional may see."""

from .decision import ContextView, DecisionView, DefinitionView, PartView, definition
from .lists import Alike, IncidentLine, incidents_for, likely_duplicates, reports_to_triage
from .overview import Heading, IncidentView, TeamLine, YoungPersonLine, heading, incident, young_people
from .receipt import Receipt, preview, receipt, report_reference
from .timeline import TimelineLine, TimelinePage, timeline_for

__all__ = [
    "Alike",
    "ContextView",
    "DecisionView",
    "DefinitionView",
    "Heading",
    "IncidentLine",
    "IncidentView",
    "PartView",
    "Receipt",
    "TeamLine",
    "TimelineLine",
    "TimelinePage",
    "YoungPersonLine",
    "definition",
    "heading",
    "incident",
    "incidents_for",
    "likely_duplicates",
    "preview",
    "receipt",
    "report_reference",
    "reports_to_triage",
    "timeline_for",
    "young_people",
]
