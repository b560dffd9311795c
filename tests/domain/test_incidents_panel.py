"""That somebody sits on the panel of a rapid review says that the notification was sent: few learn it."""

from datetime import datetime

import pytest

from reachable.directory.models import Professional
from reachable.incidents import operations, queries
from reachable.incidents.choices import TeamPart
from reachable.incidents.models import Incident
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = [pytest.mark.django_db, pytest.mark.clause("NOT-3")]


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


def named(cast: Cast, incident: Incident, who: Professional) -> None:
    told = {"by": cast.hana, "at": AT, "reference": incident.reference}
    operations.name_lead(**told, professional_key=who.key, part=TeamPart.REVIEW_PANEL, why="Asked by the board")


def seen(by: Professional, incident: Incident, at: datetime = AT) -> str:
    """All that a reader is told of the team, now, before and in the timeline."""
    heading = queries.heading(by, incident.reference, at)
    team = queries.team(by, heading.incident_id, at)
    told = [queries.former_team(by, heading, at), queries.timeline_for(by, incident.reference, at)]
    return str([team, *told])


def test_who_sits_on_the_panel_too_is_to_others_what_they_were_before(cast: Cast, incident: Incident) -> None:
    before = seen(cast.sam, incident)
    named(cast, incident, cast.priya)
    assert seen(cast.sam, incident) == before
    told = {"by": cast.hana, "at": AT, "reference": incident.reference, "professional_key": cast.priya.key}
    operations.leave_team(**told, part=TeamPart.REVIEW_PANEL, because="The panel has met")
    assert seen(cast.sam, incident) == before


def test_who_only_sits_on_the_panel_joins_and_leaves_the_team(cast: Cast, incident: Incident) -> None:
    named(cast, incident, cast.school)
    assert "Shona Reid joined the team." in seen(cast.sam, incident)
    [line] = [one for one in queries.team(cast.sam, incident.pk, AT) if one.name == "Shona Reid"]
    assert (line.part, line.part_label, line.why) == (TeamPart.MEMBER, TeamPart.MEMBER.label, "")
    told = {"by": cast.hana, "at": AT, "reference": incident.reference, "professional_key": cast.school.key}
    operations.leave_team(**told, because="The panel has met")
    said = seen(cast.sam, incident)
    assert "Shona Reid left the team." in said
    assert not [words for words in ("anel", "PANEL", "board") if words in said]


@pytest.mark.parametrize("who", ["hana", "priya", "manager"])
def test_the_panel_itself_the_lead_and_who_names_people_to_it_read_who_sits_there(
    cast: Cast, incident: Incident, who: str
) -> None:
    operations.add_to_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.manager.key, why="Helps"
    )
    named(cast, incident, cast.priya)
    lines = queries.team(getattr(cast, who), incident.pk, AT)
    assert [one.why for one in lines if one.part == TeamPart.REVIEW_PANEL] == ["Asked by the board"]
