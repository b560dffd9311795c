"""Meetings that come back: begun with their reason, the next convened, moved on when one was held, ended (STA-4, 5)."""

from datetime import date, datetime
from uuid import UUID, uuid4

from reachable.audit.log import operation, record
from reachable.common import clock
from reachable.common.refusals import NotFound, Refused
from reachable.contexts.models import Context, ContextOfIncident
from reachable.directory.models import Professional
from reachable.incidents import access as incidents
from reachable.incidents import timeline
from reachable.incidents.models import Incident, Involvement
from reachable.incidents.policies import check_fits, check_not_joined, check_says_why
from reachable.responses import editions

from .. import permissions
from ..models import Meeting, Series
from ..policies import series as policies
from .convening import NewMeeting, check_words_name_nobody, convene_meeting
from .writing import person_keys


@operation
def begin_series(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    kind: str,
    involvement_key: UUID | None = None,
    context_reference: str = "",
    every_weeks: int,
    next_on: date,
    reason: str,
    outcome: str,
    owner_key: UUID,
    key: UUID | None = None,
) -> Series:
    """`key` is made with the form: sent twice, it is one. Nothing is convened by it yet."""
    incident = permissions.check_can_convene(by, reference, at)
    check_not_joined(incident.phase)
    sent = Series.objects.filter(key=key, by=by, incident=incident).first() if key else None
    if sent is not None:
        return sent
    policies.check_kind(kind, about_young_person=involvement_key is not None)
    policies.check_has_reason(reason, outcome)
    policies.check_comes_back(every_weeks, next_on, clock.local_date(at))
    check_words_name_nobody(incident.pk, reason=reason, outcome=outcome)
    row = Series(key=key or uuid4(), incident=incident, kind=kind, every_weeks=every_weeks, next_on=next_on)
    row.involvement = _young_person(incident, involvement_key)
    row.context = _context(incident, context_reference)
    row.owner = _owner(incident, owner_key, at)
    row.reason, row.by, row.at = policies.kept(reason, outcome), by, at
    check_fits(row)
    row.save(force_insert=True)
    said = f"{_called(row)} will come back every {every_weeks} weeks."
    _trace(row, "series-begun", said, {"kind": kind, "weeks": every_weeks, "next": next_on.isoformat()}, by=by, at=at)
    return row


@operation
def convene_next(*, by: Professional, at: datetime, reference: str, series_key: UUID, new: NewMeeting) -> Meeting:
    """The next of them, as any meeting is convened."""
    incident = permissions.check_can_convene(by, reference, at)
    row = _find(incident, series_key)
    policies.check_runs(row.ended_at is not None)
    policies.check_same_kind(new.kind, row.kind)
    meeting = convene_meeting(by=by, at=at, reference=reference, new=new)
    if meeting.series_id is None:
        meeting.series = row
        meeting.save(update_fields=["series"])
        codes = {"series": str(row.key), "meeting": meeting.reference}
        record("series-convened", by=by, at=at, incident=reference, about=_about(row), codes=codes)
    return meeting


@operation
def move_on(meeting: Meeting, held_at: datetime, *, by: Professional, at: datetime) -> None:
    """One of them was held: the next is counted from that day. For `end_meeting`."""
    rows = Series.objects.select_for_update(of=("self",), no_key=True).filter(meetings=meeting, ended_at__isnull=True)
    row = rows.select_related("incident", "involvement").first()
    if row is None:
        return
    then = policies.next_after(clock.local_date(held_at), row.every_weeks, row.next_on)
    if then == row.next_on:
        return
    row.next_on = then
    row.save(update_fields=["next_on"])
    codes = {"series": str(row.key), "meeting": meeting.reference, "next": then.isoformat()}
    record("series-moved", by=by, at=at, incident=row.incident.reference, about=_about(row), codes=codes)


@operation
def end_series(*, by: Professional, at: datetime, reference: str, series_key: UUID, because: str) -> Series:
    """They come back no longer; the reason stays. What was convened is held or cancelled by itself."""
    incident = permissions.check_can_convene(by, reference, at)
    check_not_joined(incident.phase)
    row = _find(incident, series_key)
    policies.check_runs(row.ended_at is not None)
    check_says_why(because)
    row.ended_at, row.ended_by, row.ended_because = at, by, because.strip()
    check_fits(row)
    row.save(update_fields=["ended_at", "ended_by", "ended_because"])
    _trace(row, "series-ended", f"{_called(row)} will not come back.", {}, by=by, at=at, words=row.ended_because)
    return row


def _find(incident: Incident, key: UUID) -> Series:
    rows = Series.objects.select_for_update(of=("self",), no_key=True).select_related("incident", "involvement")
    row = rows.filter(incident=incident, key=key).first()
    if row is None:
        raise NotFound("series")
    return row


def _young_person(incident: Incident, key: UUID | None) -> Involvement | None:
    if key is None:
        return None
    found = incident.involvements.filter(key=key, now_known_as__isnull=True).first()
    if found is None:
        raise NotFound("young person")
    return found


def _context(incident: Incident, reference: str) -> Context | None:
    if not reference:
        return None
    rows = ContextOfIncident.objects.filter(incident=incident, ended_at__isnull=True, context__reference=reference)
    found = rows.select_related("context").first()
    if found is None:
        raise Refused("Choose a place or a group of this incident.", field="context")
    return found.context


def _owner(incident: Incident, key: UUID, at: datetime) -> Professional:
    found = Professional.objects.filter(key=key).first()
    if found is None or not incidents.is_on_team(found, incident, at):
        words = "Choose somebody on the team of this incident, who sees to it that they are held."
        raise Refused(words, field="owner")
    return found


def _called(row: Series) -> str:
    title = editions.in_force().meetings[row.kind].title
    return f"{title} of {row.involvement.letter}" if row.involvement else title


def _about(row: Series) -> list[UUID]:
    return person_keys([row.involvement] if row.involvement else [])


def _trace(
    row: Series, verb: str, said: str, codes: dict[str, object], *, by: Professional, at: datetime, words: str = ""
) -> None:
    key = str(row.key)
    timeline.write(row.incident, verb, said, by=by, at=at, about=row.involvement, source_key=key)
    codes = {"series": key, **codes}
    incident = row.incident.reference
    record(verb, by=by, at=at, incident=incident, about=_about(row), codes=codes, words=words or None)
