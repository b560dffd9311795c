"""Asking from outside: is anything held, whom to ring; and access in an emergency that says nothing of what exists."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from reachable.audit.models import Entry, EntryWords
from reachable.common.refusals import NotFound, NotPermitted, Refused
from reachable.directory import operations as directory
from reachable.directory.choices import RoleCode
from reachable.directory.models import Professional
from reachable.incidents import access, operations, queries
from reachable.incidents.choices import Area, ConnectionKind, LookUpKind, TeamPart
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident, LookUp, TeamMember, TimelineEntry
from reachable.incidents.operations import ExactDetails
from reachable.incidents.queries import Held, Ring
from reachable.outbox.models import Delivery
from reachable.people.matching import SamePerson
from tests.at_once import at_once
from tests.domain.incident_hands import people_in_last, person_key, timeline, verbs
from tests.domain.test_incidents_access import close
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
BORN = date(2011, 3, 4)
KAI = ExactDetails(given_names="Kai", family_name="Mensah", date_of_birth=BORN)
HANA = Ring("Hana Malik", "01632 960123")
NIGHT = Ring("Emergency duty", "01632 960200")


def kai(**more: Any) -> ReportedYoungPerson:
    facts: dict[str, Any] = {"given_names": "Kai", "family_name": "Mensah", "date_of_birth": BORN, **more}
    return ReportedYoungPerson(**facts)


@pytest.fixture
def incident(cast: Cast) -> Incident:
    """Led by Hana; Kai is in it. The tests ask as Wendy, of the ward, who is on no team."""
    return with_team(cast, reported_incident(cast.hana, young_people=(kai(),)))


@pytest.fixture
def night_line(db: None) -> None:
    directory.set_duty_line(
        by=None, at=AT, role=RoleCode.EMERGENCY_DUTY_SENIOR, name=NIGHT.name, telephone=NIGHT.telephone
    )


def by_reference(incident: Incident) -> ExactDetails:
    return ExactDetails(reference=incident.reference)


def same(incident: Incident) -> SamePerson:
    return SamePerson(UUID(person_key(incident.involvements.get())))


def ask(who: Professional, details: ExactDetails, at=AT) -> Held:
    return operations.look_up(by=who, at=at, details=details)


def enter(who: Professional, details: ExactDetails, because: str = "On my ward, asks for his worker", at=AT):
    return operations.use_emergency_access(by=who, at=at, details=details, because=because)


def sees(who: Professional, incident: Incident, at=AT) -> bool:
    return access.visible(who, at).filter(pk=incident.pk).exists()


def told() -> set[object]:
    return set(Delivery.objects.filter(message="EMERGENCY_ACCESS").values_list("professional_key", flat=True))


def test_a_look_up_says_that_it_is_held_and_whom_to_ring_and_no_more(cast: Cast, incident) -> None:
    for details in (KAI, by_reference(incident)):
        held = ask(cast.ward, details)
        assert held == Held(mine=(), elsewhere=True, ring=(HANA,))
        assert "Waterloo" not in str(held)
        assert incident.reference not in str(held)


@pytest.mark.parametrize(
    "details",
    [
        ExactDetails(given_names="KAI", family_name="mensah", date_of_birth=BORN),
        ExactDetails(given_names=" Káï ", family_name="Mensah", date_of_birth=BORN),
    ],
)
def test_it_is_exact_once_accents_and_case_are_folded(cast: Cast, incident, details: ExactDetails) -> None:
    assert ask(cast.ward, details).is_held


@pytest.mark.parametrize(
    "details",
    [
        ExactDetails(given_names="Kay", family_name="Mensah", date_of_birth=BORN),
        ExactDetails(given_names="Kai", family_name="Mensa", date_of_birth=BORN),
        ExactDetails(given_names="Kai", family_name="Mensah", date_of_birth=date(2011, 3, 5)),
        ExactDetails(reference="INC-2026-0002"),
        ExactDetails(reference="INC-2026-000"),
    ],
)
def test_anything_that_is_not_exact_finds_nothing(cast: Cast, incident, details: ExactDetails) -> None:
    assert ask(cast.ward, details) == Held(mine=(), elsewhere=False, ring=())
    assert (LookUp.objects.get().incident, LookUp.objects.get().kind) == (None, LookUpKind.LOOK_UP)


@pytest.mark.parametrize(
    "details",
    [
        ExactDetails(),
        ExactDetails(given_names="Kai", family_name="Mensah"),
        ExactDetails(given_names="Kai", date_of_birth=BORN),
        ExactDetails(given_names=" ", family_name="Mensah", date_of_birth=BORN),
    ],
)
def test_details_that_are_not_complete_are_refused_and_count_as_nothing(cast: Cast, incident, details) -> None:
    with pytest.raises(Refused, match="whole reference, or"):
        ask(cast.ward, details)
    with pytest.raises(Refused, match="whole reference, or"):
        enter(cast.ward, details)
    assert not LookUp.objects.exists()


def test_without_a_lead_it_is_the_duty_line_of_the_area(cast: Cast, night_line) -> None:
    directory.set_duty_line(
        by=None, at=AT, role=RoleCode.ON_CALL_SENIOR_MANAGER, name="Manager, west", telephone="01632 960201",
        area=Area.WEST_NORFOLK,
    )  # fmt: skip
    reported_incident(cast.mace, young_people=(kai(),), area=Area.NORWICH)
    assert ask(cast.ward, KAI) == Held(mine=(), elsewhere=True, ring=(NIGHT,))


def test_a_lead_without_a_number_is_named_and_the_duty_line_with_him(cast: Cast, incident, night_line) -> None:
    Professional.objects.filter(pk=cast.hana.pk).update(telephone="")
    assert ask(cast.ward, KAI).ring == (NIGHT, Ring("Hana Malik", ""))


def test_held_is_held_where_nobody_leads_and_no_number_is_known(cast: Cast) -> None:
    reported_incident(cast.mace, young_people=(kai(),))
    assert ask(cast.ward, KAI) == Held(mine=(), elsewhere=True, ring=())


def test_what_the_asker_may_open_is_named_and_the_rest_is_not(cast: Cast, incident) -> None:
    other = reported_incident(cast.mace, young_people=(kai(answer=same(incident)),))
    operations.name_lead(
        by=cast.manager, at=AT, reference=other.reference, professional_key=cast.manager.key, why="Leads"
    )
    assert ask(cast.priya, KAI) == Held(
        (incident.reference,), elsewhere=True, ring=(Ring("Owen Pryce", HANA.telephone),)
    )
    assert ask(cast.ward, KAI).ring == (HANA, Ring("Owen Pryce", HANA.telephone))


def test_somebody_connected_is_sent_to_the_deputy_and_learns_no_more(cast: Cast, incident, night_line) -> None:
    operations.declare_connection(by=cast.priya, at=AT, reference=incident.reference, kind=ConnectionKind.RELATED)
    assert ask(cast.priya, KAI) == Held(mine=(), elsewhere=True, ring=(NIGHT,))
    operations.name_lead(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.manager.key, part=TeamPart.DEPUTY,
        why="x",
    )  # fmt: skip
    for details in (KAI, by_reference(incident)):
        assert ask(cast.priya, details) == Held(mine=(), elsewhere=True, ring=(Ring("Owen Pryce", HANA.telephone),))


def test_a_joined_report_is_the_incident_that_it_became(cast: Cast, incident) -> None:
    report = reported_incident(cast.hana, young_people=())
    operations.join_reports(by=cast.hana, at=AT, reference=report.reference, into=incident.reference, same={})
    assert ask(cast.ward, by_reference(report)) == ask(cast.ward, by_reference(incident))
    assert ask(cast.priya, by_reference(report)).mine == (incident.reference,)


def test_one_that_was_closed_is_still_held(cast: Cast, incident) -> None:
    close(cast.hana, incident)
    assert ask(cast.ward, KAI) == Held(mine=(), elsewhere=True, ring=(HANA,))


def test_each_look_up_is_in_the_audit_with_what_was_typed_and_about_whom(cast: Cast, incident) -> None:
    ask(cast.ward, KAI)
    entry = Entry.objects.get(verb="held-looked-up")
    assert (entry.by_key, entry.incident) == (str(cast.ward.key), incident.reference)
    assert people_in_last("held-looked-up") == {person_key(incident.involvements.get())}
    assert "Mensah" in EntryWords.objects.get(number=entry.number).words
    assert "Mensah" not in entry.codes
    ask(cast.ward, ExactDetails(reference="INC-2026-0099"))
    entry = Entry.objects.filter(verb="held-looked-up").latest("number")
    assert (entry.incident, people_in_last("held-looked-up")) == ("", set())
    assert "0099" in EntryWords.objects.get(number=entry.number).words
    assert TimelineEntry.objects.filter(incident=incident, code__contains="look").count() == 0


@pytest.mark.parametrize("name", ["joy", "ig", "admin"])
def test_roles_that_safeguard_nobody_ask_nothing(cast: Cast, incident, name: str) -> None:
    for refused in (lambda: ask(getattr(cast, name), KAI), lambda: enter(getattr(cast, name), KAI)):
        with pytest.raises(NotPermitted):
            refused()
    assert not LookUp.objects.exists()


def test_twenty_in_an_hour_and_the_next_when_the_first_is_an_hour_old(cast: Cast, incident) -> None:
    for minute in range(20):
        ask(cast.ward, KAI, AT + timedelta(minutes=minute))
    with pytest.raises(Refused, match=r"20 times in the last hour.* again at 23:15"):
        ask(cast.ward, KAI, AT + timedelta(minutes=59))
    assert ask(cast.mace, KAI, AT + timedelta(minutes=59)).is_held
    enter(cast.ward, KAI, at=AT + timedelta(minutes=59))  # counted apart
    assert ask(cast.ward, KAI, AT + HOUR).mine == (incident.reference,)
    with pytest.raises(Refused, match="again at 23:16"):
        ask(cast.ward, KAI, AT + HOUR)


def test_two_at_once_cannot_both_be_the_twentieth(committed_db: None, cast: Cast) -> None:
    for _ in range(19):
        ask(cast.ward, ExactDetails(reference="INC-2026-0099"))
    results = at_once(
        *[lambda: ask(Professional.objects.get(pk=cast.ward.pk), ExactDetails(reference="INC-2026-0099"))] * 4
    )
    assert sorted(type(one).__name__ for one in results) == ["Held", "Refused", "Refused", "Refused"], results
    assert LookUp.objects.count() == 20


def test_emergency_access_opens_it_for_twelve_hours_and_is_shown_and_told(cast: Cast, incident) -> None:
    assert cast.ig
    assert enter(cast.ward, KAI) == AT + 12 * HOUR
    assert sees(cast.ward, incident, AT + 12 * HOUR - timedelta(seconds=1))
    assert not sees(cast.ward, incident, AT + 12 * HOUR)
    member = TeamMember.objects.get(incident=incident, professional=cast.ward)
    assert (member.part, member.why) == (TeamPart.EMERGENCY, "On my ward, asks for his worker")
    assert timeline(incident)[-1] == "emergency-access-used"
    assert "emergency-access-used" in verbs(incident)
    assert people_in_last("emergency-access-used") == {person_key(incident.involvements.get())}
    assert told() == {cast.hana.key, cast.ig.key}


def test_without_a_lead_the_deputies_are_told(cast: Cast, incident) -> None:
    assert cast.ig
    operations.name_lead(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.manager.key, part=TeamPart.DEPUTY,
        why="x",
    )  # fmt: skip
    operations.declare_connection(by=cast.hana, at=AT, reference=incident.reference, kind=ConnectionKind.RELATED)
    enter(cast.ward, by_reference(incident))
    assert told() == {cast.manager.key, cast.ig.key}


def test_the_answer_is_the_same_whatever_exists(cast: Cast, incident) -> None:
    closed = with_team(cast, reported_incident(cast.hana, young_people=()))
    close(cast.hana, closed)
    operations.declare_connection(by=cast.mace, at=AT, reference=reported_incident(cast.mace).reference, kind="RELATED")
    connected = Incident.objects.latest("pk")
    answers = {
        enter(cast.ward, KAI),
        enter(cast.ward, by_reference(closed)),
        enter(cast.ward, ExactDetails(reference="INC-2026-0099")),
        enter(cast.mace, by_reference(connected)),
    }
    assert answers == {AT + 12 * HOUR}
    assert not sees(cast.ward, closed)
    assert not sees(cast.mace, connected)
    assert LookUp.objects.filter(kind=LookUpKind.EMERGENCY).count() == 4


def test_a_connected_professional_is_not_let_in_and_the_audit_says_so(cast: Cast, incident) -> None:
    operations.declare_connection(by=cast.priya, at=AT, reference=incident.reference, kind=ConnectionKind.RELATED)
    for details in (KAI, by_reference(incident)):
        enter(cast.priya, details)
    assert not sees(cast.priya, incident)
    assert not TeamMember.objects.filter(incident=incident, part=TeamPart.EMERGENCY).exists()
    assert (verbs(incident)[-1], "emergency-access-used" in timeline(incident)) == ("emergency-access-withheld", False)
    assert told() == set()
    with pytest.raises(NotFound):
        queries.heading(cast.priya, incident.reference, AT)


def test_a_joined_report_opens_the_incident_that_it_became(cast: Cast, incident) -> None:
    report = reported_incident(cast.hana, young_people=())
    operations.join_reports(by=cast.hana, at=AT, reference=report.reference, into=incident.reference, same={})
    enter(cast.ward, by_reference(report))
    assert sees(cast.ward, incident)
    assert "emergency-access-used" not in timeline(report)


def test_every_running_incident_of_the_child_is_opened_and_none_that_was_closed(cast: Cast, incident) -> None:
    others = [reported_incident(cast.hana, young_people=(kai(answer=same(incident)),)) for _ in range(2)]
    for one in others:
        with_team(cast, one)
    close(cast.hana, others[1])
    enter(cast.ward, KAI)
    assert [sees(cast.ward, one) for one in (incident, *others)] == [True, True, False]
    row = LookUp.objects.get(kind=LookUpKind.EMERGENCY)
    assert (row.incident, row.until_at) == (None, AT + 12 * HOUR)


def test_somebody_on_the_team_gains_nothing_and_nobody_is_told(cast: Cast, incident) -> None:
    enter(cast.priya, KAI)
    assert TeamMember.objects.filter(incident=incident, professional=cast.priya).count() == 1
    assert told() == set()


def test_asking_again_runs_on_from_then_and_is_told_again(cast: Cast, incident) -> None:
    enter(cast.ward, KAI)
    enter(cast.ward, KAI, at=AT + 6 * HOUR)
    assert sees(cast.ward, incident, AT + 17 * HOUR)
    running = access.current_team(AT + 6 * HOUR).filter(incident=incident, professional=cast.ward)
    assert running.count() == 1


def test_the_lead_ends_an_access(cast: Cast, incident) -> None:
    enter(cast.ward, KAI)
    operations.leave_team(by=cast.hana, at=AT + HOUR, reference=incident.reference, professional_key=cast.ward.key)
    assert not sees(cast.ward, incident, AT + HOUR)


def test_it_takes_a_reason_in_one_line(cast: Cast, incident) -> None:
    for because in (" ", "x" * 301):
        with pytest.raises(Refused) as refused:
            enter(cast.ward, KAI, because)
        assert refused.value.field == "because"
    assert not sees(cast.ward, incident)


def test_five_in_an_hour(cast: Cast, incident) -> None:
    for _ in range(5):
        enter(cast.ward, ExactDetails(reference="INC-2026-0099"))
    with pytest.raises(Refused, match="5 times in the last hour"):
        enter(cast.ward, KAI)
    assert not sees(cast.ward, incident)
    enter(cast.ward, KAI, at=AT + HOUR)
    assert sees(cast.ward, incident, AT + HOUR)
