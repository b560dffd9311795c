"""Changing what was planned: when, where, who chairs, what for, and which young people it covers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.common.refusals import NotFound, Refused
from reachable.directory.models import Professional
from reachable.incidents import timeline
from reachable.incidents.models import Involvement
from reachable.people import queries as people

from .. import access, permissions, policies
from ..models import AttendeeSees, Covered, Meeting, NoteAbout, Outcome
from .attending import lapse_with, seat_officers
from .convening import check_words_name_nobody, find_chair, find_minute_taker, set_purposes
from .inviting import send_change
from .seating import follow_facts_of
from .touching import touch


@dataclass(frozen=True)
class MeetingChange:
    """All of it, as it is to be from now on."""

    starts_at: datetime
    ends_at: datetime
    chair_key: UUID
    minute_taker_key: UUID | None = None
    place: str = ""
    link: str = ""
    not_for: str = ""


@operation
def change_meeting(
    *, by: Professional, at: datetime, meeting: str, change: MeetingChange, seen_version: int
) -> Meeting:
    """Whoever was invited is sent what changed, as the same entry of their calendar."""
    found = permissions.check_can_change_meeting(by, meeting, at)
    permissions.check_unchanged(found, seen_version)
    policies.check_is_planned(found.state)
    policies.check_times(change.starts_at, change.ends_at, at)
    check_words_name_nobody(found.incident_id, place=change.place, link=change.link, not_for=change.not_for)
    before = _told(found)
    found.starts_at, found.ends_at = change.starts_at, change.ends_at
    found.place, found.link, found.not_for = change.place.strip(), change.link.strip(), change.not_for.strip()
    if found.chair.key != change.chair_key:
        found.chair = find_chair(found.incident, change.chair_key, at)
    if (found.minute_taker.key if found.minute_taker else None) != change.minute_taker_key:
        found.minute_taker = find_minute_taker(found.incident, change.minute_taker_key, at)
    is_told = found.invited_at is not None and _told(found) != before
    found.sequence += is_told
    touch(found, "starts_at", "ends_at", "place", "link", "not_for", "chair", "minute_taker", "sequence")
    lapse_with(found)
    seat_officers(found, by=by, at=at)
    _trace("meeting-changed", found, by=by, at=at)
    if is_told:
        words = f"{access.kind_of(found).title} {found.reference} was changed, and whoever is invited was told."
        timeline.write(found.incident, "meeting-changed", words, by=by, at=at, source_key=str(found.key))
        send_change(found, by=by, at=at)
    return found


@operation
def change_purposes(
    *,
    by: Professional,
    at: datetime,
    meeting: str,
    purposes: Sequence[str],
    own_purposes: Sequence[str] = (),
    seen_version: int,
) -> Meeting:
    """What is proposed; once the meeting agreed them they are changed in it (CTX-3)."""
    found = permissions.check_can_change_meeting(by, meeting, at)
    permissions.check_unchanged(found, seen_version)
    policies.check_is_not_held(found.state)
    policies.check_purposes_not_agreed(found.purposes_agreed_at is not None)
    check_words_name_nobody(found.incident_id, own_purpose=" \n".join(own_purposes))
    set_purposes(found, purposes, own_purposes, by=by, at=at)
    touch(found)
    _trace("meeting-purposes-proposed", found, by=by, at=at, purposes=" ".join(purposes))
    return found


@operation
def cover(*, by: Professional, at: datetime, meeting: str, involvement_key: UUID) -> Covered:
    """The meeting discusses this young person too."""
    found = permissions.check_can_change_meeting(by, meeting, at)
    policies.check_is_not_held(found.state)
    if not access.kind_of(found).about_individuals:
        raise Refused("This kind of meeting discusses no young person.")
    young = found.incident.involvements.filter(key=involvement_key, now_known_as__isnull=True).first()
    if young is None:
        raise NotFound("young person")
    row = found.covered.filter(involvement=young, out_at__isnull=True).first()
    if row is not None:
        return row
    row = Covered.objects.create(meeting=found, involvement=young, by=by, at=at)
    touch(found)
    follow_facts_of(found, access.kind_of(found), at)
    _trace("meeting-covers", found, young, by=by, at=at)
    return row


@operation
def uncover(*, by: Professional, at: datetime, meeting: str, involvement_key: UUID, because: str) -> None:
    """They are not discussed; that they were to be stays on record, with the reason."""
    found = permissions.check_can_change_meeting(by, meeting, at)
    policies.check_is_not_held(found.state)
    policies.check_has_because(because)
    rows = list(found.covered.filter(out_at__isnull=True).select_related("involvement__now_known_as"))
    theirs = [one for one in rows if (one.involvement.now_known_as or one.involvement).key == involvement_key]
    if not theirs:
        raise NotFound("young person")
    _check_may_go([one.involvement for one in theirs], found, is_last=len(theirs) == len(rows))
    for row in theirs:
        row.out_by, row.out_at, row.out_because = by, at, because.strip()[:300]
    Covered.objects.bulk_update(theirs, ["out_by", "out_at", "out_because"])
    letters = [one.involvement_id for one in theirs]
    AttendeeSees.objects.filter(attendee__meeting=found, involvement__in=letters).delete()
    touch(found)
    follow_facts_of(found, access.kind_of(found), at)
    _trace("meeting-covers-no-longer", found, theirs[0].involvement, by=by, at=at, words=because)


@operation
def set_covered(
    *, by: Professional, at: datetime, meeting: str, involvement_keys: Collection[UUID], because: str = ""
) -> None:
    """Those, and nobody else; `because` is why somebody is discussed no longer."""
    found = permissions.check_can_change_meeting(by, meeting, at)
    rows = found.covered.filter(out_at__isnull=True).select_related("involvement__now_known_as")
    here = {(one.involvement.now_known_as or one.involvement).key for one in rows}
    for key in involvement_keys:
        if key not in here:
            cover(by=by, at=at, meeting=meeting, involvement_key=key)
    for key in sorted(here - set(involvement_keys), key=str):
        uncover(by=by, at=at, meeting=meeting, involvement_key=key, because=because)


def _check_may_go(letters: list[Involvement], meeting: Meeting, *, is_last: bool) -> None:
    if is_last:
        raise Refused("The meeting discusses nobody else. Cancel it instead, or add somebody first.", field="because")
    noted = NoteAbout.objects.filter(note__meeting=meeting, involvement__in=letters).exists()
    if noted or Outcome.objects.filter(meeting=meeting, involvement__in=letters).exists():
        raise Refused("What was said of them is in the notes of this meeting: they stay.", field="because")


def _told(meeting: Meeting) -> tuple[object, ...]:
    """What the entry in a calendar says."""
    return meeting.starts_at, meeting.ends_at, meeting.place, meeting.link, meeting.chair_id


def _trace(
    verb: str,
    meeting: Meeting,
    young: Involvement | None = None,
    *,
    by: Professional,
    at: datetime,
    words: str = "",
    **more: str,
) -> None:
    about = list(people.current_person_keys([young.record_id]).values()) if young else ()
    codes = {"meeting": meeting.reference, "version": meeting.version, **more}
    record(verb, by=by, at=at, incident=meeting.incident.reference, about=about, words=words, codes=codes)
