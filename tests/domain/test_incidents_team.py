"""Who works on an incident: one lead at a time, time-limited duty, and stepping back."""

from datetime import timedelta

import pytest

from reachable.common.refusals import NotFound, NotPermitted, Refused
from reachable.directory.models import Professional
from reachable.incidents import access, operations, queries
from reachable.incidents.choices import ConnectionKind, TeamPart
from reachable.incidents.models import Incident
from reachable.incidents.operations import ExactDetails
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


def name(cast: Cast, incident: Incident, who: Professional, part: str, **more: object):
    return operations.name_lead(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=who.key, part=part,
        why="Asked by the board", **more,
    )  # fmt: skip


def leave(cast: Cast, incident: Incident, who: Professional, part: str = "", because: str = "") -> None:
    operations.leave_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=who.key, part=part, because=because
    )


@pytest.mark.parametrize("who", ["ward", "mace", "sam"])
def test_a_safeguarding_lead_of_police_or_health_is_named_to_advise(cast: Cast, incident, who: str) -> None:
    name(cast, incident, getattr(cast, who), TeamPart.SAFEGUARDING_ADVISER)
    assert TeamPart.SAFEGUARDING_ADVISER in parts(incident, getattr(cast, who))
    assert timeline(incident)[-1] == "lead-named"


@pytest.mark.parametrize("who", ["hana", "priya", "school", "tyss", "joy"])
def test_nobody_else_advises_on_the_notification(cast: Cast, incident, who: str) -> None:
    with pytest.raises(Refused, match=r"cannot be a safeguarding lead who advises.*MACE police.*Hospital safeguarding"):
        name(cast, incident, getattr(cast, who), TeamPart.SAFEGUARDING_ADVISER)


def test_anybody_who_sees_incidents_sits_on_the_review_panel_beside_another_part(cast: Cast, incident) -> None:
    for who in (cast.priya, cast.school, cast.joy, cast.hana):
        name(cast, incident, who, TeamPart.REVIEW_PANEL)
    assert parts(incident, cast.priya) == {TeamPart.MEMBER, TeamPart.REVIEW_PANEL}
    assert parts(incident, cast.hana) == {TeamPart.LEAD, TeamPart.REVIEW_PANEL}
    assert parts(incident, cast.school) == {TeamPart.REVIEW_PANEL}
    with pytest.raises(Refused, match="does not open incidents"):
        name(cast, incident, cast.ig, TeamPart.REVIEW_PANEL)
    with pytest.raises(Refused, match="is on the rapid review panel already"):
        name(cast, incident, cast.priya, TeamPart.REVIEW_PANEL)


def test_one_part_ends_without_the_others(cast: Cast, incident) -> None:
    name(cast, incident, cast.priya, TeamPart.REVIEW_PANEL)
    leave(cast, incident, cast.priya, TeamPart.REVIEW_PANEL, "The panel has met")
    assert parts(incident, cast.priya) == {TeamPart.MEMBER}
    assert timeline(incident)[-1] == "team-part-ended"
    assert "Priya Nair is no longer Rapid review panel: The panel has met" in str(
        queries.timeline_for(cast.hana, incident.reference, AT)
    )
    with pytest.raises(NotFound):
        leave(cast, incident, cast.priya, TeamPart.REVIEW_PANEL)
    name(cast, incident, cast.hana, TeamPart.REVIEW_PANEL)
    leave(cast, incident, cast.hana, TeamPart.REVIEW_PANEL)
    assert parts(incident, cast.hana) == {TeamPart.LEAD}
    with pytest.raises(Refused, match="Name another lead first"):
        leave(cast, incident, cast.hana, TeamPart.LEAD)


def test_whoever_only_sat_on_the_panel_leaves_with_it(cast: Cast, incident) -> None:
    name(cast, incident, cast.school, TeamPart.REVIEW_PANEL)
    leave(cast, incident, cast.school, TeamPart.REVIEW_PANEL)
    assert parts(incident, cast.school) == set()
    assert timeline(incident)[-1] == "team-left"


def test_there_are_several_deputies_and_one_who_stops_stays_on_the_team(cast: Cast, incident) -> None:
    for who in (cast.manager, cast.edt):
        name(cast, incident, who, TeamPart.DEPUTY)
    assert access.current_team(AT).filter(incident=incident, part=TeamPart.DEPUTY).count() == 2
    leave(cast, incident, cast.manager, TeamPart.DEPUTY)
    assert (parts(incident, cast.manager), parts(incident, cast.edt)) == ({TeamPart.MEMBER}, {TeamPart.DEPUTY})
    leave(cast, incident, cast.edt)
    assert parts(incident, cast.edt) == set()


def test_a_deputy_is_named_until_a_day_and_is_what_she_was_after_it(cast: Cast, incident) -> None:
    operations.add_to_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.manager.key, why="Knows the family"
    )
    name(cast, incident, cast.manager, TeamPart.DEPUTY, until_at=AT + timedelta(days=3))
    assert parts(incident, cast.manager) == {TeamPart.DEPUTY, TeamPart.MEMBER}
    assert parts(incident, cast.manager, AT + timedelta(days=3)) == {TeamPart.MEMBER}


@pytest.mark.parametrize("part", [TeamPart.LEAD, TeamPart.SENIOR_INVESTIGATING_OFFICER])
def test_a_part_that_one_holds_has_no_end_and_a_past_end_is_none(cast: Cast, incident, part: str) -> None:
    who = cast.manager if part == TeamPart.LEAD else cast.mace
    for wrong in (AT + timedelta(days=1), AT):
        with pytest.raises(Refused) as refused:
            name(cast, incident, who, part, until_at=wrong)
        assert refused.value.field == "until_at"
    assert parts(incident, who) == set()


def test_what_is_no_part_to_name_is_refused(cast: Cast, incident) -> None:
    for part in (TeamPart.EMERGENCY, TeamPart.DUTY, TeamPart.MEMBER):
        with pytest.raises(Refused) as refused:
            name(cast, incident, cast.manager, part)
        assert refused.value.field == "part"
    for part in (TeamPart.EMERGENCY, TeamPart.REVIEW_PANEL, TeamPart.SAFEGUARDING_ADVISER):
        with pytest.raises(Refused, match="named, not added"):
            operations.add_to_team(
                by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.ward.key, why="x", part=part
            )


def test_whoever_opened_it_for_some_hours_can_be_added_to_the_team(cast: Cast, incident) -> None:
    operations.open_on_duty(by=cast.edt, at=AT, reference=incident.reference, because="The ward rang")
    operations.add_to_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.edt.key, why="Keeps the night"
    )
    assert parts(incident, cast.edt, AT + timedelta(days=1)) == {TeamPart.MEMBER}


def test_former_members_are_told_once_each_with_what_they_were_on_it_for(cast: Cast, incident) -> None:
    operations.add_to_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.tyss.key, why="Knows Kai",
        until_at=AT + timedelta(days=1),
    )  # fmt: skip
    name(cast, incident, cast.school, TeamPart.REVIEW_PANEL)
    leave(cast, incident, cast.school)
    lead(cast, incident, cast.manager)  # Hana stays, so she has not left
    later = AT + timedelta(days=2)
    former = queries.former_team(cast.hana, queries.heading(cast.hana, incident.reference, later), later)
    assert [(line.name, line.why, line.until_at) for line in former] == [
        ("Tomasz Wilk", "Knows Kai", AT + timedelta(days=1)),
        ("Shona Reid", "Asked by the board", AT),
    ]
    assert (
        queries.former_team(cast.priya, queries.heading(cast.priya, incident.reference, AT), AT)[0].name == "Shona Reid"
    )


def test_who_sat_on_the_panel_of_a_report_that_is_joined_sits_on_that_of_the_incident(cast: Cast, incident) -> None:
    report = reported_incident(cast.hana, young_people=())
    operations.name_lead(by=cast.hana, at=AT, reference=report.reference, professional_key=cast.hana.key, why="x")
    for who, part in (
        (cast.priya, TeamPart.REVIEW_PANEL),
        (cast.ward, TeamPart.SAFEGUARDING_ADVISER),
        (cast.ward, TeamPart.REVIEW_PANEL),
    ):
        name(cast, report, who, part)
    name(cast, incident, cast.ward, TeamPart.REVIEW_PANEL)
    operations.join_reports(by=cast.hana, at=AT, reference=report.reference, into=incident.reference, same={})
    assert parts(incident, cast.priya) == {TeamPart.MEMBER, TeamPart.REVIEW_PANEL}
    assert parts(incident, cast.ward) == {TeamPart.SAFEGUARDING_ADVISER, TeamPart.REVIEW_PANEL}
    assert parts(incident, cast.hana) == {TeamPart.LEAD}


@pytest.mark.parametrize("part", [None, TeamPart.LEAD, TeamPart.REVIEW_PANEL])
def test_emergency_access_does_not_become_a_place_on_the_team_by_ones_own_hand(cast: Cast, part: str | None) -> None:
    incident = with_team(cast, reported_incident(cast.hana))
    details = ExactDetails(reference=incident.reference)
    operations.use_emergency_access(by=cast.manager, at=AT, details=details, because="Hana does not answer")
    place = {"by": cast.manager, "at": AT, "reference": incident.reference, "professional_key": cast.manager.key}
    with pytest.raises(Refused, match="Ask the lead to add you"):
        if part:
            operations.name_lead(**place, part=part, why="Stays")
        else:
            operations.add_to_team(**place, why="Stays")
    operations.name_lead(**{**place, "by": cast.hana}, part=part or TeamPart.DEPUTY, why="Nights")
    assert access.is_on_team(cast.manager, incident, AT)
