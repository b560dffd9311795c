"""A connection: who reads of it, and who may end it."""

from contextlib import suppress

import pytest

from reachable.audit import log
from reachable.audit.models import Entry
from reachable.common.refusals import NotFound, NotPermitted, Refused
from reachable.directory import operations as directory
from reachable.directory.choices import RoleCode
from reachable.directory.models import Professional
from reachable.incidents import access, operations, queries
from reachable.incidents.choices import ConnectionKind, TeamPart
from reachable.incidents.models import Connection, Incident
from reachable.outbox.models import Delivery
from tests.domain.incident_hands import person_key, timeline, verbs
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(cast: Cast) -> Incident:
    incident = with_team(cast, reported_incident(cast.hana))
    name(cast, incident, cast.manager, TeamPart.DEPUTY)
    return incident


def name(cast: Cast, incident: Incident, who: Professional, part: str, by: Professional | None = None) -> None:
    operations.name_lead(
        by=by or cast.hana, at=AT, reference=incident.reference, professional_key=who.key, part=part, why="x"
    )


def declare(who: Professional, incident: Incident, words: str = "Two doors down") -> None:
    operations.declare_connection(
        by=who, at=AT, reference=incident.reference, kind=ConnectionKind.LIVES_NEAR, words=words
    )


def end(by: Professional, incident: Incident, of: Professional, because: str = "He moved away") -> None:
    operations.end_connection(by=by, at=AT, reference=incident.reference, professional_key=of.key, because=because)


def read(who: Professional, incident: Incident) -> list[tuple[str, str, str]]:
    lines = queries.stepped_back(who, incident.reference, AT)
    return [(line.name, line.kind_label, line.words) for line in lines]


def test_the_lead_and_the_deputy_read_what_it_is_and_the_team_does_not(cast: Cast, incident) -> None:
    declare(cast.priya, incident)
    known = [("Priya Nair", "Lives near somebody in it", "Two doors down")]
    assert read(cast.hana, incident) == read(cast.manager, incident) == known
    assert read(cast.sam, incident) == []
    with pytest.raises(NotFound):
        read(cast.priya, incident)


def test_a_connection_of_the_lead_is_read_by_the_deputy_and_information_governance_alone(cast: Cast, incident) -> None:
    declare(cast.hana, incident)
    assert read(cast.manager, incident) == [("Hana Malik", "Lives near somebody in it", "Two doors down")]
    name(cast, incident, cast.edt, TeamPart.LEAD, by=cast.manager)
    assert read(cast.edt, incident) == [("Hana Malik", "", "")]
    with pytest.raises(NotFound):
        read(cast.hana, incident)
    with pytest.raises(NotPermitted):
        end(cast.edt, incident, cast.hana)
    [line] = queries.connections(cast.ig)
    assert (line.kind_label, line.words, line.was_lead, line.may_end) == (
        "Lives near somebody in it", "Two doors down", True, True,
    )  # fmt: skip


def test_only_information_governance_reads_all_of_them(cast: Cast, incident) -> None:
    declare(cast.priya, incident)
    assert [line.reference for line in queries.connections(cast.ig)] == [incident.reference]
    for who in (cast.hana, cast.manager, cast.admin):
        with pytest.raises(NotPermitted):
            queries.connections(who)


@pytest.mark.parametrize("who", ["hana", "manager", "ig"])
def test_it_is_ended_by_the_lead_the_deputy_or_information_governance(cast: Cast, incident, who: str) -> None:
    declare(cast.priya, incident)
    end(getattr(cast, who), incident, cast.priya)
    row = Connection.objects.get()
    assert (row.ended_by, row.ended_at, row.ended_because) == (getattr(cast, who), AT, "He moved away")
    assert (timeline(incident)[-1], verbs(incident)[-1]) == ("connection-ended", "connection-ended")
    assert "moved away" not in str(queries.timeline_for(cast.sam, incident.reference, AT))
    assert read(cast.hana, incident) == []
    with pytest.raises(NotFound):  # it lets nobody in by itself
        queries.heading(cast.priya, incident.reference, AT)
    operations.add_to_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.priya.key, why="Works with Kai"
    )
    assert queries.heading(cast.priya, incident.reference, AT)
    with pytest.raises(NotFound):
        end(cast.ig, incident, cast.priya)


def test_nobody_ends_it_for_oneself(cast: Cast, incident) -> None:
    declare(cast.manager, incident)
    with pytest.raises(NotFound):
        end(cast.manager, incident, cast.manager)
    Connection.objects.create(
        incident=incident, professional=cast.ig, kind=ConnectionKind.RELATED, declared_by=cast.ig, declared_at=AT
    )
    with pytest.raises(NotPermitted):
        end(cast.ig, incident, cast.ig)
    assert {line.name: line.may_end for line in queries.connections(cast.ig)} == {
        "Owen Pryce": True, "Ines Gomes": False,
    }  # fmt: skip


def test_it_takes_a_reason_and_somebody_who_may(cast: Cast, incident) -> None:
    declare(cast.priya, incident)
    for because in (" ", "x" * 301):
        with pytest.raises(Refused):
            end(cast.hana, incident, cast.priya, because)
    operations.add_to_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.edt.key, why="Holds the night"
    )
    for who in (cast.edt, cast.sam):  # a manager who is neither lead nor deputy; a role that manages no team
        with pytest.raises(NotPermitted):
            end(who, incident, cast.priya)
    with pytest.raises(NotFound):
        operations.end_connection(
            by=cast.ig, at=AT, reference="INC-2026-9999", professional_key=cast.priya.key, because="x"
        )
    assert not Entry.objects.filter(verb="connection-ended").exists()


def test_a_connection_of_the_lead_of_a_joined_report_stays_one(cast: Cast, incident) -> None:
    report = reported_incident(cast.ward, young_people=())
    name(cast, report, cast.edt, TeamPart.LEAD, by=cast.edt)
    operations.add_to_team(
        by=cast.edt, at=AT, reference=report.reference, professional_key=cast.mace.key, why="Looks at both"
    )
    operations.add_to_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.mace.key, why="Looks at both"
    )
    declare(cast.edt, report)
    operations.join_reports(by=cast.mace, at=AT, reference=report.reference, into=incident.reference, same={})
    assert read(cast.hana, incident) == [("Edith Lamb", "", "")]
    assert read(cast.manager, incident)[0][1]


def told() -> set[object]:
    return set(Delivery.objects.filter(message="CONNECTION_DECLARED").values_list("professional_key", flat=True))


OFFICES = {"sam": TeamPart.SENIOR_INVESTIGATING_OFFICER, "joy": TeamPart.MINUTES, "school": TeamPart.REVIEW_PANEL}


@pytest.mark.parametrize("who", OFFICES)
def test_of_whoever_investigates_or_takes_the_minutes_the_deputy_and_governance_are_told_too(
    cast: Cast, incident, who: str
) -> None:
    assert cast.ig
    someone = getattr(cast, who)
    common = {"by": cast.hana, "at": AT, "reference": incident.reference, "professional_key": someone.key, "why": "x"}
    if who == "joy":
        operations.add_to_team(**common, part=OFFICES[who])
    elif who == "school":
        operations.name_lead(**common, part=OFFICES[who])
    declare(someone, incident)
    assert told() == {cast.hana.key, cast.manager.key, cast.ig.key}
    assert not access.current_team(AT).filter(incident=incident, part=OFFICES[who]).exists()
    with pytest.raises(Refused, match="stepped back"):
        operations.name_lead(**common, part=TeamPart.REVIEW_PANEL)


@pytest.mark.parametrize("who", ["hana", "sam", "joy", "manager", "edt", "priya"])
def test_whatever_the_role_there_is_no_way_back_in_for_the_one_who_is_connected(cast: Cast, incident, who: str) -> None:
    someone = getattr(cast, who)
    if not access.may_open(someone, incident, AT):
        operations.add_to_team(by=cast.hana, at=AT, reference=incident.reference, professional_key=someone.key, why="x")
    declare(someone, incident)
    common = {"by": someone, "at": AT, "reference": incident.reference}
    ways = [
        lambda: operations.add_to_team(**common, professional_key=someone.key, why="x"),
        lambda: operations.name_lead(**common, professional_key=someone.key, why="x"),
        lambda: operations.open_on_duty(**common, because="x"),
        lambda: operations.use_emergency_access(
            by=someone, at=AT, details=operations.ExactDetails(reference=incident.reference), because="x"
        ),
        lambda: operations.end_connection(**common, professional_key=someone.key, because="x"),
    ]
    for way in ways:
        with suppress(NotFound, NotPermitted, Refused):
            way()
        assert not access.may_open(someone, incident, AT)


def test_an_administrator_cannot_admit_himself(cast: Cast, incident) -> None:
    with pytest.raises(Refused):
        directory.give_role(by=cast.admin, at=AT, professional=cast.admin, role=RoleCode.HEAD_OF_SOCIAL_WORK)
    for by in (cast.admin, cast.hana):
        with pytest.raises((NotFound, Refused)):
            operations.add_to_team(
                by=by, at=AT, reference=incident.reference, professional_key=cast.admin.key, why="Keeps the directory"
            )
    with pytest.raises(NotFound):
        operations.end_connection(
            by=cast.admin, at=AT, reference=incident.reference, professional_key=cast.admin.key, because="x"
        )
    assert not access.may_open(cast.admin, incident, AT)


def opened(who: Professional, incident: Incident, of: Professional) -> list[tuple[str, int, tuple[str, ...]]]:
    found = queries.opened_before(who, incident.reference, of.key, AT)
    return [(one.page, one.times, one.letters) for one in found]


def test_what_the_connected_one_had_opened_is_listed_for_whoever_reads_why(cast: Cast, incident) -> None:
    kai = person_key(incident.involvements.get())
    for page, about in (("overview", (kai,)), ("sheet", ()), ("overview", (kai,))):
        log.look(page, by=cast.priya, at=AT, shown=(log.Look(incident=incident.reference, about=about),))
    log.look("overview", by=cast.sam, at=AT, shown=(log.Look(incident=incident.reference, about=(kai,)),))
    log.look("overview", by=cast.priya, at=AT, shown=(log.Look(incident="INC-2026-0099"),))
    declare(cast.priya, incident)
    for who in (cast.hana, cast.manager):
        assert opened(who, incident, cast.priya) == [("overview", 2, ("A",)), ("sheet", 1, ())]
    assert Entry.objects.filter(verb="audit-searched", incident=incident.reference).count() == 2
    for who in (cast.sam, cast.priya, cast.stranger, cast.ig):
        with pytest.raises(NotFound):
            opened(who, incident, cast.priya)
    with pytest.raises(NotFound):  # nobody reads it of somebody who declared nothing
        opened(cast.hana, incident, cast.sam)


def test_what_the_last_lead_had_opened_is_not_for_the_next_one(cast: Cast, incident) -> None:
    log.look("overview", by=cast.hana, at=AT, shown=(log.Look(incident=incident.reference),))
    declare(cast.hana, incident)
    name(cast, incident, cast.edt, TeamPart.LEAD, by=cast.manager)
    assert opened(cast.manager, incident, cast.hana) == [("overview", 1, ())]
    with pytest.raises(NotFound):
        opened(cast.edt, incident, cast.hana)
