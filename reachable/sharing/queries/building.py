"""The records of a meeting, one for each young person whom it covered, made from its agreed minutes (CTX-4).

Made again from the same minutes and decisions, a record is the same. Reads for itself and shows nothing.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.directory.models import Professional
from reachable.incidents.models import TeamMember
from reachable.meetings import access
from reachable.meetings.choices import SPEAKS, Attendance
from reachable.meetings.models import Addendum, Attendee, Covered, Meeting, Minutes, Section47
from reachable.meetings.queries.for_records import ForRecord, for_records
from reachable.meetings.queries.heading import purpose_titles
from reachable.meetings.queries.seats_of import title_of
from reachable.people.choices import IdentifierSystem
from reachable.people.models import Identifier
from reachable.people.naming import Kind, Known, Roster
from reachable.responses import editions

from ..documents.content import Facts, Paragraph, SeatLine, Section, SegmentKind, Segments, joined, plain
from ..documents.record_json import Content
from ..models import ChildRecord, RecordMark
from ..policies import Decided, Decisions, Marker, Numbering
from .around import Around, around
from .sources import Part, Said, parts_of

_Mark = Callable[[str, str], Segments]
_DETAILS = frozenset({str(Kind.SCHOOL), str(Kind.ADDRESS)})


@dataclass(frozen=True)
class Ground:
    """What all records of the meeting are made from."""

    meeting: Meeting
    agreed_at: datetime
    around: Around
    said: Mapping[UUID, ForRecord]
    seats: tuple[tuple[str, Attendee], ...]
    named: tuple[tuple[str, str], ...]
    covered: Mapping[int, Covered]  # by involvement
    ids: Mapping[int, str]  # social care id by person
    census: Mapping[int, Section47]  # by involvement
    purposes: tuple[str, ...]
    kind: str


@dataclass(frozen=True)
class Built:
    """`content` is what the record says; `numbers` whom each number stands for, by the main record of the person."""

    involvement_id: int
    content: Content
    numbers: Mapping[int, int]
    roster: Roster
    points_to: Mapping[UUID, str]
    numbering: Numbering

    def choice_words(self, person: UUID) -> str:
        """B (young person 1), or B where no number was given yet."""
        has_number = person in self.numbering.numbers
        return f"{self.points_to[person]} ({self.numbering.words(person)})" if has_number else self.points_to[person]

    @property
    def segments(self) -> tuple[Segments, ...]:
        return tuple(self.by_paragraph.values())

    @property
    def by_paragraph(self) -> dict[str, Segments]:
        found = {f"seat-{index}": one.who for index, one in enumerate(self.content.attended, 1)}
        for index, line in enumerate(self.content.attended, 1):
            found |= {f"place-{index}": plain(line.seat), f"agency-{index}": plain(line.agency)}
        for section in self.content.sections:
            found[f"title-{section.id}"] = section.heading
            for one in section.paragraphs:
                found[one.id] = one.segments
                found[f"by-{one.id}"] = one.said_by
        return found


def ground(meeting: Meeting, at: datetime) -> Ground:
    """A fixed number of statements, however many were covered and however much was said."""
    playbook = editions.of(meeting.edition)
    kind = access.kind_of(meeting)
    attendees = Attendee.objects.filter(meeting=meeting, out_at__isnull=True).select_related(
        "professional__agency", "seat"
    )
    seats = tuple((title_of(row.seat, kind), row) for row in attendees.order_by("seat__position", "pk"))
    covered = Covered.objects.filter(meeting=meeting, out_at__isnull=True).select_related("involvement__record")
    known = around(meeting.incident_id, at)
    census = Section47.objects.filter(incident=meeting.incident_id).order_by("pk")
    purposes = purpose_titles(playbook, [(one.code, one.words) for one in meeting.purposes.order_by("pk")])
    return Ground(
        meeting=meeting,
        agreed_at=Minutes.objects.get(meeting=meeting).agreed_at,
        around=known,
        said=for_records(meeting),
        seats=seats,
        named=tuple(_named(meeting, [row.professional for _, row in seats])),
        covered={row.involvement_id: row for row in covered.order_by("involvement__position")},
        ids=_social_care_ids(known),
        census={row.involvement_id: row for row in census},
        purposes=tuple(one.title for one in purposes),
        kind=kind.title,
    )


def _named(meeting: Meeting, attendees: Collection[Professional]) -> set[tuple[str, str]]:
    """Professionals may be named; where one is called as a young person is, a person looks at it."""
    team = TeamMember.objects.filter(incident=meeting.incident_id).values_list("professional__name", flat=True)
    names = {*team, *(one.name for one in attendees), meeting.chair.name}
    if meeting.minute_taker:
        names.add(meeting.minute_taker.name)
    return {(given, family) for given, _, family in (name.rpartition(" ") for name in names)}


def _social_care_ids(known: Around) -> dict[int, str]:
    rows = Identifier.objects.filter(
        record__in=list(known.main), system=IdentifierSystem.SOCIAL_CARE, withdrawn_at__isnull=True
    )
    return {known.main[record]: value for record, value in rows.order_by("pk").values_list("record", "value")}


def build(ground: Ground, involvement_id: int, number: int, decisions: Decisions) -> Built:
    """Pure but for what was read before: young people of other households become numbers, in the order in which they
    appear in this record; their own household is named unless the chair withheld it (CTX-4).
    """
    row = ground.covered[involvement_id]
    me = ground.around.main[row.involvement.record_id]
    own = {me} if row.household_unnamed_at else ground.around.household(me)
    others = [one for main, one in ground.around.known.items() if main not in own]
    allowed = [ground.around.known[one] for one in own]
    points_to = {one.key: ground.around.called(main) for main, one in ground.around.known.items()}
    numbering = Numbering({one.key: _called(ground, main) for main, one in ground.around.known.items()})
    roster = Roster(others, allowed, ground.named)
    marker = Marker(roster, decisions, numbering, points_to)
    said = ground.said[row.involvement.key]
    attended = _attended(ground, marker.segments)
    sections = tuple(
        _section(part, marker.segments) for part in parts_of(said, ground.purposes, ground.meeting.not_for)
    )
    content = Content(
        number=number,
        facts=_facts(ground, ground.around.known[me], ground.ids.get(me, ""), sections),
        attended=attended,
        sections=sections,
        census=_census(ground.census.get(involvement_id)),
    )
    mains = ground.around.keys
    return Built(
        involvement_id=involvement_id,
        content=content,
        numbers={number: mains[key] for key, number in numbering.numbers.items()},
        roster=roster,
        points_to=points_to,
        numbering=numbering,
    )


def _called(ground: Ground, main: int) -> str:
    return "adult" if main in ground.around.adults else "young person"


def _attended(ground: Ground, mark: _Mark) -> tuple[SeatLine, ...]:
    """Professionals are named; an agency that is, or may be, the school of another child is not, nor who is named in a
    seat that somebody added.
    """
    return tuple(
        SeatLine(
            seat=_line(mark(f"place-{index}", title)) if row.seat.label else title,
            who=mark(f"seat-{index}", row.professional.name),
            agency=_line(mark(f"agency-{index}", row.professional.agency.name)),
            attendance="there" if row.attendance in SPEAKS else str(Attendance(row.attendance).label).lower(),
        )
        for index, (title, row) in enumerate(ground.seats, 1)
    )


def _line(segments: Segments) -> str:
    """Nobody is asked about words of a line: a detail that is doubtful goes."""
    return "".join(
        f"[{one.what.split()[-1]}]" if one.kind is SegmentKind.DOUBTFUL and one.what in _DETAILS else one.words
        for one in segments
    )


def _section(part: Part, mark: _Mark) -> Section:
    return Section(
        id=part.id,
        heading=mark(f"title-{part.id}", part.heading),
        paragraphs=tuple(_paragraph(one, mark) for one in part.paragraphs),
    )


def _paragraph(one: Said, mark: _Mark) -> Paragraph:
    said_by = mark(f"by-{one.id}", one.said_by) if one.said_by else ()
    return Paragraph(one.id, mark(one.id, one.words), one.label, said_by)


def _facts(ground: Ground, me: Known, social_care_id: str, sections: tuple[Section, ...]) -> Facts:
    """What the meeting is for stands there as it was marked below, so that nobody is named at the top either."""
    purposes = next((one.paragraphs for one in sections if one.id == "purposes"), ())
    meeting = ground.meeting
    return Facts(
        young_person=" ".join(part for part in (me.given, me.family) if part) or "Name not known",
        social_care_id=social_care_id,
        meeting=meeting.reference,
        kind=ground.kind,
        held_at=meeting.started_at or meeting.starts_at,
        agreed_at=ground.agreed_at,
        chair=meeting.chair.name,
        minute_taker=meeting.minute_taker.name if meeting.minute_taker else "",
        purposes=tuple(one.words for one in purposes if one.id != "not-for"),
        not_for=next((one.words for one in purposes if one.id == "not-for"), ""),
    )


def _census(row: Section47 | None) -> dict[str, str | bool | None]:
    """Under the names of the Children in Need census."""
    if row is None:
        return {}
    return {
        "S47ActualStartDate": row.started_on.isoformat(),
        "InitialCPCtarget": row.target_on.isoformat(),
        "DateOfInitialCPC": row.conference_on.isoformat() if row.conference_on else None,
        "ICPCnotRequired": row.conference_not_required,
    }


def finished(built: Built) -> Mapping[str, str]:
    """What is written, by where it stands: for the second look before a record is final."""
    return {name: joined(segments) for name, segments in built.by_paragraph.items()}


def revision_of(meeting: Meeting) -> tuple[int, int]:
    """Changes with everything of the meeting that a record is made from."""
    return meeting.revision, Addendum.objects.filter(minutes__meeting=meeting).count()


def last_records(meeting: Meeting) -> dict[int, ChildRecord]:
    """The newest of each young person, by involvement."""
    rows = ChildRecord.objects.filter(meeting=meeting).select_related("involvement").order_by("number")
    return {row.involvement_id: row for row in rows}


def decisions_of(record_ids: Iterable[int]) -> dict[int, Decisions]:
    """What a person decided of each record; one statement."""
    found: dict[int, dict[tuple[str, str], Decided]] = {}
    for row in RecordMark.objects.filter(record__in=list(record_ids)).select_related("person_record").order_by("pk"):
        person = row.person_record.key if row.person_record else None
        found.setdefault(row.record_id, {})[row.paragraph, row.words] = Decided(row.decision, person)
    return dict(found)


def built_again(row: ChildRecord, at: datetime) -> Built:
    """As the minutes, and what is known of people, stand now."""
    decisions = decisions_of([row.pk]).get(row.pk, {})
    return build(ground(row.meeting, at), row.involvement_id, row.number, decisions)
