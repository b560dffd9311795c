"""Who is asked to a meeting, which young people they may see, and what they said on the telephone."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from reachable.audit.log import operation, record
from reachable.common.refusals import NotFound, Refused
from reachable.directory import operations as directory
from reachable.directory import queries as directory_queries
from reachable.directory.models import Professional
from reachable.incidents import access as incidents
from reachable.incidents.models import Connection, Involvement
from reachable.people import queries as people

from .. import access, permissions, policies
from ..choices import Coming, Sees
from ..models import Attendee, AttendeeSees, Meeting, MeetingSeat
from ..queries.proposing import proposals
from ..queries.seats_of import fits
from .inviting import send_cancel
from .seating import add_by_hand, seat_of
from .touching import touch

STAYS_FOR = timedelta(days=14)  # after the meeting: the actions that were agreed are still theirs to see
CHAIR, MINUTES = "Chair", "Minutes"


@dataclass(frozen=True)
class NewGuest:
    """Somebody without an account. The agency is one of the list, or a new one in words and of a kind."""

    name: str
    email: str
    job_title: str
    agency_key: UUID | None = None
    agency_words: str = ""
    agency_kind: str = ""
    telephone: str = ""


@operation
def add_attendee(
    *,
    by: Professional,
    at: datetime,
    meeting: str,
    code: str,
    professional_key: UUID,
    sees: Collection[UUID] = (),
) -> Attendee:
    """Somebody of the directory. `sees` are keys of young people, for whoever cannot open the incident."""
    found = permissions.check_can_change_meeting(by, meeting, at)
    policies.check_is_not_held(found.state)
    who = directory_queries.professional(by, professional_key)
    policies.check_may_be_asked(who.name, is_shut_out=_is_shut_out(who, found))
    place = seat_somebody(found, seat_of(found, code), who, by=by, at=at)
    if place.sees == Sees.THEIRS and sees:
        _see(place, _covered(found, sees), by=by, at=at)
    touch(found)
    _trace("meeting-attendee-added", place, by=by, at=at)
    return place


@operation
def ask_the_team(*, by: Professional, at: datetime, meeting: str) -> int:
    """Everybody on the team whose role is that of a needed seat in which nobody is asked; returns how many."""
    found = permissions.check_can_change_meeting(by, meeting, at)
    policies.check_is_not_held(found.state)
    kind, taken = access.kind_of(found), found.attendees.filter(out_at__isnull=True)
    needed = found.seats.exclude(wanted=False).exclude(pk__in=taken.values("seat"))
    rows = {row.code: row for row in needed if row.is_principal or row.required_because}
    wanted = [seat for seat in kind.seats if seat.code in rows]
    offered = proposals(found, wanted, list(taken.values_list("professional_id", flat=True)), at)
    seats: dict[UUID, MeetingSeat] = {}
    for seat in wanted:
        for one in offered[seat.code]:
            if one.is_on_team:
                seats.setdefault(one.key, rows[seat.code])
    asked = Professional.objects.select_related("agency").filter(key__in=seats)
    for who in asked.order_by("name", "pk"):
        place = seat_somebody(found, seats[who.key], who, by=by, at=at)
        _trace("meeting-attendee-added", place, by=by, at=at)
    if seats:
        touch(found)
    return len(seats)


@operation
def add_guest(
    *, by: Professional, at: datetime, meeting: str, code: str, guest: NewGuest, sees: Collection[UUID] = ()
) -> Attendee:
    """Somebody whom the directory may not know: whoever has that address already is the one who is asked."""
    found = permissions.check_can_change_meeting(by, meeting, at)
    policies.check_is_not_held(found.state)
    if guest.agency_key is not None and not guest.agency_words.strip():
        agency = directory_queries.agency(guest.agency_key)
    else:
        agency = directory.add_agency(by=by, at=at, name=guest.agency_words, kind=guest.agency_kind)
    who = directory.add_without_account(
        by=by,
        at=at,
        name=guest.name,
        email=guest.email,
        job_title=guest.job_title,
        agency=agency,
        telephone=guest.telephone,
    )
    return add_attendee(by=by, at=at, meeting=meeting, code=code, professional_key=who.key, sees=sees)


@operation
def take_out_attendee(*, by: Professional, at: datetime, meeting: str, key: UUID) -> Attendee:
    """They are no longer asked, and their way in ends; whoever was invited is told. The chair and the minute-taker
    are changed first.
    """
    found = permissions.check_can_change_meeting(by, meeting, at)
    policies.check_is_not_held(found.state)
    place = _place(found, key)
    if place.professional_id in (found.chair_id, found.minute_taker_id):
        raise Refused(f"{place.professional.name} chairs or takes the minutes: choose somebody else for that first.")
    if place.attendance:
        raise Refused(f"{place.professional.name} is marked in the attendance, which stays.")
    place.out_by, place.out_at = by, at
    place.save(update_fields=["out_by", "out_at"])
    touch(found)
    send_cancel(found, by=by, at=at, only=[place])
    _trace("meeting-attendee-taken-out", place, by=by, at=at)
    return place


@operation
def end_place(*, by: Professional, at: datetime, meeting: str, key: UUID) -> Attendee:
    """Their way in ends now, also after the meeting; that they were asked, and were there, stays as it was."""
    found = permissions.check_can_change_meeting(by, meeting, at)
    place = _place(found, key)
    policies.check_place_may_end(
        found.state,
        place.professional.name,
        is_officer=place.professional_id in (found.chair_id, found.minute_taker_id),
    )
    if place.lapses_at <= at:
        return place
    place.lapses_at, place.answer_digest = at, ""
    place.save(update_fields=["lapses_at", "answer_digest"])
    touch(found)
    _trace("meeting-place-ended", place, by=by, at=at)
    return place


@operation
def let_see(*, by: Professional, at: datetime, meeting: str, key: UUID, involvement_keys: Collection[UUID]) -> Attendee:
    """Which young people an attendee who is not on the team may see: these, and no others any more."""
    found = permissions.check_can_change_meeting(by, meeting, at)
    place = _place(found, key)
    if place.sees == Sees.TEAM:
        raise Refused(f"{place.professional.name} can open the incident, and sees what the team sees.")
    _see(place, _covered(found, involvement_keys), by=by, at=at)
    touch(found)
    _trace("meeting-attendee-sees", place, by=by, at=at)
    return place


@operation
def say_coming(*, by: Professional, at: datetime, meeting: str, key: UUID, coming: str, words: str = "") -> Attendee:
    """An answer that somebody gave on the telephone: a fact, at any time before the meeting is over."""
    found = permissions.check_can_change_meeting(by, meeting, at)
    policies.check_is_not_held(found.state)
    if coming not in Coming.values:
        raise Refused("Choose one of the answers.", field="coming")
    place = _place(found, key)
    place.coming, place.coming_words, place.coming_at = coming, words.strip()[:200], at if coming else None
    place.save(update_fields=["coming", "coming_words", "coming_at"])
    _trace("meeting-answered-for", place, by=by, at=at, coming=coming)
    return place


def seat_officers(meeting: Meeting, *, by: Professional, at: datetime) -> None:
    """Whoever chairs and whoever takes the minutes are asked as well: in a seat that fits them, or one of their own."""
    for who, label in ((meeting.chair, CHAIR), (meeting.minute_taker, MINUTES)):
        if who is None or meeting.attendees.filter(professional=who, out_at__isnull=True).exists():
            continue
        kind = access.kind_of(meeting)
        code = next((one.code for one in kind.seats if fits(one, who)), "")
        seat = meeting.seats.filter(code=code).first() or meeting.seats.filter(label=label).first()
        seat_somebody(meeting, seat or add_by_hand(meeting, label, by=by, at=at), who, by=by, at=at)


def seat_somebody(
    meeting: Meeting, seat: MeetingSeat, who: Professional, *, by: Professional, at: datetime
) -> Attendee:
    """A place in this seat, or the place they have already, moved to it. A seat that somebody sits in is wanted."""
    place = meeting.attendees.select_related("professional", "seat").filter(professional=who, out_at=None).first()
    if place is None:
        sees = Sees.TEAM if incidents.may_open(who, meeting.incident, at) else Sees.THEIRS
        place = Attendee(meeting=meeting, professional=who, sees=sees, added_by=by, added_at=at)
        place.lapses_at = meeting.ends_at + STAYS_FOR
    place.seat = seat
    place.save()
    if seat.wanted is not True:
        seat.wanted, seat.because, seat.by, seat.at = True, "", by, at
        seat.save(update_fields=["wanted", "because", "by", "at"])
    return place


def lapse_with(meeting: Meeting) -> None:
    """The way in lapses so long after the meeting, and moves with it."""
    meeting.attendees.filter(out_at__isnull=True).update(lapses_at=meeting.ends_at + STAYS_FOR)


def _is_shut_out(who: Professional, meeting: Meeting) -> bool:
    home = meeting.incident.joined_into_id or meeting.incident_id
    here = Q(incident=meeting.incident_id) | Q(incident=home) | Q(incident__joined_into=home)
    return Connection.objects.filter(here, professional=who, ended_at__isnull=True).exists()


def _place(meeting: Meeting, key: UUID) -> Attendee:
    rows = meeting.attendees.select_related("professional__agency", "seat").filter(key=key, out_at__isnull=True)
    found = rows.first()
    if found is None:
        raise NotFound("attendee")
    return found


def _covered(meeting: Meeting, keys: Collection[UUID]) -> list[Involvement]:
    wanted = set(keys)
    rows = meeting.covered.filter(out_at__isnull=True).select_related("involvement__now_known_as")
    found = {one.involvement.now_known_as or one.involvement for one in rows}
    chosen = [one for one in found if one.key in wanted]
    if len(chosen) != len(wanted):
        raise NotFound("young person")
    return sorted(chosen, key=lambda one: one.position)


def _see(place: Attendee, young: list[Involvement], *, by: Professional, at: datetime) -> None:
    place.young_people.exclude(involvement__in=young).delete()
    there = set(place.young_people.values_list("involvement_id", flat=True))
    AttendeeSees.objects.bulk_create(
        AttendeeSees(attendee=place, involvement=one, by=by, at=at) for one in young if one.pk not in there
    )


def _trace(verb: str, place: Attendee, *, by: Professional, at: datetime, **more: str) -> None:
    meeting = place.meeting
    records = place.young_people.values_list("involvement__record_id", flat=True)
    record(
        verb,
        by=by,
        at=at,
        incident=meeting.incident.reference,
        about=list(people.current_person_keys(list(records)).values()) if place.sees == Sees.THEIRS else (),
        codes={
            "meeting": meeting.reference,
            "professional": str(place.professional.key),
            "seat": place.seat.code,
            "sees": place.sees,
            **more,
        },
    )
