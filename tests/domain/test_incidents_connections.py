"""A connection: who reads of it, and who may end it."""

import pytest

from reachable.audit.models import Entry
from reachable.common.refusals import NotFound, NotPermitted, Refused
from reachable.directory.models import Professional
from reachable.incidents import operations, queries
from reachable.incidents.choices import ConnectionKind, TeamPart
from reachable.incidents.models import Connection, Incident
from tests.domain.incident_hands import timeline, verbs
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
