"""When a report is joined to an incident, its places and measures are shown there, and nothing is lost."""

import pytest

from reachable.audit.models import Entry
from reachable.common import happenings
from reachable.contexts import queries
from reachable.contexts.listeners import move_places_over
from reachable.contexts.models import ContextOfIncident
from tests.domain.context_hands import link, on_young, refer_from
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db


@pytest.mark.clause("STA-14", "STA-10")
def test_places_and_measures_of_a_joined_report_go_with_it(cast: Cast) -> None:
    incident, report = (with_team(cast, reported_incident(cast.hana)) for _ in range(2))
    both = refer_from(cast.priya, incident)
    link(cast.priya, report, both)
    refer_from(cast.priya, report, name="The arcade")
    young, same = report.involvements.get(), incident.involvements.get()
    measure = on_young(cast.hana, young)
    move_places_over(
        happenings.IncidentsJoined(
            by=cast.hana, at=AT, incident_id=report.pk, into_id=incident.pk, moved={young.pk: same.pk}
        )
    )
    _, linked = queries.of_incident(cast.priya, incident.reference, AT)
    assert sorted(one.line.name for one in linked) == ["The arcade", "The skate bowl"]
    [line] = queries.disruptions(cast.priya, incident.reference, AT).lines
    assert (line.key, line.said_on) == (measure.key, "Kai Mensah (A)")
    assert ContextOfIncident.objects.count() == 3
    assert Entry.objects.filter(verb="contexts-moved").count() == 1
