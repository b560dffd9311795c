"""Who is asked to a meeting, which seats are decided and why, and who is missing."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from reachable.common.refusals import NotFound, NotPermitted, Refused
from reachable.directory.choices import AgencyKind
from reachable.directory.models import Agency, Professional
from reachable.incidents import operations as incidents
from reachable.incidents.choices import ConnectionKind, FactKind
from reachable.incidents.models import Incident
from reachable.meetings import access, operations, policies, queries
from reachable.meetings.choices import Coming, MeetingState, Sees
from reachable.meetings.models import Attendee, Meeting
from reachable.meetings.policies import Asked, SeatNow
from tests.domain.incident_hands import told, verbs
from tests.domain.meeting_hands import convened
from tests.domain.test_incidents_report import young_people
from tests.factories import AT, Cast, agency, reported_incident, with_team


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana, young_people=young_people(2)))


@pytest.fixture
def meeting(cast: Cast, incident: Incident) -> Meeting:
    return convened(cast.hana, incident)


def asked(cast: Cast, meeting: Meeting, code: str, who: Professional, sees: tuple[UUID, ...] = ()) -> Attendee:
    return operations.add_attendee(
        by=cast.hana, at=AT, meeting=meeting.reference, code=code, professional_key=who.key, sees=sees
    )


def decide(cast: Cast, meeting: Meeting, code: str, wanted: bool, because: str = "") -> None:
    operations.decide_seat(by=cast.hana, at=AT, meeting=meeting.reference, code=code, wanted=wanted, because=because)


POLICE, HEALTH = (("POLICE", "Police"), ("HEALTH", "Health"))


def seat(**changes: Any) -> SeatNow:
    return SeatNow(**{"title": "Police", "is_principal": True, **changes})


def here(coming: str = Coming.COMING, kind: str = "POLICE") -> tuple[Asked, ...]:
    return (Asked(kind, coming),)


@pytest.mark.clause("CTX-2")
@pytest.mark.clause("CTX-7")
@pytest.mark.clause("CTX-8")
@pytest.mark.parametrize(("one", "says"), [
    (seat(), ("Police: nobody is asked",)),
    (seat(asked=here()), ()),
    (seat(asked=here(Coming.SENDING)), ()),
    (seat(asked=here(Coming.NOT_SAID)), ("Asked, and nobody has answered: Police",)),
    (seat(asked=here(Coming.CANNOT)), ("Police: whoever was asked cannot come",)),
    (seat(wanted=False, because="Nobody on duty"), ()),
    (seat(wanted=False), ("Police: nobody is asked",)),
    (seat(is_principal=False), ("To decide, yes or no: Police",)),
    (seat(is_principal=False, wanted=False, because="Not known there"), ()),
    (seat(is_principal=False, wanted=True), ()),
    (seat(is_principal=False, required_because="A: arrested"), ("Police: needed (A: arrested), and nobody is asked",)),
    (seat(is_principal=False, required_because="A: arrested", wanted=False, because="Seen today"), ()),
], ids=range(12))  # fmt: skip
def test_who_is_missing_is_said_in_a_sentence(one: SeatNow, says: tuple[str, ...]) -> None:
    assert policies.who_is_missing([one], (), was_invited=True) == says


@pytest.mark.clause("CTX-2")
def test_without_a_kind_of_agency_nothing_is_decided() -> None:
    seats = [seat(asked=here()), seat(title="Ward", asked=here(Coming.CANNOT, "HEALTH"))]
    found = policies.who_is_missing(seats, (POLICE, HEALTH), was_invited=True)
    assert found[0] == "Health: nobody is asked who may come, and the quorum needs them"
    assert not any(line.startswith("Police") for line in found)


def test_before_anybody_is_invited_nobody_owes_an_answer() -> None:
    assert policies.who_is_missing([seat(asked=here(Coming.NOT_SAID))], (), was_invited=False) == ()


@pytest.mark.clause("CTX-7")
@pytest.mark.clause("CTX-8")
@pytest.mark.django_db
def test_a_seat_is_left_empty_only_with_a_reason_that_is_kept(cast: Cast, meeting: Meeting) -> None:
    for code in ("education", "housing"):
        with pytest.raises(Refused) as refusal:
            decide(cast, meeting, code, False, "  ")
        assert refusal.value.field == "because"
        decide(cast, meeting, code, False, "School holidays")
        row = meeting.seats.get(code=code)
        assert (row.wanted, row.because, row.by) == (False, "School holidays", cast.hana)
    decide(cast, meeting, "housing", True)
    assert meeting.seats.get(code="housing").because == ""
    assert verbs(meeting.incident).count("meeting-seat-decided") == 3


@pytest.mark.django_db
def test_a_seat_in_which_somebody_is_asked_is_not_declined(cast: Cast, meeting: Meeting) -> None:
    place = asked(cast, meeting, "housing", cast.tyss)
    assert meeting.seats.get(code="housing").wanted
    with pytest.raises(Refused, match="Take them out first"):
        decide(cast, meeting, "housing", False, "Not needed")
    operations.say_coming(
        by=cast.hana, at=AT, meeting=meeting.reference, key=place.key, coming=Coming.CANNOT, words="On leave"
    )
    decide(cast, meeting, "housing", False, "On leave, and nobody else knows them")
    assert meeting.seats.get(code="housing").wanted is False


@pytest.mark.clause("CTX-20")
@pytest.mark.django_db
def test_another_authoritys_young_person_makes_its_seat_a_needed_one(
    cast: Cast, incident: Incident, meeting: Meeting
) -> None:
    decide(cast, meeting, "other-authority", False, "Nobody is from elsewhere")
    told(cast.hana, incident, FactKind.OTHER_AUTHORITY, "B", words="Suffolk")
    row = meeting.seats.get(code="other-authority")
    assert row.required_because == "B: another local authority is their home or responsible for them"
    assert row.wanted is None, "it was declined before that was known"
    view = queries.prepare(cast.hana, meeting.reference, AT)
    assert any(
        line.startswith("Social worker of another authority's young person: needed (B:") for line in view.missing
    )
    with pytest.raises(Refused, match="This seat is needed"):
        decide(cast, meeting, "other-authority", False)
    decide(cast, meeting, "other-authority", False, "Suffolk was told, and sends a report")
    assert meeting.seats.get(code="other-authority").because == "Suffolk was told, and sends a report"


@pytest.mark.clause("CUS-6")
@pytest.mark.django_db
def test_custody_workers_are_needed_of_whoever_is_discussed_and_was_arrested(
    cast: Cast, incident: Incident, meeting: Meeting
) -> None:
    told(cast.hana, incident, FactKind.ARRESTED, "A")
    only_b = convened(cast.hana, incident, involvement_keys=(incident.involvements.get(position=1).key,))
    needed = {one.reference: one.seats.get(code="custody-workers").required_because for one in (meeting, only_b)}
    assert needed[meeting.reference].startswith("A: they were arrested")
    assert needed[only_b.reference] == ""


@pytest.mark.django_db
def test_who_is_on_the_team_sees_as_the_team_and_anybody_else_their_own(
    cast: Cast, incident: Incident, meeting: Meeting
) -> None:
    b = incident.involvements.get(position=1)
    assert asked(cast, meeting, "mace-police", cast.sam, (b.key,)).sees == Sees.TEAM
    ward = asked(cast, meeting, "health", cast.ward, (b.key,))
    assert (ward.sees, [one.involvement for one in ward.young_people.all()]) == (Sees.THEIRS, [b])
    with pytest.raises(NotFound):
        asked(cast, meeting, "education", cast.school, (uuid4(),))
    a = incident.involvements.get(position=0)
    for keys in ((a.key,), (a.key, b.key), ()):
        operations.let_see(by=cast.hana, at=AT, meeting=meeting.reference, key=ward.key, involvement_keys=keys)
        assert {one.involvement.key for one in ward.young_people.all()} == set(keys)
    with pytest.raises(Refused, match="sees what the team sees"):
        sam = meeting.attendees.get(professional=cast.sam)
        operations.let_see(by=cast.hana, at=AT, meeting=meeting.reference, key=sam.key, involvement_keys=())


@pytest.mark.django_db
def test_asked_again_they_move_to_the_other_seat(cast: Cast, meeting: Meeting) -> None:
    first = asked(cast, meeting, "team-managers", cast.manager)
    assert asked(cast, meeting, "exploitation-desk", cast.manager).key == first.key
    assert meeting.attendees.get(professional=cast.manager).seat.code == "exploitation-desk"


@pytest.mark.django_db
def test_who_is_shut_out_by_a_connection_cannot_be_asked_nor_proposed(
    cast: Cast, incident: Incident, meeting: Meeting
) -> None:
    incidents.add_to_team(by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.ward.key, why="Ward")
    incidents.declare_connection(by=cast.ward, at=AT, reference=incident.reference, kind=ConnectionKind.LIVES_NEAR)
    with pytest.raises(Refused) as refusal:
        asked(cast, meeting, "health", cast.ward)
    assert refusal.value.message == (
        "Wendy Barrow cannot be invited to this meeting: ask the information-governance lead."
    )
    view = queries.prepare(cast.hana, meeting.reference, AT)
    assert cast.ward.key not in {one.key for place in view.seats for one in place.proposed}


@pytest.mark.django_db
def test_the_team_is_proposed_before_the_directory_and_asked_at_once(cast: Cast, meeting: Meeting) -> None:
    cast.everybody  # noqa: B018
    view = queries.prepare(cast.hana, meeting.reference, AT)
    proposed = {place.code: [(one.name, one.is_on_team) for one in place.proposed] for place in view.seats}
    assert proposed["mace-police"] == [("Sam Okafor", True)]
    assert proposed["youth-justice"] == [("Yusuf Demir", False)]
    assert proposed["head-of-social-work"] == []
    assert operations.ask_the_team(by=cast.hana, at=AT, meeting=meeting.reference) == 2
    assert operations.ask_the_team(by=cast.hana, at=AT, meeting=meeting.reference) == 0
    assert {one.professional for one in meeting.attendees.all()} == {cast.hana, cast.sam, cast.priya}


def guest(**changes: Any) -> operations.NewGuest:
    values: dict[str, Any] = {
        "name": "Dr Ada Marsh", "email": "Ada.Marsh@castle-surgery.example", "job_title": "GP",
        "agency_words": "Castle Surgery", "agency_kind": "HEALTH",
    }  # fmt: skip
    return operations.NewGuest(**{**values, **changes})


def ask_guest(cast: Cast, meeting: Meeting, **changes: object) -> Attendee:
    return operations.add_guest(by=cast.hana, at=AT, meeting=meeting.reference, code="gp", guest=guest(**changes))


@pytest.mark.django_db
def test_a_guest_gets_no_account_and_no_role_and_is_found_again_by_address(cast: Cast, meeting: Meeting) -> None:
    place = ask_guest(cast, meeting)
    who = place.professional
    assert (who.account, who.roles, who.agency.kind, place.sees) == (None, (), AgencyKind.HEALTH, Sees.THEIRS)
    again = ask_guest(cast, meeting, name="A. Marsh", agency_key=who.agency.key, agency_words="")
    assert (again.key, again.professional.name) == (place.key, "Dr Ada Marsh")
    known = ask_guest(cast, meeting, email=cast.ward.email, agency_key=who.agency.key, agency_words="")
    assert known.professional == cast.ward
    assert Professional.objects.filter(account__isnull=True).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("changes", "field"), [
    ({"email": "not an address"}, "email"),
    ({"email": ""}, "email"),
    ({"name": " "}, "name"),
    ({"agency_words": ""}, "agency_words"),
    ({"agency_kind": ""}, "agency_kind"),
    ({"agency_words": "norfolk constabulary", "agency_kind": "POLICE"}, "agency_words"),
], ids=range(6))  # fmt: skip
def test_what_is_missing_of_a_guest_is_named(cast: Cast, meeting: Meeting, changes: dict[str, str], field: str) -> None:
    agency("police")
    before = Agency.objects.count()
    with pytest.raises(Refused) as refusal:
        ask_guest(cast, meeting, **changes)
    assert refusal.value.field == field
    assert Agency.objects.count() == before


@pytest.mark.django_db
def test_only_the_convener_the_officers_and_the_lead_ask_people(cast: Cast, meeting: Meeting) -> None:
    with pytest.raises(NotPermitted):
        operations.add_seat(by=cast.priya, at=AT, meeting=meeting.reference, label="Vicar")
    with pytest.raises(NotFound):
        operations.add_seat(by=cast.stranger, at=AT, meeting=meeting.reference, label="Vicar")


@pytest.mark.django_db
def test_taken_out_their_way_in_ends_and_they_can_be_asked_again(cast: Cast, meeting: Meeting) -> None:
    place = asked(cast, meeting, "health", cast.ward)
    operations.take_out_attendee(by=cast.hana, at=AT, meeting=meeting.reference, key=place.key)
    place.refresh_from_db()
    assert (place.out_by, place.out_at) == (cast.hana, AT)
    with pytest.raises(NotFound):
        operations.take_out_attendee(by=cast.hana, at=AT, meeting=meeting.reference, key=place.key)
    assert asked(cast, meeting, "health", cast.ward).key != place.key


@pytest.mark.django_db
@pytest.mark.parametrize("state", [state for state in MeetingState if state != MeetingState.PLANNED])
def test_a_place_ends_at_any_time_once_the_meeting_began(cast: Cast, meeting: Meeting, state: MeetingState) -> None:
    place = asked(cast, meeting, "health", cast.ward)
    told: dict[str, Any] = {"at": AT, "meeting": meeting.reference}
    with pytest.raises(Refused, match="take Wendy Barrow out"):
        operations.end_place(by=cast.hana, **told, key=place.key)
    meeting.attendees.update(invited_at=AT)
    Meeting.objects.filter(pk=meeting.pk).update(state=state)
    assert access.attending(cast.ward, AT).exists()
    with pytest.raises(NotPermitted):
        operations.end_place(by=cast.priya, **told, key=place.key)
    with pytest.raises(Refused, match="Hana Malik chairs"):
        operations.end_place(by=cast.hana, **told, key=meeting.attendees.get(professional=cast.hana).key)
    operations.end_place(by=cast.hana, **told, key=place.key)
    operations.end_place(by=cast.hana, **told, key=place.key)
    assert not access.attending(cast.ward, AT).exists()
    assert verbs(meeting.incident).count("meeting-place-ended") == 1


@pytest.mark.django_db
def test_after_the_meeting_nobody_is_asked_any_more(cast: Cast, meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CANCELLED)
    with pytest.raises(Refused, match="no longer changes"):
        asked(cast, meeting, "health", cast.ward)
    with pytest.raises(Refused, match="no longer changes"):
        decide(cast, meeting, "health", False, "Cancelled")
