"""The minutes as one canonical text: everything that was said, decided and agreed, under its SHA-256.

Young people stand in it by key and letter, never by name: what a note says in words stays as it was written.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from reachable.audit.chain import canonical
from reachable.directory.models import Professional
from reachable.playbook.schema import MeetingKind

from .. import access, policies
from ..choices import SPEAKS
from ..models import (
    AgendaItem,
    AnswerGiven,
    Attendee,
    Covered,
    Meeting,
    MeetingAction,
    Note,
    RestrictedPart,
)
from ..queries.held_meeting import outcomes_now
from ..queries.seats_of import title_of

VERSION = 1
Row = dict[str, Any]


def minutes_text(meeting: Meeting, *, by: Professional, at: datetime) -> str:
    """The same meeting gives the same bytes. The number of statements does not grow with what was said."""
    kind = access.kind_of(meeting)
    attendees = list(_attendees(meeting))
    answers, actions, notes = _answers(meeting), _actions(meeting), _notes(meeting)
    return canonical(
        {
            "version": VERSION,
            "meeting": _meeting(meeting, kind),
            "purposes": [{"code": one.code, "words": one.words} for one in meeting.purposes.order_by("pk")],
            "attendees": [_attendee(one) for one in attendees],
            "quorum": _quorum(kind, attendees),
            "seats": _seats(meeting, kind, attendees),
            "young_people": _young_people(meeting),
            "restricted": [_part(one) for one in _parts(meeting)],
            "items": [
                _item(row, kind, notes.get(row.pk, []), answers.get(row.pk, []), actions.get(row.pk, []))
                for row in AgendaItem.objects.filter(meeting=meeting)
            ],
            "actions": actions.get(None, []),
            "outcomes": _outcomes(meeting),
            "agreed": {"by": _person(by), "at": _at(at)},
        }
    )


def _at(instant: datetime | None) -> str:
    return instant.astimezone(UTC).isoformat(timespec="seconds") if instant else ""


def _person(professional: Professional) -> Row:
    """As the directory had them then."""
    return {
        "key": str(professional.key),
        "name": professional.name,
        "job_title": professional.job_title,
        "agency": professional.agency.name,
    }


def _meeting(meeting: Meeting, kind: MeetingKind) -> Row:
    return {
        "reference": meeting.reference,
        "incident": meeting.incident.reference,
        "kind": meeting.kind,
        "title": kind.title,
        "place": meeting.place,
        "planned_from": _at(meeting.starts_at),
        "started_at": _at(meeting.started_at),
        "ended_at": _at(meeting.ended_at),
        "chair": _person(meeting.chair),
        "minute_taker": _person(meeting.minute_taker) if meeting.minute_taker else None,
        "not_for": meeting.not_for,
    }


def _attendees(meeting: Meeting) -> Iterable[Attendee]:
    rows = Attendee.objects.filter(meeting=meeting, out_at__isnull=True)
    return rows.select_related("professional__agency", "seat").order_by("seat__position", "pk")


def _attendee(row: Attendee) -> Row:
    return {
        "key": str(row.key),
        "who": _person(row.professional),
        "seat": row.seat.code,
        "attendance": row.attendance,
        "arrived_at": _at(row.arrived_at),
        "left_at": _at(row.left_at),
    }


def _quorum(kind: MeetingKind, attendees: Iterable[Attendee]) -> list[Row]:
    there = {one.professional.agency.kind for one in attendees if one.attendance in SPEAKS}
    lines = policies.quorum_lines(kind.quorum, there)
    return [{"kind": place, "met": line.met} for place, line in zip(kind.quorum, lines, strict=True)]


def _seats(meeting: Meeting, kind: MeetingKind, attendees: Iterable[Attendee]) -> list[Row]:
    taken = {one.seat_id for one in attendees if one.attendance in SPEAKS}
    return [
        {
            "code": seat.code,
            "title": title_of(seat, kind),
            "is_principal": seat.is_principal,
            "required_because": seat.required_because,
            "is_empty": seat.pk not in taken,
            "because": seat.because,
        }
        for seat in meeting.seats.all()
    ]


def _young_people(meeting: Meeting) -> list[Row]:
    rows = Covered.objects.filter(meeting=meeting, out_at__isnull=True).select_related("involvement")
    return [
        {"key": str(row.involvement.key), "letter": row.involvement.letter}
        for row in rows.order_by("involvement__position")
    ]


def _parts(meeting: Meeting) -> Iterable[RestrictedPart]:
    rows = RestrictedPart.objects.filter(meeting=meeting).select_related("item")
    return rows.prefetch_related("stayed__attendee").order_by("pk")


def _part(row: RestrictedPart) -> Row:
    return {
        "key": str(row.key),
        "item": str(row.item.key),
        "because": row.because,
        "from_at": _at(row.from_at),
        "until_at": _at(row.until_at),
        "stayed": sorted(str(one.attendee.key) for one in row.stayed.all()),
    }


def _item(row: AgendaItem, kind: MeetingKind, notes: list[Row], answers: list[Row], actions: list[Row]) -> Row:
    asked = kind.item(row.code)
    return {
        "key": str(row.key),
        "code": row.code,
        "title": row.title or (asked.title if asked else row.code),
        "state": row.state,
        "because": row.because,
        "notes": notes,
        "answers": answers,
        "actions": actions,
    }


def _notes(meeting: Meeting) -> dict[int, list[Row]]:
    """By item. What was taken back is not in the minutes; the row keeps it, with the reason."""
    rows = Note.objects.filter(meeting=meeting, taken_back_at__isnull=True)
    rows = rows.select_related("said_by", "part", "by", "item")
    found: dict[int, list[Row]] = {}
    for row in rows.prefetch_related("about__involvement", "dissent__attendee"):
        found.setdefault(row.item_id, []).append(_note(row))
    return found


def _note(row: Note) -> Row:
    return {
        "key": str(row.key),
        "kind": row.kind,
        "words": row.words,
        "said_by": str(row.said_by.key) if row.said_by else "",
        "about": sorted(str(one.involvement.key) for one in row.about.all()),
        "part": str(row.part.key) if row.part else "",
        "audience": row.audience,
        "held_by_police": row.held_by_police,
        "is_plan": row.is_plan,
        "cleared_words": row.cleared_words,
        "dissent": [{"who": str(one.attendee.key), "words": one.words} for one in row.dissent.all()],
        "written_by": str(row.by.key),
        "at": _at(row.at),
    }


def _answers(meeting: Meeting) -> dict[int, list[Row]]:
    """By item, as they were given in the meeting."""
    rows = AnswerGiven.objects.filter(meeting=meeting).select_related("answer__consideration__about", "answer__by")
    found: dict[int, list[Row]] = {}
    for row in rows.order_by("pk"):
        given, asked = row.answer, row.answer.consideration
        found.setdefault(row.item_id, []).append(
            {
                "consideration": asked.code,
                "key": str(asked.key),
                "about": str(asked.about.key) if asked.about else "",
                "audience": asked.audience,
                "number": given.number,
                "answer": given.answer,
                "because": given.because,
                "record": given.record,
                "by": str(given.by.key),
                "at": _at(given.at),
            }
        )
    return found


def _actions(meeting: Meeting) -> dict[int | None, list[Row]]:
    """By item; of no item under None."""
    rows = MeetingAction.objects.filter(meeting=meeting).select_related(
        "action__owner__agency", "action__owner_agency", "action__about", "part"
    )
    found: dict[int | None, list[Row]] = {}
    for row in rows.order_by("pk"):
        action = row.action
        found.setdefault(row.item_id, []).append(
            {
                "key": str(action.key),
                "what": action.what,
                "owner": _person(action.owner) if action.owner else None,
                "owner_agency": action.owner_agency.name if action.owner_agency else "",
                "due_at": _at(action.due_at),
                "about": str(action.about.key) if action.about else "",
                "audience": action.audience,
                "part": str(row.part.key) if row.part else "",
                "makes_contact": action.makes_contact,
                "state": action.state,
            }
        )
    return found


def _outcomes(meeting: Meeting) -> list[Row]:
    rows = sorted(outcomes_now(meeting).values(), key=lambda row: row.involvement.position)
    return [
        {"about": str(row.involvement.key), "number": row.number, "record": row.record, "at": _at(row.at)}
        for row in rows
    ]
