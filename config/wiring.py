"""The one table of which operations hear which happening."""

from reachable.common import happenings
from reachable.responses import listeners

TABLE: dict[type[happenings.Told], tuple[happenings.Listener, ...]] = {
    happenings.IncidentReported: (listeners.open_response,),
    happenings.FactsCorrected: (listeners.follow_facts,),
    happenings.YoungPersonInvolved: (listeners.follow_facts,),
    happenings.WhereaboutsSaid: (listeners.follow_facts,),
    happenings.FactRecorded: (listeners.follow_facts,),
    happenings.FactSettled: (listeners.follow_facts,),
    happenings.DefinitionSigned: (listeners.follow_facts,),
    happenings.IncidentReopened: (listeners.follow_facts,),
    happenings.LettersChanged: (listeners.follow_facts,),
    happenings.IncidentsLinked: (listeners.follow_both,),
    happenings.IncidentsJoined: (listeners.carry_over,),
    happenings.NetworkPersonLeaves: (listeners.forget_dispositions,),
}


def connect() -> None:
    """Called once, when Django is ready."""
    happenings.listen(TABLE)
