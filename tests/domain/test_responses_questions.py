"""Questions for me: what my role leads on, where I may look, before it is late."""

from datetime import timedelta

import pytest

from reachable.incidents import operations as incidents
from reachable.incidents.choices import ConnectionKind, Where
from reachable.incidents.models import Incident
from reachable.responses import editions, operations, queries
from reachable.responses.models import Action
from tests.counting import costs_the_same
from tests.domain.incident_hands import answer, asked, new_action
from tests.domain.test_incidents_report import young_people
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana, young_people=young_people(2)))


def asks(who, at=AT) -> list[str]:
    return [one.ask for one in queries.questions_for(who, at)]


def ask_of(code: str) -> str:
    return editions.in_force().consideration(code)[1].ask


def lead_of(kebab: str) -> set[str]:
    found = editions.in_force().considerations()
    return {item.ask for item in found if kebab in item.lead and item.due and (item.due.hours or 99) <= 12}


def test_each_is_asked_what_the_role_leads_on(cast: Cast, incident) -> None:
    assert set(asks(cast.hana)) <= lead_of("head-of-social-work")
    assert set(asks(cast.sam)) <= lead_of("senior-investigating-officer")
    assert ask_of("threat-to-life") in asks(cast.sam)
    assert asks(cast.joy) == []


def test_young_people_stand_on_one_line_and_leave_it_as_they_are_answered(cast: Cast, incident) -> None:
    def line():
        found = queries.questions_for(cast.sam, AT)
        return next(one for one in found if one.ask == ask_of("threat-to-life"))

    assert [one.letter for one in line().about] == ["A", "B"]
    assert line().reference == incident.reference
    assert line().card_key == asked(incident, "threat-to-life", "A").key
    answer(cast.sam, incident, "threat-to-life", "NOT_YET_KNOWN", "A")
    assert [one.letter for one in line().about] == ["B"]
    answer(cast.sam, incident, "threat-to-life", "IN_PLACE", "B")
    assert ask_of("threat-to-life") not in asks(cast.sam)


def test_what_lost_its_action_is_asked_again(cast: Cast, incident) -> None:
    for letter in "AB":
        answer(cast.sam, incident, "threat-to-life", "ACTION_NEEDED", letter, actions=[new_action(cast.priya)])
    assert ask_of("threat-to-life") not in asks(cast.sam)
    one = Action.objects.get(consideration=asked(incident, "threat-to-life", "B"))
    operations.withdraw_action(by=cast.priya, at=AT, action_key=one.key, seen_version=1, because="Not possible")
    [line] = [line for line in queries.questions_for(cast.sam, AT) if line.ask == ask_of("threat-to-life")]
    assert [about.letter for about in line.about] == ["B"]


def test_late_ones_come_first_and_say_so(cast: Cast, incident) -> None:
    now = AT + 47 * HOUR
    later = queries.questions_for(cast.sam, now)
    assert [one.is_overdue for one in later] == [one.due_at < now for one in later]
    assert {one.is_overdue for one in later} == {True, False}, "what is due in the next hours comes after them"
    assert [one.due_at for one in later] == sorted(one.due_at for one in later)
    assert not any(one.is_overdue for one in queries.questions_for(cast.sam, AT))


def test_only_where_i_may_look_and_it_runs(cast: Cast, incident) -> None:
    assert asks(cast.mace) == []  # not on the team of an incident that has a lead
    incidents.declare_connection(by=cast.sam, at=AT, reference=incident.reference, kind=ConnectionKind.RELATED)
    assert asks(cast.sam) == []
    incidents.sign_definition(
        by=cast.hana, at=AT, reference=incident.reference, offence=("MET", "x"), age=("MET", "x"),
        setting=("NOT_MET", "x"), holds=False, route="SECTION_47", their_reference="S47-1", named_person="Nia Ford",
    )  # fmt: skip
    assert asks(cast.hana) == []


def test_after_a_death_only_what_is_still_asked_is_asked(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana))
    incidents.record_whereabouts(
        by=cast.priya, at=AT, reference=incident.reference, involvement_key=incident.involvements.get().key,
        where=Where.DIED, seen_number=1,
    )  # fmt: skip
    kept = {c.ask for c in editions.in_force().considerations() if c.after_death}
    for who in (cast.hana, cast.priya, cast.sam):
        about = {one.ask for one in queries.questions_for(who, AT + 48 * HOUR) if one.about}
        assert about <= kept


def test_a_reader_of_letters_only_reads_no_name(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana))
    labels = {about.label for one in queries.questions_for(cast.sam, AT) for about in one.about}
    assert labels == {"Kai Mensah (A)"}, incident
    cast.sam.letters_only = True
    assert {about.label for one in queries.questions_for(cast.sam, AT) for about in one.about} == {"A"}


def test_it_costs_the_same_in_many_incidents(cast: Cast, incident) -> None:
    def more() -> None:
        for _ in range(3):
            with_team(cast, reported_incident(cast.hana, young_people=young_people(3)))

    costs_the_same(lambda: queries.questions_for(cast.sam, AT), more, at_most=4)
