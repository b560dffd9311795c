"""The complex discussion about the fourteen, as far as a journey does not sit at it: seats, what is said, the end."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from reachable.audit import log
from reachable.common import clock
from reachable.directory.models import Professional
from reachable.incidents.models import Incident, Involvement
from reachable.meetings import operations
from reachable.meetings.choices import Attendance, NoteKind
from reachable.meetings.models import Meeting
from reachable.meetings.operations import AgreedAction, AttendanceMark, NewGuest, NewNote
from reachable.responses.choices import AnswerCode
from reachable.responses.models import Action, Consideration
from reachable.sharing import operations as sharing
from reachable.sharing.choices import MarkDecision
from reachable.sharing.documents.content import SegmentKind
from reachable.sharing.models import ChildRecord
from reachable.sharing.queries.building import built_again
from tests.factories import Cast
from tests.journeys.fourteen import FROM_SUFFOLK, GP, LEFT_EMPTY, SEATED, WARD, YOUNG, Young, agency_of

DECIDED = {"threshold": "not-met", "disposition": "own-worker"}
# What is said about each; the others of whom it tells come after, one for each place.
SAID = (
    "{0.name} was seen with {1.given_upper} {1.family_upper} at the station.",
    "{2.initials} ran off with {3.family}, {3.given}; {4.called} filmed it for {4.online}.",
    "The mother of one, {5.mother_name}, rang from {6.line}, {6.postcode_together}.",
    "Somebody from {7.school}, born {8.born_short} or {9.born_long}, was there too.",
    "{10.bare} owes money to {11.run_together} ({12.social_care}).",
)
OF_ALL = (
    "{0.given}’s phone was found near {1.line}, and {2.given_small} will be asked about it.",
    "Will Achebe says that {3.given} and {4.given} were friends until {5.mother_given} moved.",
    "{6.given} {6.family} and {7.given} {7.family} are not related.",
)


class Told:
    """Ways in which people write of one young person."""

    def __init__(self, one: Young) -> None:
        self.name, self.given, self.family, self.called, self.online = (
            one.name, one.given, one.family, one.called, one.online,
        )  # fmt: skip
        self.given_upper, self.family_upper, self.given_small = (
            one.given.upper(), one.family.upper(), one.given.lower(),
        )  # fmt: skip
        self.initials = f"{one.given[0]}. {one.family[0]}."
        self.mother_given, self.mother_name = one.mother[0], " ".join(one.mother)
        self.line, self.school, self.social_care = one.line, one.school, one.social_care
        self.postcode_together = one.postcode.replace(" ", "").lower()
        self.born_short = f"{one.born.day}/{one.born.month}/{one.born.year}"
        self.born_long = f"{one.born.day} {one.born:%B %Y}"
        plain = one.name.translate(str.maketrans("Łłëúñśńéą’", "Llëunsnea'"))
        self.bare = plain.replace("ë", "e").replace("'", "")
        self.run_together = one.given.replace("-", " ") + " " + one.family.replace("-", " ")


def seated(cast: Cast, meeting: Meeting, *, but: tuple[str, ...] = ()) -> None:
    """Nineteen with the chair and the minute-taker; `but` are the addresses of those whom the journey asks itself."""
    told: dict[str, Any] = {"by": cast.hana, "at": clock.now(), "meeting": meeting.reference}
    rows = {one.letter: one for one in meeting.incident.involvements.all()}
    with log.trail():
        for code, name in SEATED:
            who = Professional.objects.get(name=name)
            if who.email not in but:
                sees = [rows[FROM_SUFFOLK].key] if code == "other-authority" else []
                operations.add_attendee(**told, code=code, professional_key=who.key, sees=sees)
        guests = (
            ("gp", NewGuest("Gareth Pugh", GP, "General practitioner", agency_of("surgery").key), "G"),
            ("ward", NewGuest("Lorna Fisk", WARD, "Nurse in charge", agency_of("hospital").key), "A"),
        )
        for code, guest, letter in guests:
            if guest.email not in but:
                operations.add_guest(**told, code=code, guest=guest, sees=[rows[letter].key])
        for code in LEFT_EMPTY:
            operations.decide_seat(**told, code=code, wanted=False, because="Knows none of them")


def convened(cast: Cast, incident: Incident) -> Meeting:
    at = clock.now()
    new = operations.NewMeeting(
        kind="complex-strategy",
        starts_at=at + timedelta(minutes=5),
        ends_at=at + timedelta(hours=2),
        chair_key=cast.hana.key,
        minute_taker_key=cast.joy.key,
        purposes=("safeguarding", "prevention"),
        place="Room 3, County Hall",
    )
    meeting = operations.convene_meeting(by=cast.hana, at=at, reference=incident.reference, new=new)
    seated(cast, meeting)
    meeting.refresh_from_db()
    return meeting


def begun(cast: Cast, incident: Incident) -> Meeting:
    """Everybody was invited and is there; purposes agreed."""
    meeting = convened(cast, incident)
    told: dict[str, Any] = {"by": cast.hana, "at": clock.now(), "meeting": meeting.reference}
    operations.invite(**told, seen_version=meeting.version)
    operations.start_meeting(**told)
    operations.agree_purposes(**told, purposes=["safeguarding", "prevention"])
    marks = [AttendanceMark(one.key, Attendance.PRESENT) for one in meeting.attendees.filter(out_at__isnull=True)]
    operations.mark_attendance(**told, marks=marks)
    meeting.refresh_from_db()
    return meeting


def rows_of(meeting: Meeting) -> dict[str, Involvement]:
    return {one.letter: one for one in meeting.incident.involvements.select_related("record").order_by("position")}


def everything_is_said(cast: Cast, meeting: Meeting) -> None:
    """Of each what tells of all the others, in every way that people write it; once of everybody together."""
    rows = rows_of(meeting)
    with log.trail():
        for place, one in enumerate(YOUNG):
            others = [Told(other) for other in (*YOUNG[place:], *YOUNG[:place])]
            for words in SAID:
                noted(cast, meeting, words.format(*others), about=[rows[one.letter].key])
            noted(cast, meeting, f"{one.letter} was seen with {YOUNG[place - 1].letter}.", about=[rows[one.letter].key])
        for step, words in enumerate(OF_ALL):
            some = [Told(YOUNG[(step * 5 + index * 3) % len(YOUNG)]) for index in range(len(YOUNG))]
            noted(cast, meeting, words.format(*some), kind=NoteKind.VIEW)
        noted(cast, meeting, f"Dele Oyelaran waited for {YOUNG[0].given}.", about=[rows["A"].key])
        answered(cast, meeting, "D", f"{YOUNG[4].name} threw bricks at {YOUNG[5].line}")


def answered(cast: Cast, meeting: Meeting, letter: str, because: str) -> None:
    """Whether the home may be attacked, of one of them."""
    asked = Consideration.objects.get(code="attacks-on-property", about=rows_of(meeting)[letter])
    operations.answer_in_meeting(
        by=cast.hana,
        at=clock.now(),
        meeting=meeting.reference,
        item_key=meeting.items.get(code="property").key,
        consideration_key=asked.key,
        answer=AnswerCode.IN_PLACE,
        because=because,
        seen_number=0,
    )


def noted(cast: Cast, meeting: Meeting, words: str, **more: Any) -> None:
    new = NewNote(**{"key": uuid4(), "kind": NoteKind.FACT, "words": words, **more})
    item = meeting.items.get(code="peers")
    operations.add_note(by=cast.hana, at=clock.now(), meeting=meeting.reference, item_key=item.key, new=new)


def given_to(cast: Cast, meeting: Meeting, who: Professional, what: str, letter: str, **due: float) -> Action:
    new = AgreedAction(
        key=uuid4(),
        what=what,
        due_at=clock.now() + timedelta(**due),
        owner=f"p:{who.key}",
        about_key=rows_of(meeting)[letter].key,
        item_key=meeting.items.get(code="peers").key,
    )
    return operations.agree_action(by=cast.hana, at=clock.now(), meeting=meeting.reference, new=new)


def decided(cast: Cast, meeting: Meeting, *, but: str = "") -> None:
    with log.trail():
        for letter, row in rows_of(meeting).items():
            if letter not in but:
                operations.set_outcome(
                    by=cast.hana, at=clock.now(), meeting=meeting.reference, involvement_key=row.key, record=DECIDED,
                    seen_number=0,
                )  # fmt: skip


def passed_over(cast: Cast, meeting: Meeting, *, but: str) -> None:
    """All of the agenda that was not taken yet, except this item."""
    told: dict[str, Any] = {"by": cast.hana, "at": clock.now(), "meeting": meeting.reference}
    for item in meeting.items.exclude(code=but):
        operations.pass_over_item(**told, item_key=item.key, because="The hour was over")


def all_decided(cast: Cast, record: ChildRecord) -> int:
    """A person looks at what is doubtful: left where a professional or a question is meant, else taken out."""
    count, settled = 0, False
    while not settled:
        built = built_again(record, clock.now())
        waiting = {
            (paragraph, one.was)
            for paragraph, segments in built.by_paragraph.items()
            for one in segments
            if one.kind is SegmentKind.DOUBTFUL
        }
        settled = not waiting
        for paragraph, words in sorted(waiting):
            whole = "".join(part.was or part.words for part in built.by_paragraph[paragraph])
            is_none_of_them = words == "Will" and whole.startswith(("Will Achebe", "Will an "))
            code = MarkDecision.LEAVE if is_none_of_them else MarkDecision.TAKE_OUT
            record = sharing.decide_mark(
                by=cast.joy, at=clock.now(), meeting=record.meeting.reference, record_key=record.key,
                seen_version=record.version, paragraph=paragraph, words=words, decision=code,
            )  # fmt: skip
            count += 1
    return count
