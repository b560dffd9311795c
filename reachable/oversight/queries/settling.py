"""What is unanswered, unowned, unfiled, unreviewed in one incident, and who can settle it."""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from reachable.common import clock
from reachable.directory.models import Professional
from reachable.directory.roles import BY_KEBAB
from reachable.incidents import access
from reachable.incidents.choices import Audience, TeamPart
from reachable.incidents.models import Involvement
from reachable.incidents.queries import Heading
from reachable.meetings.choices import MeetingState
from reachable.meetings.models import Meeting
from reachable.responses.choices import UNFINISHED
from reachable.responses.models import Action
from reachable.responses.queries.running import Running, running
from reachable.responses.queries.standing import has_died, said_of
from reachable.safety.models import Screening
from reachable.sharing.choices import RecordState
from reachable.sharing.models import ChildRecord

from ..choices import LineKind
from ..models import BegunAgain, HandOver
from ..policies.standing_down import FILED, MACE, MUSTS, OWNED, Unsettled
from .reviewing import PLACE_UNSEEN, Reads, disruptions, letter_of, linked_places, reviewed, unanswered

_NOT_SETTLED_MEETINGS = (MeetingState.AGREED, MeetingState.CANCELLED)


def unsettled(professional: Professional, heading: Heading, at: datetime) -> tuple[Unsettled, ...]:
    """Everything that the reader may read of it, by section; for the lead that is all. A fixed number of statements."""
    on = clock.local_date(at)
    found: list[Unsettled] = []
    runs = running(professional, heading.reference, at, heading=heading)
    if runs is not None:
        found += _questions(runs)
    young, reads = _young_people(heading.incident_id), Reads.of(professional)
    taken = _taken_on(heading.incident_id, at)
    found += [one for one in _open_lines(heading, young, on, reads) if (one.kind, one.line) not in taken]
    found += _filed(heading.incident_id)
    found += reviewed(heading.incident_id, young, on, reads)
    found += unanswered(heading.incident_id, at)
    found += _screened(young)
    return tuple(found)


def lines_of(professional: Professional, heading: Heading, at: datetime) -> tuple[Unsettled, ...]:
    """Every open line that the reader may read, whether somebody has taken it on or not."""
    young = _young_people(heading.incident_id)
    return tuple(_open_lines(heading, young, clock.local_date(at), Reads.of(professional)))


def _questions(runs: Running) -> Iterator[Unsettled]:
    for one in runs.running:
        if not (one.is_unanswered or one.is_not_known) or not one.is_asked:
            continue
        must = one.item.strength == "must"
        if not must and one.item.strength == "consider" and one.is_not_known:
            continue
        who = " or ".join(BY_KEBAB[role].name for role in one.item.lead if role in BY_KEBAB)
        yield Unsettled(MUSTS, one.item.ask, one.letter, who, "question", str(one.row.key), holds_back=must)


def _young_people(incident_id: int) -> list[Involvement]:
    """Each of them with `screened`: whether they were since the incident, by this letter or one that is now this."""
    done = Screening.objects.filter(Q(involvement=OuterRef("pk")) | Q(involvement__now_known_as=OuterRef("pk")))
    rows = Involvement.objects.filter(incident=incident_id, now_known_as__isnull=True)
    return list(rows.annotate(screened=Exists(done), **said_of("pk")).order_by("position"))


def _taken_on(incident_id: int, at: datetime) -> set[tuple[str, UUID]]:
    """What somebody has accepted who can still open it; the latest offer of a line counts. Who covers a night takes
    nothing on, and once the response has begun again everything is handed over anew.
    """
    team = access.current_team(at).filter(incident=incident_id, professional=OuterRef("to"))
    team = team.exclude(part__in=(TeamPart.DUTY, TeamPart.EMERGENCY)).exclude(professional__account__is_active=False)
    anew = BegunAgain.objects.filter(incident=incident_id, at__gt=OuterRef("accepted_at"))
    rows = HandOver.objects.filter(incident=incident_id).annotate(counts=Exists(team) & ~Exists(anew))
    latest: dict[tuple[str, UUID], bool] = {}
    for kind, line, accepted, counts in rows.order_by("number").values_list("kind", "line", "accepted_at", "counts"):
        latest[(kind, line)] = accepted is not None and counts
    return {key for key, counts in latest.items() if counts}


_LEAD = "the lead hands it over"


def _open_lines(heading: Heading, young: list[Involvement], on: date, reads: Reads) -> Iterator[Unsettled]:
    for one in young:
        if not has_died(one):
            yield Unsettled(OWNED, "Young person", one.letter, _LEAD, kind=LineKind.YOUNG_PERSON, line=one.key)
    places = linked_places(heading.incident_id).values_list("context__key", "context__name", "context__reference")
    for key, name, reference in places:
        words, where = (name, "context") if reads.places else (PLACE_UNSEEN, "")
        yield Unsettled(OWNED, words, "", _LEAD, where, reference if where else "", LineKind.PLACE, key)
    yield from _actions(heading)
    for measure in disruptions(heading.incident_id).filter(Q(expires_on__isnull=True) | Q(expires_on__gte=on)):
        letter, where, found = letter_of(measure, reads), "disruption" if reads.disruption else "", measure.key
        words = "A measure that disrupts harm"
        yield Unsettled(OWNED, words, letter, _LEAD, where, str(found), LineKind.DISRUPTION, found)


def _actions(heading: Heading) -> Iterator[Unsettled]:
    actions = Action.objects.filter(
        incident=heading.incident_id, state__in=UNFINISHED, audience__in=heading.audiences
    ).select_related("about__now_known_as")
    for row in actions.order_by("due_at", "pk"):
        letter = (row.about.now_known_as or row.about).letter if row.about else ""
        told = (OWNED, row.what, letter, _LEAD, "action", str(row.key), LineKind.ACTION, row.key)
        yield Unsettled(*told, audience=Audience(row.audience))


def _filed(incident_id: int) -> Iterator[Unsettled]:
    meetings = Meeting.objects.filter(incident=incident_id).exclude(state__in=_NOT_SETTLED_MEETINGS)
    for reference in meetings.order_by("starts_at").values_list("reference", flat=True):
        yield Unsettled(FILED, "Its minutes are not agreed", "", "its chair", "meeting", reference)
    records = ChildRecord.objects.filter(meeting__incident=incident_id, filed_at__isnull=True)
    rows = (
        records.exclude(state=RecordState.REPLACED)
        .select_related("meeting", "involvement__now_known_as")
        .order_by("pk")
    )
    for row in rows:
        letter, reference = (row.involvement.now_known_as or row.involvement).letter, row.meeting.reference
        yield Unsettled(FILED, "The record of a meeting is not filed", letter, "whoever files", "records", reference)


def _screened(young: list[Involvement]) -> Iterator[Unsettled]:
    who = "children's services with MACE police"
    for one in young:
        if not vars(one)["screened"] and not has_died(one):
            yield Unsettled(MACE, "Not screened since the incident", one.letter, who, "screening", str(one.key))
