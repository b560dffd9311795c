"""Enquiries under section 47 that a strategy discussion began: one open one for each young person.

The conference is counted from the discussion that began the enquiry; a later one says only what becomes of it.
"""

from collections.abc import Mapping
from datetime import date, datetime

from reachable.audit.log import record
from reachable.common import clock
from reachable.directory.models import Professional
from reachable.incidents import timeline
from reachable.people import queries as people

from .. import policies
from ..models import Meeting, Outcome, Section47

_OF_CONFERENCE = ["conference_on", "conference_not_required", "conference_not_required_because"]


def begin_section_47(meeting: Meeting, outcomes: list[Outcome], *, by: Professional, at: datetime) -> list[Section47]:
    """What the outcomes of a statutory discussion say, as it is agreed. Returns the enquiries that it began."""
    about = [one.involvement_id for one in outcomes]
    running = Section47.objects.select_for_update(of=("self",)).select_related("involvement")
    open_ones = {row.involvement_id: row for row in running.filter(involvement__in=about, closed_on__isnull=True)}
    begun: list[Section47] = []
    said_of: list[Section47] = []
    for one in outcomes:
        row = open_ones.get(one.involvement_id)
        if row is None and policies.begins_enquiry(one.record):
            begun.append(_say(_new(meeting, one, by=by, at=at), one.record))
        elif row is not None and policies.says_of_conference(one.record):
            said_of.append(_say(row, one.record))
    Section47.objects.bulk_create(begun)
    Section47.objects.bulk_update(said_of, _OF_CONFERENCE)
    _trace(meeting, begun, said_of, by=by, at=at)
    return begun


def _new(meeting: Meeting, outcome: Outcome, *, by: Professional, at: datetime) -> Section47:
    discussed_at = meeting.started_at or meeting.starts_at
    return Section47(
        incident=meeting.incident,
        involvement=outcome.involvement,
        started_on=clock.local_date(discussed_at),
        started_by=meeting,
        target_on=policies.conference_by(discussed_at),
        by=by,
        at=at,
    )


def _say(row: Section47, said: Mapping[str, str]) -> Section47:
    """What is said of the conference; what is not decided changes nothing."""
    if said.get("conference") == policies.TO_BE_HELD:
        day = said.get("conference-on", "")
        row.conference_on = date.fromisoformat(day) if day else row.conference_on
        row.conference_not_required, row.conference_not_required_because = False, ""
    elif said.get("conference") == policies.NOT_NEEDED:
        row.conference_on, row.conference_not_required = None, True
        row.conference_not_required_because = said.get("conference-not-because", "")[:300]
    return row


def _trace(
    meeting: Meeting, begun: list[Section47], said_of: list[Section47], *, by: Professional, at: datetime
) -> None:
    if begun:
        letters = ", ".join(row.involvement.letter for row in begun)
        by_when = f"{begun[0].target_on:%-d %B %Y}"
        words = f"Enquiries under section 47 began for {letters}; a conference, if one is held, by {by_when}."
        timeline.write(meeting.incident, "section-47-begun", words, by=by, at=at, source_key=str(meeting.key))
    for verb, rows in (("section-47-begun", begun), ("conference-said", said_of)):
        if rows:
            keys = people.current_person_keys([row.involvement.record_id for row in rows])
            codes = {"meeting": meeting.reference, "enquiries": [str(row.key) for row in rows]}
            record(verb, by=by, at=at, incident=meeting.incident.reference, about=list(keys.values()), codes=codes)
