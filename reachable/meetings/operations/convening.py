"""Convening a meeting: its kind, young people, time, chair and purposes. Nobody is invited by it yet (CTX-2, CTX-3)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.common import clock, references
from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused
from reachable.directory.models import Professional
from reachable.incidents import access as incidents
from reachable.incidents import timeline
from reachable.incidents.models import Incident, Involvement
from reachable.incidents.policies import check_not_joined
from reachable.people import queries as people
from reachable.playbook.schema import MeetingKind
from reachable.responses import editions
from reachable.responses.models import Edition, Response

from .. import permissions, policies
from ..models import AgendaItem, Covered, Meeting, MeetingCounter, MeetingPurpose, MeetingSeat
from ..queries.named import headings_that_name_somebody
from .attending import seat_officers
from .seating import seats_for


@dataclass(frozen=True)
class NewMeeting:
    """`purposes` are codes of the playbook; `own_purposes` are in words. `key` is made with the form: sent twice, it
    is one meeting. No young people: all those of the incident, where the kind is about individuals.
    """

    kind: str
    starts_at: datetime
    ends_at: datetime
    chair_key: UUID
    minute_taker_key: UUID | None = None
    place: str = ""
    link: str = ""
    involvement_keys: Collection[UUID] = ()
    purposes: Sequence[str] = ()
    own_purposes: Sequence[str] = ()
    not_for: str = ""
    key: UUID | None = None


@operation
def convene_meeting(*, by: Professional, at: datetime, reference: str, new: NewMeeting) -> Meeting:
    """Plan a meeting of an incident: seats and agenda of its kind, nobody invited yet."""
    incident = permissions.check_can_convene(by, reference, at)
    check_not_joined(incident.phase)
    sent = Meeting.objects.filter(key=new.key, convened_by=by, incident=incident).first() if new.key else None
    if sent is not None:
        return sent
    policies.check_times(new.starts_at, new.ends_at, at)
    own = " \n".join(new.own_purposes)
    check_words_name_nobody(incident.pk, place=new.place, link=new.link, not_for=new.not_for, own_purpose=own)
    edition, kind = _kind(incident, new.kind, at)
    meeting = Meeting(
        incident=incident,
        edition=edition,
        kind=kind.code,
        starts_at=new.starts_at,
        ends_at=new.ends_at,
        place=new.place.strip(),
        link=new.link.strip(),
        not_for=new.not_for.strip(),
        chair=find_chair(incident, new.chair_key, at),
        minute_taker=find_minute_taker(incident, new.minute_taker_key, at),
        convened_by=by,
        convened_at=at,
    )
    if new.key:
        meeting.key = new.key
    meeting.reference = _next_reference(at)
    meeting.save(force_insert=True)
    young = find_young_people(incident, new.involvement_keys, kind)
    Covered.objects.bulk_create(Covered(meeting=meeting, involvement=one, by=by, at=at) for one in young)
    set_purposes(meeting, new.purposes, new.own_purposes, by=by, at=at)
    MeetingSeat.objects.bulk_create(seats_for(meeting, kind, young, by=by, at=at))
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, code=item.code, position=place) for place, item in enumerate(kind.agenda)
    )
    seat_officers(meeting, by=by, at=at)
    _trace(meeting, kind, young, by=by, at=at)
    return meeting


def _kind(incident: Incident, code: str, at: datetime) -> tuple[Edition, MeetingKind]:
    """In the words of the incident's edition; where that has no such kind, of the edition in force."""
    response = Response.objects.select_related("edition").filter(incident=incident).first()
    if response is not None and code in editions.of(response.edition).meetings:
        return response.edition, editions.of(response.edition).meetings[code]
    edition, playbook = editions.store_in_force(at)
    if code not in playbook.meetings:
        raise Refused("Choose one of the kinds of meeting in the list.", field="kind")
    return edition, playbook.meetings[code]


def _next_reference(at: datetime) -> str:
    year = clock.local_date(at).year
    MeetingCounter.objects.get_or_create(year=year)
    counter = MeetingCounter.objects.select_for_update().get(year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return references.meeting_reference(year, counter.last)


def check_words_name_nobody(incident_id: int, **written: str) -> None:
    """By field of the form. What is said beside an invitation lies open on every screen that shows a calendar."""
    policies.check_names_nobody(headings_that_name_somebody(incident_id, written))


def find_chair(incident: Incident, key: UUID, at: datetime) -> Professional:
    """Somebody who can open the incident and whose role lets them chair."""
    found = _of_incident(incident, key, at, field="chair_key")
    if not found.holds(Permission.CHAIR_MEETINGS):
        raise Refused(f"{found.name} does not hold a role that chairs meetings.", field="chair_key")
    return found


def find_minute_taker(incident: Incident, key: UUID | None, at: datetime) -> Professional | None:
    if key is None:
        return None
    found = _of_incident(incident, key, at, field="minute_taker_key")
    if not found.holds(Permission.TAKE_MINUTES):
        raise Refused(f"{found.name} does not hold a role that takes minutes.", field="minute_taker_key")
    return found


def _of_incident(incident: Incident, key: UUID, at: datetime, *, field: str) -> Professional:
    found = Professional.objects.select_related("agency").prefetch_related("holdings").filter(key=key).first()
    if found is None or not incidents.is_on_team(found, incident, at) or not incidents.may_open(found, incident, at):
        raise Refused("Choose somebody who is on the team of this incident: add them to it first.", field=field)
    return found


def find_young_people(incident: Incident, keys: Collection[UUID], kind: MeetingKind) -> list[Involvement]:
    if not kind.about_individuals:
        return []
    here = list(incident.involvements.filter(now_known_as__isnull=True).select_related("record").order_by("position"))
    if not keys:
        return here
    found = [one for one in here if one.key in set(keys)]
    if len(found) != len(set(keys)):
        raise NotFound("young person")
    return found


def set_purposes(meeting: Meeting, codes: Sequence[str], own: Sequence[str], *, by: Professional, at: datetime) -> None:
    """Replace the purposes; at least one (CTX-3). Of the playbook by code, of our own in words."""
    known = {one.code for one in editions.of(meeting.edition).purposes}
    if not set(codes) <= known:
        raise Refused("Choose purposes from the list.", field="purposes")
    words = list(dict.fromkeys(one.strip() for one in own if one.strip()))
    if not codes and not words:
        raise Refused("Say for what the meeting is: at least one purpose.", field="purposes", clause="CTX-3")
    meeting.purposes.all().delete()
    rows = [(code, "") for code in dict.fromkeys(codes)] + [("own", one) for one in words]
    MeetingPurpose.objects.bulk_create(
        MeetingPurpose(meeting=meeting, code=code, words=one, by=by, at=at) for code, one in rows
    )


def _trace(meeting: Meeting, kind: MeetingKind, young: list[Involvement], *, by: Professional, at: datetime) -> None:
    words = f"{kind.title} {meeting.reference} was convened."
    timeline.write(meeting.incident, "meeting-convened", words, by=by, at=at, source_key=str(meeting.key))
    record(
        "meeting-convened",
        by=by,
        at=at,
        incident=meeting.incident.reference,
        about=list(people.current_person_keys([one.record_id for one in young]).values()),
        codes={"meeting": meeting.reference, "kind": meeting.kind, "chair": str(meeting.chair.key)},
    )
