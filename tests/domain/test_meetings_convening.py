"""Convening a meeting: what stands after it, and what is refused."""

from datetime import timedelta
from uuid import uuid4

import pytest

from reachable.audit.models import Entry
from reachable.common.refusals import NotFound, NotPermitted, Refused
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident
from reachable.meetings import queries
from reachable.meetings.choices import Sees
from reachable.meetings.models import Meeting
from tests.domain.incident_hands import verbs
from tests.domain.meeting_hands import convened
from tests.domain.test_incidents_report import young_people
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


@pytest.mark.clause("CTX-7")
def test_a_meeting_has_the_seats_and_the_agenda_of_its_kind(cast: Cast, incident: Incident) -> None:
    meeting = convened(cast.hana, incident)
    assert meeting.reference == "MTG-2026-0001"
    assert meeting.seats.filter(is_principal=True).count() == 9
    assert meeting.items.first().code == "peers"
    assert meeting.covered.count() == incident.involvements.count()
    assert "meeting-convened" in verbs(incident)


@pytest.mark.clause("CTX-3")
def test_a_meeting_needs_a_purpose(cast: Cast, incident: Incident) -> None:
    with pytest.raises(Refused) as refusal:
        convened(cast.hana, incident, purposes=())
    assert refusal.value.field == "purposes"
    meeting = convened(cast.hana, incident, purposes=(), own_purposes=("Making the bus station safer",))
    assert [one.words for one in meeting.purposes.all()] == ["Making the bus station safer"]


@pytest.mark.clause("CTX-2")
def test_it_discusses_all_young_people_unless_some_are_chosen(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana, young_people=young_people(3)))
    assert convened(cast.hana, incident).covered.count() == 3
    chosen = incident.involvements.get(position=1)
    some = convened(cast.hana, incident, involvement_keys=(chosen.key,))
    assert [one.involvement for one in some.covered.all()] == [chosen]
    with pytest.raises(NotFound):
        convened(cast.hana, incident, involvement_keys=(uuid4(),))


def test_whoever_chairs_and_takes_the_minutes_is_asked_in_a_seat_that_fits_or_one_of_their_own(
    cast: Cast, incident: Incident
) -> None:
    meeting = convened(cast.hana, incident, minute_taker_key=cast.priya.key)
    seats = {one.professional: (one.seat.code, one.sees) for one in meeting.attendees.select_related("seat")}
    assert seats == {cast.hana: ("head-of-social-work", Sees.TEAM), cast.priya: ("workers", Sees.TEAM)}
    other = convened(cast.hana, incident, kind="pre-discharge")
    place = other.attendees.get(professional=cast.hana)
    assert (place.seat.label, place.seat.wanted, place.lapses_at) == (
        "Chair", True, other.ends_at + timedelta(days=14),
    )  # fmt: skip


def test_sent_twice_it_is_one_meeting(cast: Cast, incident: Incident) -> None:
    key = uuid4()
    assert convened(cast.hana, incident, key=key) == convened(cast.hana, incident, key=key)
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize(("field", "words"), [
    ("place", "Room 2, with Kai Mensah's mother"),
    ("link", "https://meet.example/kai-mensah"),
    ("not_for", "The prosecution of Kai"),
    ("own_purpose", "Keeping Kai safe"),
], ids=("place", "link", "not_for", "own_purpose"))  # fmt: skip
def test_what_goes_into_calendars_names_no_young_person(cast: Cast, incident: Incident, field: str, words: str) -> None:
    changes = {"own_purposes": (words,)} if field == "own_purpose" else {field: words}
    with pytest.raises(Refused) as refusal:
        convened(cast.hana, incident, **changes)
    assert refusal.value.field == field
    assert "Kai" not in refusal.value.message
    assert not Meeting.objects.exists()


def test_a_room_may_be_called_like_a_letter(cast: Cast, incident: Incident) -> None:
    assert convened(cast.hana, incident, place="Room A, County Hall").place == "Room A, County Hall"


@pytest.mark.parametrize(("start", "length", "field"), [
    (-3, 1, "starts_at"), (1, 0, "ends_at"), (1, -1, "ends_at"), (1, 13, "ends_at"),
])  # fmt: skip
def test_times_that_cannot_be_are_refused(cast: Cast, incident: Incident, start: int, length: int, field: str) -> None:
    starts = AT + timedelta(hours=start)
    with pytest.raises(Refused) as refusal:
        convened(cast.hana, incident, starts_at=starts, ends_at=starts + timedelta(hours=length))
    assert refusal.value.field == field


def test_the_chair_is_on_the_team_and_holds_a_role_that_chairs(cast: Cast, incident: Incident) -> None:
    for who, says in ((cast.manager, "add them to it first"), (cast.priya, "does not hold a role that chairs")):
        with pytest.raises(Refused, match=says) as refusal:
            convened(cast.hana, incident, chair=who)
        assert refusal.value.field == "chair_key"


@pytest.mark.parametrize(("kind", "clauses"), [
    ("pre-discharge", ("DIS-4", "DIS-5", "DIS-6", "DIS-7", "DIS-8")),
], ids=("pre-discharge",))  # fmt: skip
@pytest.mark.clause("DIS-4")
@pytest.mark.clause("DIS-5")
@pytest.mark.clause("DIS-6")
@pytest.mark.clause("DIS-7")
@pytest.mark.clause("DIS-8")
def test_planning_a_discharge_has_the_seats_of_the_guide_and_each_is_missed(
    cast: Cast, incident: Incident, kind: str, clauses: tuple[str, ...]
) -> None:
    meeting = convened(cast.hana, incident, kind=kind)
    view = queries.prepare(cast.hana, meeting.reference, AT)
    of_clause = {clause: seat for seat in view.seats for clause in seat.clauses if seat.is_principal}
    assert set(clauses) <= set(of_clause)
    for clause in clauses:
        assert any(line.startswith(f"{of_clause[clause].title}: nobody is asked") for line in view.missing), clause


@pytest.mark.clause("CRT-2")
def test_court_is_co_ordinated_in_a_meeting_of_its_own(cast: Cast, incident: Incident) -> None:
    meeting = convened(cast.hana, incident, kind="court-coordination")
    view = queries.prepare(cast.hana, meeting.reference, AT)
    assert "CRT-2" in {clause for seat in view.seats for clause in seat.clauses} | set(view.heading.kind.clauses)
    assert any("Youth justice" in line for line in view.missing)


def test_a_meeting_about_no_individual_covers_nobody(cast: Cast, incident: Incident) -> None:
    assert not convened(cast.hana, incident, kind="contextual-briefing").covered.exists()


def test_who_may_not_convene_and_who_does_not_see_the_incident(cast: Cast, incident: Incident) -> None:
    with pytest.raises(NotFound):
        convened(cast.stranger, incident, chair=cast.hana)
    with pytest.raises(NotPermitted):
        convened(cast.sam, incident, chair=cast.hana)
    assert not Entry.objects.filter(verb="meeting-convened").exists()


def test_numbers_run_within_a_year_and_name_nobody(cast: Cast) -> None:
    one = with_team(cast, reported_incident(cast.hana))
    other = with_team(cast, reported_incident(cast.hana, young_people=(ReportedYoungPerson(given_names="Jo"),)))
    assert [convened(cast.hana, incident).reference for incident in (one, other)] == [
        "MTG-2026-0001", "MTG-2026-0002",
    ]  # fmt: skip
