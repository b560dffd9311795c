"""What is shown to the room: only what everybody who is there may see.

Nothing of a restricted part, nothing that police hold, nothing for fewer readers than all of them are; and where
somebody may not see one of the young people, "Restricted" stands in that place, and words that name them are left out.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from reachable.directory.models import Professional
from reachable.incidents import access as incidents
from reachable.incidents.choices import Audience, TeamPart
from reachable.incidents.queries import YoungPersonLine
from reachable.responses.models import Action

from .. import access, permissions, policies
from ..choices import ItemState, NoteKind, Sees, UseFor
from ..models import AgendaItem, Attendee, Meeting, MeetingAction, Note
from . import agenda
from .heading import MeetingHeading, heading_of
from .named import headings_that_name_somebody
from .notes import concerns, letters_of, not_taken_out, with_about
from .shared_lines import SharedAction, SharedItem, SharedNote, SharedPerson, SharedView

RESTRICTED = "Restricted"


@dataclass(frozen=True)
class InTheRoom:
    """What everybody there has in common: audiences, involvements, and whether names may be shown."""

    audiences: frozenset[Audience]
    young_people: frozenset[UUID]
    all_may_see: bool  # everybody whom the meeting covers
    is_team: bool  # all of them open the incident, so that words may name whomever it knows
    names: bool

    def may_see(self, about: Collection[UUID]) -> bool:
        """What is about nobody concerns everybody, so it needs all of them."""
        return self.young_people.issuperset(about) if about else self.all_may_see


def shared_view(
    professional: Professional, meeting: str, at: datetime, *, use: UUID | None, item: UUID | None = None
) -> SharedView:
    """While nobody is marked as there, everybody who was asked counts. Refused without a purpose (CTX-6)."""
    found = access.meeting_for(professional, meeting, at)
    permissions.check_may_use(professional, found, at, use_for=UseFor.OPEN, use_key=use)
    heading = heading_of(professional, found, at)
    places = _places(found, at)
    room = _room(professional, found, places, heading.covered, at)
    items = list(found.items.all())
    current = agenda.choose(items, item)
    part = found.restricted_parts.filter(until_at__isnull=True).exists()
    said = _notes(found, current) if current and not part else []
    agreed = _actions(found) if not part else []
    naming = _naming(found, room, items, said, [one.action for one in agreed])
    notes = [one for one in said if _is_shown(one, room) and str(one.key) not in naming]
    actions = _shown_actions(found, agreed, room, naming)
    lines = tuple(_item(one, heading, number, one is current, naming) for number, one in enumerate(items, 1))
    return SharedView(
        heading=replace(heading, covered=()),
        young_people=tuple(_person(one, room) for one in heading.covered),
        items=lines,
        item=next((one for one in lines if one.is_current), None),
        notes=tuple(map(_note, notes)),
        actions=tuple(map(_action, actions)),
        present=tuple((one.professional.name, one.professional.agency.name) for one in places),
        not_shown=len(said) - len(notes) + len(agreed) - len(actions),
        is_in_restricted_part=part,
        revision=found.revision,
    )


def _places(meeting: Meeting, at: datetime) -> list[Attendee]:
    rows = meeting.attendees.filter(out_at__isnull=True).select_related("professional__agency")
    asked = list(rows.prefetch_related("professional__holdings", "young_people__involvement").order_by("pk"))
    here = [one for one in asked if policies.is_there(one.attendance, one.left_at, at, arrived_at=one.arrived_at)]
    return here or asked


def _room(
    reader: Professional, meeting: Meeting, places: list[Attendee], covered: Iterable[YoungPersonLine], at: datetime
) -> InTheRoom:
    """One statement. Somebody who is not on the team has the audience of the team at most."""
    parts: dict[int, list[str]] = {}
    for member in incidents.current_team(at).filter(incident=meeting.incident_id):
        parts.setdefault(member.professional_id, []).append(member.part)
    audiences = frozenset(Audience)
    keys = everybody = frozenset(one.key for one in covered)
    people = {one.professional_id: one.professional for one in places} | {reader.pk: reader}
    for pk, person in people.items():
        may_read = incidents.audiences(person, parts[pk]) if pk in parts else frozenset({Audience.TEAM})
        audiences &= may_read
    has_lead = any(TeamPart.LEAD in held for held in parts.values())  # until then duty roles open it as well
    left = {one.pk for one in places if has_lead and one.professional_id not in parts}
    guests = [one for one in places if one.sees == Sees.THEIRS or one.pk in left]
    for one in guests:
        keys &= {row.involvement.key for row in one.young_people.all()}
    names = not any(one.letters_only for one in people.values())
    return InTheRoom(audiences, keys, keys == everybody, not guests, names)


def _person(line: YoungPersonLine, room: InTheRoom) -> SharedPerson:
    if line.key not in room.young_people:
        return SharedPerson(None, None, "", RESTRICTED)
    return SharedPerson(line.key, line.person_key, line.letter, line.label if room.names else line.letter)


def _naming(
    meeting: Meeting, room: InTheRoom, items: Iterable[AgendaItem], notes: Iterable[Note], actions: Iterable[Action]
) -> frozenset[str]:
    """Keys of what was typed, a title or a note or an action, that names somebody whom not everybody there may see."""
    if room.is_team:
        return frozenset()
    typed = {str(one.key): one.title for one in items if one.title}
    typed |= {str(one.key): one.words for one in notes} | {str(one.key): one.what for one in actions}
    return headings_that_name_somebody(meeting.incident_id, typed, but=room.young_people)


def _item(
    row: AgendaItem, heading: MeetingHeading, number: int, is_current: bool, naming: Collection[str]
) -> SharedItem:
    asked = heading.kind.item(row.code) if row.code else None
    title = RESTRICTED if str(row.key) in naming else asked.title if asked else row.title
    return SharedItem(number, title, row.state, str(ItemState(row.state).label), is_current, row.key)


def _notes(meeting: Meeting, item: AgendaItem) -> list[Note]:
    standing = Note.objects.filter(meeting=meeting, item=item, taken_back_at__isnull=True)
    return list(not_taken_out(with_about(standing), meeting))


def _is_shown(row: Note, room: InTheRoom) -> bool:
    for_all = row.part_id is None and not row.held_by_police and row.audience in room.audiences
    return for_all and room.may_see([one.key for one in concerns(row)])


def _note(row: Note) -> SharedNote:
    said_by = row.said_by.professional.name if row.said_by else ""
    return SharedNote(str(NoteKind(row.kind).label), row.words, said_by, letters_of(concerns(row)))


def _actions(meeting: Meeting) -> list[MeetingAction]:
    rows = meeting.actions.select_related(
        "action__about__now_known_as", "action__owner", "action__owner_agency", "item"
    )
    return list(rows.order_by("pk"))


def _shown_actions(
    meeting: Meeting, agreed: Iterable[MeetingAction], room: InTheRoom, naming: Collection[str]
) -> list[Action]:
    plans = {one.code for one in access.kind_of(meeting).agenda if one.police_plans}
    return [
        one.action
        for one in agreed
        if one.part_id is None
        and not (one.item and one.item.code in plans)
        and one.action.audience in room.audiences
        and room.may_see(_about(one.action))
        and str(one.action.key) not in naming
    ]


def _about(action: Action) -> list[UUID]:
    return [(action.about.now_known_as or action.about).key] if action.about else []


def _action(action: Action) -> SharedAction:
    who = action.owner.name if action.owner else f"{action.owner_agency}"
    letter = (action.about.now_known_as or action.about).letter if action.about else ""
    return SharedAction(action.what, who, action.due_at, letter)
