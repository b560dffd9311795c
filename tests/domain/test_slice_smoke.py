"""The slice in one go: report, decide, answer, act."""

from datetime import timedelta

import pytest

from reachable.incidents import queries as incidents
from reachable.responses import operations, queries
from tests.factories import Cast, reported_incident, with_team


@pytest.mark.django_db
def test_a_report_opens_the_response_and_an_answer_makes_an_action(cast: Cast, at, django_assert_max_num_queries) -> None:
    cast.everybody
    with django_assert_max_num_queries(60) as counted:
        incident = reported_incident(cast.mace)
    print("open", len(counted))
    with_team(cast, incident)
    for fn in (
        lambda: incidents.incident(cast.hana, incident.reference, at),
        lambda: incidents.definition(cast.hana, incident.reference, at),
        lambda: incidents.timeline_for(cast.hana, incident.reference, at),
        lambda: incidents.incidents_for(cast.hana, at),
        lambda: incidents.reports_to_triage(cast.hana, at),
        lambda: queries.sheet(cast.hana, incident.reference, "immediate-safety", at),
        lambda: queries.tonight(cast.hana, incident.reference, at),
        lambda: queries.strands(cast.hana, incident.reference, at),
        lambda: queries.attention(cast.hana, incident.reference, at),
        lambda: queries.mine(cast.hana, at),
    ):
        with django_assert_max_num_queries(60) as counted:
            fn()
        print(len(counted))
    sheet = queries.sheet(cast.hana, incident.reference, "immediate-safety", at)
    card = sheet.young_person_cards[0]
    operations.answer_consideration(
        by=cast.hana, at=at, reference=incident.reference, consideration_key=card.key, answer="ACTION_NEEDED",
        because="x", actions=[operations.NewAction(what="Write to the landlord", due_at=at + timedelta(hours=2), owner_key=cast.priya.key)], seen_number=0)
    operations.answer_consideration(
        by=cast.hana, at=at, reference=incident.reference, consideration_key=sheet.incident_cards[0].key, answer="NOT_YET_KNOWN", seen_number=0)
    operations.answer_consideration(
        by=cast.hana, at=at, reference=incident.reference, consideration_key=sheet.incident_cards[0].key, answer="IN_PLACE", because="y", seen_number=1)
    mine = queries.mine(cast.priya, at)
    [action] = (*mine.today, *mine.next_week)
    operations.accept_action(by=cast.priya, at=at, action_key=action.key, seen_version=1)
    operations.finish_action(by=cast.priya, at=at, action_key=action.key, seen_version=2, outcome="Done")
    assert queries.action(cast.hana, action.key, at).line.state == "DONE"
