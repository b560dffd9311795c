"""Two reports of one event become one incident: people, team and connections go with it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from reachable.common.refusals import NotFound, Refused
from reachable.incidents import access, operations, queries
from reachable.incidents.choices import ConnectionKind, Part, Phase, TeamPart, Where
from reachable.incidents.facts import ReportedAdult, ReportedYoungPerson
from reachable.incidents.models import Fact, Incident, KeptApart, OfficerMayLeave
from reachable.outbox.models import Delivery
from reachable.responses.models import Consideration
from tests.domain.incident_hands import people_in_last, person_key, timeline, verbs
from tests.domain.test_incidents_access import close
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db

JAY = ReportedYoungPerson(given_names="Jay", family_name="Larter", parts=(Part.SUSPECTED,), where=Where.CUSTODY)


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


@pytest.fixture
def report(cast: Cast) -> Incident:
    """Police report the same stabbing: Jay, and a boy whose name they do not have."""
    unnamed = ReportedYoungPerson(parts=(Part.VICTIM, Part.WITNESS), where=Where.HOSPITAL, place="Cley ward")
    return reported_incident(cast.mace, young_people=(JAY, unnamed), adults=(ReportedAdult(family_name="Rudd"),))


def join(by, report: Incident, incident: Incident, *same: object, at=AT) -> Incident:
    young = report.involvements.order_by("position")
    found = {y.key: (s.key if s else None) for y, s in zip(young, same, strict=True)}  # type: ignore[attr-defined]
    return operations.join_reports(by=by, at=at, reference=report.reference, into=incident.reference, same=found)


def test_who_is_new_gets_the_next_letter_and_who_is_known_keeps_his(cast: Cast, incident, report) -> None:
    kai = incident.involvements.get()
    join(cast.hana, report, incident, None, kai)
    report.refresh_from_db()
    assert (report.phase, report.joined_into) == (Phase.JOINED, incident)
    shown = {y.letter: y for y in queries.incident(cast.hana, incident.reference, AT).young_people}
    assert list(shown) == ["A", "B"]
    assert (shown["A"].name, shown["A"].part_words) == ("Kai Mensah", "victim, witness")
    assert (shown["B"].name, shown["B"].part_words, shown["B"].where) == ("Jay Larter", "suspected", Where.CUSTODY)
    assert shown["A"].place == "Cley ward"
    assert [w.number for w in kai.whereabouts.order_by("number")] == [1, 2]
    assert Consideration.objects.filter(about__incident=incident, about__position=1).exists()
    assert [a.name for a in queries.incident(cast.hana, incident.reference, AT).adults] == ["Rudd"]


def test_joining_leaves_a_trace_on_both_and_about_everybody(cast: Cast, incident, report) -> None:
    join(cast.hana, report, incident, None, incident.involvements.get())
    assert timeline(report)[-1] == "joined"
    assert [code for code in timeline(incident) if code != "strands-opened"][-2:] == ["report-joined", "carried-over"]
    assert "reports-joined" in verbs(report)
    assert people_in_last("reports-joined") == {person_key(i) for i in incident.involvements.all()}
    view = queries.incident(cast.hana, incident.reference, AT)
    assert view.joined_from == (report.reference,)
    assert queries.incident(cast.hana, report.reference, AT).joined_into == incident.reference


def test_nobody_is_left_out_or_put_on_somebody_elses_record(cast: Cast, incident, report) -> None:
    kai = incident.involvements.get()
    jay, unnamed = report.involvements.order_by("position")
    elsewhere = reported_incident(cast.ward).involvements.get()
    for same, words in (({jay.key: None}, "Say who B"), ({jay.key: None, unnamed.key: elsewhere.key}, "not in the")):
        with pytest.raises(Refused, match=words):
            operations.join_reports(by=cast.hana, at=AT, reference=report.reference, into=incident.reference, same=same)
    assert incident.involvements.count() == 1
    assert kai.parts.count() == 1


def test_out_of_reach_is_not_found_either_way(cast: Cast, incident, report) -> None:
    for pair in ((report.reference, incident.reference), (incident.reference, report.reference)):
        with pytest.raises(NotFound):
            operations.join_reports(by=cast.mace, at=AT, reference=pair[0], into=pair[1], same={})
        with pytest.raises(NotFound):
            operations.keep_apart(by=cast.mace, at=AT, reference=pair[0], other=pair[1])


def test_what_is_known_of_where_somebody_is_stands_over_not_known(cast: Cast) -> None:
    later = AT + timedelta(hours=1)
    vague = ReportedYoungPerson(where=Where.NOT_KNOWN)
    known = ReportedYoungPerson(where=Where.HOME)
    incident = reported_incident(cast.ward, young_people=(vague, JAY))
    report = reported_incident(cast.ward, young_people=(known, vague), at=later)
    first, second = incident.involvements.order_by("position")
    join(cast.hana, report, incident, first, second, at=later)
    shown = {y.letter: y.where for y in queries.incident(cast.hana, incident.reference, later).young_people}
    assert shown == {"A": Where.HOME, "B": Where.CUSTODY}


def test_a_vaguer_word_on_the_same_place_does_not_stand_over_a_fuller_one(cast: Cast) -> None:
    later = AT + timedelta(hours=1)
    ward = ReportedYoungPerson(where=Where.HOSPITAL, place="Cley ward", expected_discharge_at=later)
    incident = reported_incident(cast.ward, young_people=(ward,))
    report = reported_incident(cast.ward, young_people=(ReportedYoungPerson(where=Where.HOSPITAL),), at=later)
    join(cast.hana, report, incident, incident.involvements.get(), at=later)
    [shown] = queries.incident(cast.hana, incident.reference, later).young_people
    assert (shown.place, shown.expected_discharge_at) == ("Cley ward", later)
    assert incident.involvements.get().whereabouts.count() == 3  # nothing that was said is lost


def test_not_known_is_no_role_beside_one_that_is_known(cast: Cast) -> None:
    vague = ReportedYoungPerson(parts=(Part.NOT_KNOWN,))
    incident = reported_incident(cast.ward, young_people=(vague, JAY, vague))
    report = reported_incident(cast.ward, young_people=(JAY, vague, vague))
    join(cast.hana, report, incident, *incident.involvements.order_by("position"))
    shown = [y.part_words for y in queries.incident(cast.hana, incident.reference, AT).young_people]
    assert shown == ["suspected", "suspected", "not known"]


def parts_of(incident: Incident) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for member in access.current_team(AT).filter(incident=incident).select_related("professional"):
        found.setdefault(member.professional.name, set()).add(member.part)
    return found


def add(cast: Cast, incident: Incident, who, by="edt", **more) -> None:
    operations.add_to_team(
        by=getattr(cast, by), at=AT, reference=incident.reference, professional_key=who.key, why="Helps", **more
    )


def test_the_team_of_the_report_comes_along_and_its_lead_is_not_a_second_one(cast: Cast, incident, report) -> None:
    add(cast, report, cast.tyss)
    add(cast, report, cast.ward, until_at=AT + timedelta(hours=3))
    add(cast, report, cast.priya)
    for who in (cast.manager, cast.hana):
        operations.name_lead(
            by=cast.edt, at=AT, reference=report.reference, professional_key=who.key, why="", part=TeamPart.DEPUTY
        )
    operations.name_lead(by=cast.edt, at=AT, reference=report.reference, professional_key=cast.manager.key, why="")
    join(cast.hana, report, incident, None, None)
    found = parts_of(incident)
    assert found["Hana Malik"] == {TeamPart.LEAD}
    assert found["Owen Pryce"] in ({TeamPart.MEMBER}, {TeamPart.DEPUTY})
    assert found["Tomasz Wilk"] == found["Priya Nair"] == {TeamPart.MEMBER}
    assert incident.team.get(professional=cast.ward).until_at == AT + timedelta(hours=3)


def test_the_lead_of_the_report_leads_an_incident_that_has_none(cast: Cast, report) -> None:
    incident = reported_incident(cast.ward)
    operations.name_lead(by=cast.edt, at=AT, reference=report.reference, professional_key=cast.hana.key, why="")
    join(cast.edt, report, incident, None, None)
    assert parts_of(incident)["Hana Malik"] == {TeamPart.LEAD}


def test_who_stepped_back_from_either_is_shut_out_of_both(cast: Cast, incident, report) -> None:
    add(cast, report, cast.tyss)
    add(cast, incident, cast.ward, by="hana")
    operations.declare_connection(by=cast.tyss, at=AT, reference=report.reference, kind=ConnectionKind.RELATED)
    add(cast, report, cast.school)
    add(cast, incident, cast.school, by="hana")
    operations.declare_connection(by=cast.school, at=AT, reference=incident.reference, kind=ConnectionKind.RELATED)
    operations.name_lead(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.manager.key, why="", part="DEPUTY"
    )
    operations.declare_connection(by=cast.edt, at=AT, reference=report.reference, kind=ConnectionKind.LIVES_NEAR)
    before = Delivery.objects.filter(message="CONNECTION_DECLARED").count()
    join(cast.hana, report, incident, None, None)
    for who in (cast.tyss, cast.school, cast.edt):
        for one in (report, incident):
            with pytest.raises(NotFound):
                queries.heading(who, one.reference, AT)
    with pytest.raises(NotFound):
        operations.open_on_duty(by=cast.edt, at=AT, reference=incident.reference, because="The ward rang")
    assert Delivery.objects.filter(message="CONNECTION_DECLARED").count() == before
    assert incident.connections.count() == 3


def test_a_lead_who_stepped_back_from_the_report_loses_the_incident_and_others_are_told(cast: Cast, report) -> None:
    assert cast.ig
    incident = with_team(cast, reported_incident(cast.hana))
    operations.name_lead(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.manager.key, why="", part="DEPUTY"
    )
    operations.declare_connection(by=cast.hana, at=AT, reference=report.reference, kind=ConnectionKind.LIVES_NEAR)
    operations.open_on_duty(by=cast.edt, at=AT, reference=incident.reference, because="Two reports of one event")
    before = set(Delivery.objects.values_list("pk", flat=True))
    join(cast.edt, report, incident, None, None)
    assert "Hana Malik" not in parts_of(incident)
    new = Delivery.objects.exclude(pk__in=before)
    assert set(new.values_list("message", "professional_key")) == {
        ("CONNECTION_DECLARED", cast.manager.key),
        ("CONNECTION_DECLARED", cast.ig.key),
    }


def test_reports_joined_before_follow(cast: Cast, incident, report) -> None:
    third = reported_incident(cast.ward, young_people=())
    join(cast.hana, third, report)
    join(cast.hana, report, incident, None, None)
    third.refresh_from_db()
    assert third.joined_into == incident
    assert queries.incident(cast.hana, incident.reference, AT).joined_from == (report.reference, third.reference)
    assert queries.heading(cast.priya, third.reference, AT).reference == third.reference


def test_what_was_joined_is_not_joined_again_nor_worked_on(cast: Cast, incident, report) -> None:
    join(cast.hana, report, incident, None, None)
    with pytest.raises(Refused, match="joined to another"):
        join(cast.hana, report, incident, None, None)
    with pytest.raises(Refused, match="joined to another"):
        operations.join_reports(by=cast.hana, at=AT, reference=incident.reference, into=report.reference, same={})
    jay = report.involvements.order_by("position")[0]
    common = {"by": cast.hana, "at": AT, "reference": report.reference}
    for act in (
        lambda: operations.record_whereabouts(**common, involvement_key=jay.key, where=Where.HOME, seen_number=1),
        lambda: operations.record_part(**common, involvement_key=jay.key, part=Part.WITNESS),
        lambda: operations.add_young_person(**common, facts=ReportedYoungPerson()),
        lambda: operations.add_to_team(**common, professional_key=cast.tyss.key, why="Helps"),
        lambda: operations.name_lead(**common, professional_key=cast.tyss.key, why=""),
        lambda: operations.declare_connection(**common, kind=ConnectionKind.RELATED),
        lambda: operations.answer_context(**common, question="STREET_GANG", answer="NO", because="No"),
        lambda: close(cast.hana, report),
    ):
        with pytest.raises(Refused, match="Work continues there"):
            act()


def test_into_what_was_closed_nothing_is_joined_until_it_is_re_opened(cast: Cast, incident, report) -> None:
    close(cast.hana, incident)
    with pytest.raises(Refused, match="Re-open it first"):
        join(cast.hana, report, incident, None, None)


def test_keeping_apart_is_recorded_once_and_names_the_other_to_nobody(cast: Cast, incident, report) -> None:
    for pair in ((report, incident), (incident, report)):
        operations.keep_apart(by=cast.hana, at=AT, reference=pair[0].reference, other=pair[1].reference)
    assert KeptApart.objects.count() == 1
    assert [timeline(one).count("kept-apart") for one in (report, incident)] == [1, 1]
    assert report.reference not in str(queries.timeline_for(cast.priya, incident.reference, AT))
    assert "reports-kept-apart" in verbs(report)
    with pytest.raises(Refused, match="the same one"):
        operations.keep_apart(by=cast.hana, at=AT, reference=report.reference, other=report.reference)


def test_a_key_that_is_nobodys_is_refused(cast: Cast, incident, report) -> None:
    jay, unnamed = report.involvements.order_by("position")
    with pytest.raises(Refused, match="not in the other incident"):
        operations.join_reports(
            by=cast.hana,
            at=AT,
            reference=report.reference,
            into=incident.reference,
            same={jay.key: uuid4(), unnamed.key: None},
        )


def test_what_was_said_in_fields_and_the_officers_leaving_come_along(cast: Cast, incident, report) -> None:
    """A discussion on the ward keeps who took part, and the agreement that rests on it."""
    said = {"police": "Sgt Lee", "health": "Sister Obi", "childrens-services-absent": "Rang twice", "visitors": "none"}
    common = {"by": cast.mace, "at": AT, "reference": report.reference}
    young = report.involvements.order_by("position")[1]
    fact = operations.record_fact(
        **common,
        kind="WARD_DISCUSSION",
        involvement_key=young.key,
        happened_at=AT,
        said={**said, "presence": "checks"},
    )
    operations.agree_officer_may_leave(**common, involvement_key=young.key, seen_discussion_key=fact.key)
    join(cast.hana, report, incident, None, incident.involvements.get(), at=AT + timedelta(minutes=5))
    copied = Fact.objects.get(incident=incident, kind="WARD_DISCUSSION")
    assert copied.said == fact.said
    assert OfficerMayLeave.objects.get(incident=incident).discussion == copied
