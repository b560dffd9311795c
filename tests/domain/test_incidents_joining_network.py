"""When a report is joined, the network that was mapped around it goes with it."""

import pytest

from reachable.incidents import operations
from reachable.incidents.choices import HoldKind
from reachable.incidents.models import Hold, Incident, NetworkPerson
from reachable.people.choices import AssociationKind
from reachable.responses import operations as responses
from reachable.responses import queries as response_queries
from reachable.responses.choices import DispositionCode
from tests.domain.network_hands import added, mapped, person, person_of, view
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db


def joined(cast: Cast, report: Incident, into: Incident) -> None:
    here, there = into.involvements.get(), report.involvements.get()
    operations.join_reports(
        by=cast.hana, at=AT, reference=report.reference, into=into.reference, same={there.key: here.key}
    )


def test_people_answers_and_holds_of_the_report_stand_in_the_incident(cast: Cast) -> None:
    into, report = (with_team(cast, reported_incident(cast.hana)) for _ in range(2))
    mapped(cast.hana, report)
    friend = added(cast.hana, report, connected_to=person(report, "A"), kind=AssociationKind.FRIEND)
    added(cast.hana, into)
    key = person_of(friend)
    common = {"by": cast.hana, "at": AT, "reference": report.reference}
    responses.dispose(
        **common, person_key=key, code=DispositionCode.NO_ACTION_NOW, because="Away until Sunday", seen_number=0
    )
    operations.place_hold(**common, kind=HoldKind.CRIMINAL, because="A court may ask for it")
    joined(cast, report, into)
    shown = view(cast.hana, into)
    assert shown.reason is not None
    node = next(node for node in shown.nodes if node.person_key == key)
    assert (node.mark, node.reference) == ("N2", "")
    assert [edge.kind for edge in shown.edges] == [AssociationKind.FRIEND]
    lines = response_queries.at_risk(cast.hana, into.reference, AT).lines
    assert [line.because for line in lines if line.node.person_key == key] == ["Away until Sunday"]
    assert Hold.objects.get().incident_id == into.pk
    assert not NetworkPerson.objects.filter(incident=report).exists()
