"""The one table of which operations hear which happening."""

from reachable.common import happenings
from reachable.contexts import listeners as contexts
from reachable.meetings import listeners as meetings
from reachable.oversight import listeners as oversight
from reachable.responses import listeners
from reachable.safety import listeners as safety
from reachable.sharing import listeners as sharing

TABLE: dict[type[happenings.Told], tuple[happenings.Listener, ...]] = {
    happenings.IncidentReported: (listeners.open_response, safety.ask_of_reported, safety.follow_missing),
    happenings.FactsCorrected: (listeners.follow_facts, listeners.stop_who_was_sent, meetings.follow_seats),
    happenings.YoungPersonInvolved: (
        listeners.follow_facts,
        safety.ask_of_involved,
        safety.follow_missing,
        meetings.follow_seats,
    ),
    happenings.WhereaboutsSaid: (
        listeners.follow_facts,
        safety.follow_missing,
        meetings.notice_leaving,
        meetings.follow_seats,
    ),
    happenings.FactRecorded: (
        listeners.follow_facts,
        listeners.notice,
        listeners.stop_who_was_sent,
        meetings.follow_seats,
        sharing.follow_notification,
        oversight.follow_stabilisation,
    ),
    happenings.FactSettled: (
        listeners.follow_facts,
        listeners.stop_who_was_sent,
        meetings.follow_seats,
        sharing.follow_notification,
        oversight.follow_stabilisation,
    ),
    happenings.DefinitionSigned: (oversight.follow_stabilisation, listeners.follow_facts, meetings.follow_seats),
    happenings.IncidentReopened: (listeners.follow_facts,),
    happenings.LettersChanged: (
        listeners.follow_facts,
        listeners.stop_who_was_sent,
        safety.follow_missing,
        meetings.follow_seats,
    ),
    happenings.GroundChanged: (listeners.stop_who_was_sent,),
    happenings.IncidentsLinked: (listeners.follow_both, listeners.stop_who_was_sent_in_both, safety.ask_of_linked),
    happenings.IncidentsJoined: (
        contexts.move_places_over,
        safety.move_over,
        safety.follow_missing,
        listeners.carry_over,
        listeners.stop_who_was_sent_over,
        meetings.carry_plans,
        meetings.carry_meetings,
        sharing.carry_records,
        sharing.carry_notices,
        oversight.carry_days,
    ),
    happenings.NetworkPersonLeaves: (listeners.forget_dispositions, sharing.forget_numbers),
}


def connect() -> None:
    """Called once, when Django is ready."""
    happenings.listen(TABLE)
