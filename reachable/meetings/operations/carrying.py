"""When a report is joined to an incident its meetings go with it, and nothing that was said in them is lost."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from reachable.audit.log import operation, record
from reachable.common import clock, happenings
from reachable.directory.models import Professional
from reachable.incidents import timeline
from reachable.incidents.models import Incident
from reachable.responses.models import Answer

from .. import access
from ..choices import MeetingState
from ..models import AnswerGiven, AttendeeSees, Covered, Meeting, NoteAbout, Outcome, Section47
from .seating import follow_facts_of

SAME = "Turned out to be the same young person as another of this meeting."
GOES_ON = "Goes on as the enquiry of the incident to which the report was joined."


@operation
def carry_meetings(happening: happenings.IncidentsJoined) -> None:
    """Meetings of the report become meetings of the incident, about the same young people by their letter there."""
    into = Incident.objects.get(pk=happening.into_id)
    meetings = list(Meeting.objects.filter(incident=happening.incident_id).select_related("edition").order_by("pk"))
    _carry_enquiries(happening, into)
    if not meetings:
        return
    by = Professional.objects.get(key=happening.by.key)
    ids = [one.pk for one in meetings]
    _carry_covered(Covered.objects.filter(meeting__in=ids), happening, by)
    _carry_once(AttendeeSees.objects.filter(attendee__meeting__in=ids), "attendee_id", happening.moved)
    _carry_once(NoteAbout.objects.filter(note__meeting__in=ids), "note_id", happening.moved)
    _carry_outcomes(ids, happening.moved)
    _carry_answers(ids, happening)
    Meeting.objects.filter(pk__in=ids).update(incident=into)
    for meeting in meetings:
        meeting.incident = into
        follow_facts_of(meeting, access.kind_of(meeting), happening.at)
    words = f"Meetings carried over with the report: {', '.join(one.reference for one in meetings)}."
    timeline.write(into, "meetings-carried", words, by=by, at=happening.at)
    codes = {"from": happening.incident_id, "meetings": [one.reference for one in meetings]}
    record("meetings-carried", by=by, at=happening.at, incident=into.reference, codes=codes)


@operation
def follow_seats(happening: happenings.Told) -> None:
    """Which seats of the meetings that are ahead the facts now call for (CTX-7, CTX-8)."""
    ahead = Meeting.objects.filter(incident=happening.incident_id, state=MeetingState.PLANNED)
    for meeting in ahead.select_related("incident", "edition").order_by("pk"):
        follow_facts_of(meeting, access.kind_of(meeting), happening.at)


def _carry_covered(rows: QuerySet[Covered], happening: happenings.IncidentsJoined, by: Professional) -> None:
    """Of two letters of a meeting that are one in the incident, the first is kept; the other goes with a reason."""
    standing: set[tuple[int, int]] = set()
    found = list(rows.order_by("pk"))
    for row in found:
        row.involvement_id = happening.moved.get(row.involvement_id, row.involvement_id)
        if row.out_at is not None:
            continue
        if (row.meeting_id, row.involvement_id) in standing:
            row.out_by, row.out_at, row.out_because = by, happening.at, SAME
        standing.add((row.meeting_id, row.involvement_id))
    twice = [row for row in found if row.out_because == SAME]
    Covered.objects.bulk_update(twice, ["out_by", "out_at", "out_because"])  # first, or both would stand for one
    Covered.objects.bulk_update(found, ["involvement"])


def _carry_once(rows: QuerySet[Any], owner: str, moved: Mapping[int, int]) -> None:
    """Rows that say only that somebody is meant: twice the same is said once."""
    said: set[tuple[int, int]] = set()
    kept: list[Any] = []
    twice: list[Any] = []
    for row in rows.order_by("pk"):
        row.involvement_id = moved.get(row.involvement_id, row.involvement_id)
        key = (getattr(row, owner), row.involvement_id)
        (twice if key in said else kept).append(row)
        said.add(key)
    rows.model._default_manager.filter(pk__in=[row.pk for row in twice]).delete()
    rows.model._default_manager.bulk_update(kept, ["involvement"])


def _carry_outcomes(meetings: list[int], moved: Mapping[int, int]) -> None:
    """Of two letters that are one, what was decided for each stands in the order in which it was decided."""
    found = list(Outcome.objects.filter(meeting__in=meetings).order_by("at", "pk"))
    numbers: dict[tuple[int, int], int] = {}
    for row in found:
        row.involvement_id = moved.get(row.involvement_id, row.involvement_id)
        key = (row.meeting_id, row.involvement_id)
        numbers[key] = row.number = numbers.get(key, 0) + 1
    Outcome.objects.bulk_update(found, ["involvement", "number"])


def _carry_enquiries(happening: happenings.IncidentsJoined, into: Incident) -> None:
    """An enquiry under section 47 goes on. Where both had one that runs, that of the report ends with the reason."""
    rows = list(Section47.objects.filter(incident=happening.incident_id).order_by("started_on", "pk"))
    there = Section47.objects.filter(involvement__in=happening.moved.values(), closed_on__isnull=True)
    running = set(there.values_list("involvement_id", flat=True))
    for row in rows:
        row.incident = into
        row.involvement_id = happening.moved.get(row.involvement_id, row.involvement_id)
        if row.closed_on is None and row.involvement_id in running:
            row.closed_on, row.closed_because = clock.local_date(happening.at), GOES_ON
        elif row.closed_on is None:
            running.add(row.involvement_id)
    Section47.objects.bulk_update(rows, ["incident", "involvement", "closed_on", "closed_because"])


def _carry_answers(meetings: list[int], happening: happenings.IncidentsJoined) -> None:
    """An answer that was given in a meeting is, in the incident, its copy there: said by the same, at the same time."""
    given = list(AnswerGiven.objects.filter(meeting__in=meetings).select_related("answer__consideration__strand"))
    there: dict[tuple[object, ...], list[Answer]] = {}
    copies = Answer.objects.filter(consideration__strand__response__incident=happening.into_id)
    for copy in copies.exclude(carried_from="").select_related("consideration__strand") if given else ():
        asked = copy.consideration
        there.setdefault((asked.strand.code, asked.code, asked.about_id, copy.by_id, copy.at), []).append(copy)
    changed = []
    for row in given:
        asked = row.answer.consideration
        about = happening.moved.get(asked.about_id, asked.about_id) if asked.about_id else None
        found = there.get((asked.strand.code, asked.code, about, row.answer.by_id, row.answer.at))
        if found:
            row.answer = found.pop(0)
            changed.append(row)
    AnswerGiven.objects.bulk_update(changed, ["answer"])
