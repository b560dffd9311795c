"""The one table of which operations hear which happening."""

from reachable.common import happenings
from reachable.meetings import listeners as meetings
from reachable.responses import listeners
from reachable.safety import listeners as safety
from reachable.sharing import listeners as sharing

TABLE: dict[type[happenings.Told], tuple[happenings.Listener, ...]] = {
    happenings.IncidentReported: (listeners.open_response, safety.ask_of_reported),
    happenings.FactsCorrected: (listeners.follow_facts, listeners.stop_who_was_sent, meetings.follow_seats),
    happenings.YoungPersonInvolved: (listeners.follow_facts, safety.ask_of_involved, meetings.follow_seats),
    happenings.WhereaboutsSaid: (listeners.follow_facts, meetings.notice_leaving, meetings.follow_seats),
    happenings.FactRecorded: (
        listeners.follow_facts,
        listeners.notice,
        listeners.stop_who_was_sent,
        meetings.follow_seats,
    ),
    happenings.FactSettled: (listeners.follow_facts, listeners.stop_who_was_sent, meetings.follow_seats),
    happenings.DefinitionSigned: (listeners.follow_facts, meetings.follow_seats),
    happenings.IncidentReopened: (listeners.follow_facts,),
    happenings.LettersChanged: (listeners.follow_facts, listeners.stop_who_was_sent, meetings.follow_seats),
    happenings.GroundChanged: (listeners.stop_who_was_sent,),
    happenings.IncidentsLinked: (listeners.follow_both, listeners.stop_who_was_sent_in_both, safety.ask_of_linked),
    happenings.IncidentsJoined: (
        safety.move_over,
        listeners.carry_over,
        listeners.stop_who_was_sent_over,
        meetings.carry_plans,
        meetings.carry_meetings,
        sharing.carry_records,
    ),
    happenings.NetworkPersonLeaves: (listeners.forget_dispositions, sharing.forget_numbers),
}


def connect() -> None:
    """Called once, when Django is ready."""
    happenings.listen(TABLE)
