"""Who works on an incident: one lead at a time, time-limited duty, and stepping back."""

from datetime import timedelta

import pytest

from reachable.common.refusals import NotFound, NotPermitted, Refused
from reachable.directory.models import Professional
from reachable.incidents import access, operations, queries
from reachable.incidents.choices import ConnectionKind, TeamPart
from reachable.incidents.models import Incident
from reachable.outbox.models import Delivery
from tests.domain.incident_hands import timeline, verbs
from tests.domain.test_incidents_access import close
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


def parts(incident: Incident, who: Professional, at=AT) -> set[str]:
    return set(access.current_team(at).filter(incident=incident, professional=who).values_list("part", flat=True))


def told(message: str) -> list[object]:
    return list(Delivery.objects.filter(message=message).order_by("id").values_list("professional_key", flat=True))


def lead(cast: Cast, incident: Incident, who: Professional, part: str = TeamPart.LEAD, by: str = "hana"):
    return operations.name_lead(
        by=getattr(cast, by), at=AT, reference=incident.reference, professional_key=who.key, part=part, why="Takes over"
    )


def test_there_is_one_lead_at_a_time_and_the_one_before_stays_on_the_team(cast: Cast, incident) -> None:
    lead(cast, incident, cast.manager)
    assert (parts(incident, cast.manager), parts(incident, cast.hana)) == ({TeamPart.LEAD}, {TeamPart.MEMBER})
    assert access.current_team(AT).filter(incident=incident, part=TeamPart.LEAD).count() == 1
    assert told("NAMED_LEAD")[-1] == cast.manager.key
    assert (timeline(incident)[-1], verbs(incident)[-1]) == ("lead-named", "lead-named")
    lead(cast, incident, cast.hana)
    assert (parts(incident, cast.manager), parts(incident, cast.hana)) == ({TeamPart.MEMBER}, {TeamPart.LEAD})


def test_naming_who_holds_the_part_already_is_refused(cast: Cast, incident) -> None:
    lead(cast, incident, cast.manager, TeamPart.DEPUTY)
    before = (incident.team.count(), len(told("NAMED_LEAD")))
    for who, part, says in (
        (cast.hana, TeamPart.LEAD, "Hana Malik is the lead already."),
        (cast.manager, TeamPart.DEPUTY, "Owen Pryce is a deputy lead already."),
        (cast.sam, TeamPart.SENIOR_INVESTIGATING_OFFICER, "Sam Okafor is the Senior Investigating Officer already."),
    ):
        with pytest.raises(Refused) as refused:
            lead(cast, incident, who, part)
        assert (refused.value.message, refused.value.field) == (says, "professional")
    assert (incident.team.count(), len(told("NAMED_LEAD"))) == before


def test_somebody_who_held_two_parts_loses_one_and_keeps_the_other(cast: Cast, incident) -> None:
    lead(cast, incident, cast.manager, TeamPart.DEPUTY)
    lead(cast, incident, cast.manager)
    lead(cast, incident, cast.hana)
    assert parts(incident, cast.manager) == {TeamPart.DEPUTY}
    lead(cast, incident, cast.mace, TeamPart.SENIOR_INVESTIGATING_OFFICER)
    assert parts(incident, cast.sam) == {TeamPart.MEMBER}


@pytest.mark.parametrize(
    ("name", "part", "could"),
    [
        ("sam", TeamPart.LEAD, "Head of Social Work, Team manager"),
        ("priya", TeamPart.DEPUTY, "Senior worker, emergency duty team"),
        ("manager", TeamPart.SENIOR_INVESTIGATING_OFFICER, "MACE police, Senior Investigating Officer, Police duty"),
        ("joy", TeamPart.SENIOR_INVESTIGATING_OFFICER, "Police duty inspector"),
    ],
)
def test_a_part_fits_the_role_and_the_refusal_says_who_could(cast: Cast, incident, name, part, could: str) -> None:
    with pytest.raises(Refused, match=r"cannot be .* Who could: ") as refused:
        lead(cast, incident, getattr(cast, name), part)
    assert could in refused.value.message
    assert "Minute-taker" not in refused.value.message


def test_who_joins_is_told_by_mail_and_nobody_about_oneself(cast: Cast, incident) -> None:
    common = {"by": cast.hana, "at": AT, "reference": incident.reference}
    joined = operations.add_to_team(**common, professional_key=cast.tyss.key, why="Knows Kai")
    assert (joined.name, joined.part_label, joined.was_told) == ("Tomasz Wilk", "Team", True)
    assert told("ADDED_TO_TEAM")[-1] == cast.tyss.key
    Professional.objects.filter(pk=cast.ward.pk).update(email="")
    assert not operations.add_to_team(**common, professional_key=cast.ward.key, why="On her ward").was_told
    assert cast.ward.key not in told("ADDED_TO_TEAM")
    assert lead(cast, incident, cast.manager).was_told
    assert not lead(cast, incident, cast.manager, TeamPart.DEPUTY, by="manager").was_told


def test_whoever_names_a_lead_from_duty_keeps_the_incident_for_the_night(cast: Cast) -> None:
    incident = reported_incident(cast.ward)
    lead(cast, incident, cast.hana, by="edt")
    assert parts(incident, cast.edt) == {TeamPart.DUTY}
    assert parts(incident, cast.edt, AT + timedelta(hours=12)) == set()


@pytest.mark.parametrize("name", ["ig", "admin"])
def test_somebody_who_could_not_open_it_is_not_counted_on(cast: Cast, incident, name: str) -> None:
    who = getattr(cast, name)
    with pytest.raises(Refused, match="does not open incidents"):
        lead(cast, incident, who)
    with pytest.raises(Refused, match="does not open incidents"):
        operations.add_to_team(
            by=cast.hana, at=AT, reference=incident.reference, professional_key=who.key, why="Asked to help"
        )


def test_joining_the_team_takes_a_reason_and_happens_once(cast: Cast, incident) -> None:
    common = {"by": cast.hana, "at": AT, "reference": incident.reference, "professional_key": cast.tyss.key}
    for wrong, field in (
        ({"why": " "}, "why"),
        ({"why": "x" * 301}, "why"),
        ({"why": "Knows Kai", "part": TeamPart.LEAD}, "part"),
        ({"why": "Knows Kai", "until_at": AT}, "until_at"),
    ):
        with pytest.raises(Refused) as refused:
            operations.add_to_team(**common, **wrong)
        assert refused.value.field == field
    operations.add_to_team(**common, why="Knows Kai")
    assert (timeline(incident)[-1], verbs(incident)[-1]) == ("team-joined", "team-member-added")
    with pytest.raises(Refused, match="on the team already"):
        operations.add_to_team(**common, why="Knows Kai")


def test_leaving_ends_the_membership_and_a_lead_is_replaced_first(cast: Cast, incident) -> None:
    common = {"by": cast.hana, "at": AT, "reference": incident.reference}
    with pytest.raises(Refused, match="Name another lead first"):
        operations.leave_team(**common, professional_key=cast.hana.key)
    operations.leave_team(**common, professional_key=cast.priya.key)
    assert parts(incident, cast.priya) == set()
    assert (timeline(incident)[-1], verbs(incident)[-1]) == ("team-left", "team-member-ended")
    with pytest.raises(NotFound):
        operations.leave_team(**common, professional_key=cast.priya.key)


def test_a_role_that_does_not_manage_the_team_cannot(cast: Cast, incident) -> None:
    for who in (cast.priya, cast.sam):
        with pytest.raises(NotPermitted):
            operations.add_to_team(
                by=who, at=AT, reference=incident.reference, professional_key=cast.tyss.key, why="Knows Kai"
            )


def test_a_lead_can_be_named_for_what_was_closed_because_its_actions_go_on(cast: Cast, incident) -> None:
    close(cast.hana, incident)
    lead(cast, incident, cast.manager)
    assert parts(incident, cast.manager) == {TeamPart.LEAD}


def test_opening_on_duty_takes_a_reason_and_leaves_a_trace(cast: Cast, incident) -> None:
    with pytest.raises(Refused) as refused:
        operations.open_on_duty(by=cast.edt, at=AT, reference=incident.reference, because=" ")
    assert refused.value.field == "because"
    for who in (cast.mace, cast.ig):
        with pytest.raises(NotPermitted):
            operations.open_on_duty(by=who, at=AT, reference=incident.reference, because="The ward rang")
    first = operations.open_on_duty(by=cast.edt, at=AT, reference=incident.reference, because="The ward rang")
    again = operations.open_on_duty(by=cast.edt, at=AT, reference=incident.reference, because="And again")
    assert first == again
    assert (timeline(incident)[-1], verbs(incident)[-1]) == ("opened-on-duty", "opened-on-duty")
    close(cast.hana, incident)
    later = AT + timedelta(days=1)
    with pytest.raises(NotFound):
        operations.open_on_duty(by=cast.edt, at=later, reference=incident.reference, because="The ward rang")


def test_stepping_back_is_told_to_the_lead(cast: Cast, incident) -> None:
    operations.declare_connection(
        by=cast.priya, at=AT, reference=incident.reference, kind=ConnectionKind.LIVES_NEAR, words="Two doors down"
    )
    assert told("CONNECTION_DECLARED") == [cast.hana.key]
    assert (timeline(incident)[-1], verbs(incident)[-1]) == ("connection-declared", "connection-declared")
    assert "Two doors" not in str(queries.timeline_for(cast.hana, incident.reference, AT))
    with pytest.raises(Refused, match="stepped back"):
        operations.add_to_team(
            by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.priya.key, why="Come back"
        )
    with pytest.raises(Refused, match="stepped back"):
        lead(cast, incident, cast.priya)


def test_a_connection_of_the_lead_goes_to_the_deputy_and_information_governance(cast: Cast, incident) -> None:
    lead(cast, incident, cast.manager, TeamPart.DEPUTY)
    assert cast.ig
    operations.declare_connection(by=cast.hana, at=AT, reference=incident.reference, kind=ConnectionKind.RELATED)
    assert set(told("CONNECTION_DECLARED")) == {cast.manager.key, cast.ig.key}


def test_without_a_lead_information_governance_is_told(cast: Cast) -> None:
    assert cast.ig
    incident = reported_incident(cast.ward)
    operations.declare_connection(by=cast.mace, at=AT, reference=incident.reference, kind=ConnectionKind.RELATED)
    assert told("CONNECTION_DECLARED") == [cast.ig.key]
