"""The one table of which operations hear which happening."""

from reachable.common import happenings
from reachable.responses import listeners

TABLE: dict[type[happenings.Happening], tuple[happenings.Listener, ...]] = {
    happenings.IncidentReported: (listeners.open_response,),
    happenings.FactsCorrected: (listeners.start_clocks,),
    happenings.YoungPersonInvolved: (listeners.open_for_young_person,),
    happenings.YoungPersonAdmitted: (listeners.start_clocks,),
    happenings.DefinitionSigned: (listeners.confirm_or_stop,),
    happenings.IncidentReopened: (listeners.run_again,),
    happenings.IncidentsJoined: (listeners.carry_over,),
}


def connect() -> None:
    """Called once, when Django is ready."""
    happenings.listen(TABLE)
