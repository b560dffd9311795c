"""How a meeting that was held stands before its minutes are agreed, read in a fixed number of statements."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, Q, QuerySet

from reachable.incidents import access as incidents
from reachable.incidents.choices import Audience, Where
from reachable.playbook.schema import AgendaItem as ItemAsked
from reachable.playbook.schema import MeetingKind
from reachable.responses import editions
from reachable.responses.choices import UNFINISHED
from reachable.responses.models import Action
from reachable.responses.queries.standing import Question, asked_now, has_died, question, said_of

from .. import access, policies
from ..choices import SPEAKS
from ..models import AgendaItem, Attendee, Covered, Dissent, Meeting, MeetingAction, Note, Outcome
from ..policies import ActionSaid, CheckLine, Held, ItemSaid, SeatEmpty, YoungSaid
from .seats_of import title_of

FEWER = "an action for fewer readers than the team"


def minutes_lines(meeting: Meeting, at: datetime) -> tuple[CheckLine, ...]:
    """What is to be settled, for the page and for agreeing alike. It quotes nothing that is for fewer than the team."""
    return policies.minutes_lines(_held(meeting, at))


def _held(meeting: Meeting, at: datetime) -> Held:
    kind = access.kind_of(meeting)
    asked = Attendee.objects.filter(meeting=meeting, out_at__isnull=True).select_related("professional__agency")
    attendees = list(asked)
    there = [one for one in attendees if one.attendance in SPEAKS]
    return Held(
        is_statutory=kind.is_statutory,
        fields=frozenset(one.name for one in kind.outcome),
        clause=next(iter(kind.clauses), "SAF-1"),
        purposes_agreed=meeting.purposes_agreed_at is not None,
        not_marked=sum(not one.attendance for one in attendees),
        quorum=policies.quorum_lines(kind.quorum, {one.professional.agency.kind for one in there}),
        items=tuple(_items(meeting, kind)),
        young=tuple(_young(meeting)),
        empty=tuple(_empty(meeting, kind, there)),
        actions=tuple(_actions(meeting, attendees, at)),
        held_notes=_notes(meeting).filter(held_by_police=True, cleared_at__isnull=True).count(),
        dissents=Dissent.objects.filter(note__in=_notes(meeting)).count(),
    )


def _notes(meeting: Meeting) -> QuerySet[Note]:
    return Note.objects.filter(meeting=meeting, taken_back_at__isnull=True)


def _items(meeting: Meeting, kind: MeetingKind) -> Iterable[ItemSaid]:
    rows = list(AgendaItem.objects.filter(meeting=meeting))
    asked = {row.pk: kind.item(row.code) for row in rows}
    codes = {code for item in asked.values() if item for code in item.considerations}
    open_ones = _unanswered(meeting, codes)
    for row in rows:
        item = asked[row.pk]
        questions = [one for code in item.considerations for one in open_ones.get(code, ())] if item else []
        yield ItemSaid(
            key=str(row.key),
            title=row.title or (item.title if item else row.code),
            state=row.state,
            because=row.because,
            clause=_clause(item),
            open_musts=_by_question(one for one in questions if one.item.strength == "must"),
            open_others=_by_question(one for one in questions if one.item.strength != "must"),
        )


def _clause(item: ItemAsked | None) -> str:
    return next(iter(item.clauses), "") if item else ""


def _unanswered(meeting: Meeting, codes: Iterable[str]) -> dict[str, list[Question]]:
    """Of those whom the meeting covers, and of the incident; what is for fewer readers is chased on its own sheet."""
    covered = Covered.objects.filter(meeting=meeting, out_at__isnull=True).values("involvement")
    rows = (
        asked_now()
        .filter(Q(about__isnull=True) | Q(about__in=covered))
        .filter(strand__response__incident=meeting.incident, code__in=list(codes), audience=Audience.TEAM)
        .select_related("about", "strand")
        .annotate(edition_hash=F("strand__response__edition__content_hash"))
        .order_by("about__position", "pk")
    )
    found: dict[str, list[Question]] = {}
    for row in rows:
        one = question(row, editions.stored(vars(row)["edition_hash"]))
        if one.is_unanswered and one.is_asked and one.is_running:
            found.setdefault(row.code, []).append(one)
    return found


def _by_question(questions: Iterable[Question]) -> tuple[str, ...]:
    """ "Is it safe to go back? (A, C)": one line for each question, whoever it is about."""
    letters: dict[str, list[str]] = {}
    for one in questions:
        letters.setdefault(one.item.ask, []).extend([one.letter] if one.letter else [])
    return tuple(f"{ask} ({', '.join(of)})" if of else ask for ask, of in letters.items())


def _young(meeting: Meeting) -> Iterable[YoungSaid]:
    stands = outcomes_now(meeting)
    rows = Covered.objects.filter(meeting=meeting, out_at__isnull=True).select_related("involvement")
    for row in rows.annotate(**said_of("involvement")).order_by("involvement__position"):
        said = stands.get(row.involvement_id)
        yield YoungSaid(
            key=str(row.involvement.key),
            letter=row.involvement.letter,
            record=said.record if said else {},
            is_home=vars(row)["where_now"] == Where.HOME,
            has_died=has_died(row),
        )


def outcomes_now(meeting: Meeting) -> dict[int, Outcome]:
    """What stands for each young person, by involvement."""
    rows = Outcome.objects.filter(meeting=meeting).select_related("involvement").order_by("number")
    return {row.involvement_id: row for row in rows}


def _empty(meeting: Meeting, kind: MeetingKind, there: Iterable[Attendee]) -> Iterable[SeatEmpty]:
    taken = {one.seat_id for one in there}
    for seat in meeting.seats.all():
        asked = kind.seat(seat.code)
        if (seat.is_principal or seat.required_because) and seat.pk not in taken:
            clause = next(iter(asked.clauses), "") if asked else ""
            yield SeatEmpty(code=seat.code, title=title_of(seat, kind), because=seat.because, clause=clause)


def _actions(meeting: Meeting, attendees: Iterable[Attendee], at: datetime) -> Iterable[ActionSaid]:
    told = {one.professional.agency_id for one in attendees}
    team = incidents.current_team(at).filter(incident=meeting.incident)
    told.update(team.values_list("professional__agency", flat=True))
    rows = MeetingAction.objects.filter(meeting=meeting, action__state__in=UNFINISHED)
    for row in rows.select_related("action__owner", "action__owner_agency").order_by("action__due_at", "pk"):
        yield _action(row.action, told)


def _action(action: Action, told: set[int]) -> ActionSaid:
    return ActionSaid(
        key=str(action.key),
        what=action.what if action.audience == Audience.TEAM else FEWER,
        who=action.owner.name if action.owner else f"{action.owner_agency}",
        reaches=action.owner is not None or action.owner_agency_id in told,
        is_named=action.owner is not None,
    )
