"""Incidents that belong together, and young people who are in more than one."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from reachable.audit.models import Entry
from reachable.common import happenings
from reachable.common.refusals import NotFound, Refused
from reachable.directory import operations as directory
from reachable.directory.choices import RoleCode
from reachable.directory.models import Professional
from reachable.incidents import operations, queries
from reachable.incidents.choices import ConnectionKind, LinkKind, Part, TeamPart
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident, IncidentLink, TimelineEntry
from reachable.people.matching import SamePerson
from tests.counting import query_count
from tests.domain.incident_hands import person_key, timeline, verbs
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
KAI = {"given_names": "Kai", "family_name": "Mensah", "date_of_birth": date(2011, 3, 4), "parts": (Part.VICTIM,)}


@pytest.fixture
def earlier(cast: Cast) -> Incident:
    """Led by the manager, with Kai in it; Hana is on its team too."""
    found = reported_incident(
        cast.mace, happened_at=AT - 3 * DAY, place="Anglia Square", young_people=(ReportedYoungPerson(**KAI),)
    )
    common = {"by": cast.manager, "at": AT, "reference": found.reference}
    operations.name_lead(**common, professional_key=cast.manager.key, why="Leads it")
    operations.add_to_team(**common, professional_key=cast.hana.key, why="Leads the other one")
    return found


@pytest.fixture
def later(cast: Cast, earlier: Incident) -> Incident:
    """Hana, Sam and Priya are on it, with Kai as B."""
    other = ReportedYoungPerson(given_names="Ben", family_name="Hale", approximate_age=16)
    key = earlier.involvements.get()
    same = ReportedYoungPerson(**KAI, answer=SamePerson(UUID(person_key(key))))
    return with_team(cast, reported_incident(cast.hana, young_people=(other, same)))


def link(by: Professional, one: Incident, other: Incident, kind: str = LinkKind.REPRISAL) -> IncidentLink:
    return operations.link_incidents(
        by=by, at=AT, reference=one.reference, other=other.reference, kind=kind, because="Named in the threats"
    )


def links(who: Professional, incident: Incident) -> list[queries.LinkLine]:
    return queries.links_of(who, queries.heading(who, incident.reference, AT), AT)


def also(who: Professional, incident: Incident) -> list[queries.AlsoIn]:
    return queries.also_in(who, queries.heading(who, incident.reference, AT), AT)


@pytest.mark.parametrize("from_the_later", [True, False])
def test_which_is_the_earlier_follows_from_when_they_happened(cast: Cast, earlier, later, from_the_later: bool) -> None:
    made = link(cast.hana, *((later, earlier) if from_the_later else (earlier, later)))
    assert (made.earlier, made.later) == (earlier, later)
    assert [line.kind for line in links(cast.hana, later)] == ["this one is a reprisal for it"]
    assert [line.kind for line in links(cast.hana, earlier)] == ["a reprisal for this one"]


def test_where_it_is_not_known_when_one_happened_its_report_counts(cast: Cast, later) -> None:
    unknown = reported_incident(cast.hana, at=AT - DAY, happened_at=None)
    made = link(cast.hana, later, unknown)
    assert (made.earlier, made.later) == (unknown, later)


def test_a_link_leaves_a_trace_on_both_and_is_told_once(cast: Cast, earlier, later, monkeypatch) -> None:
    told: list[happenings.Happening] = []
    monkeypatch.setattr(happenings, "tell", told.append)
    made = link(cast.hana, later, earlier)
    for one, other in ((earlier, later), (later, earlier)):
        assert "incidents-linked" in timeline(one)
        assert verbs(one)[-1] == "incidents-linked"
        words = TimelineEntry.objects.get(incident=one, code="incidents-linked").words
        assert other.reference in words
        assert "threats" not in words
        assert other.place not in words
    assert told == [happenings.IncidentsLinked(by=cast.hana, at=AT, incident_id=earlier.pk, other_id=later.pk)]
    operations.end_link(by=cast.hana, at=AT, reference=earlier.reference, link_key=made.key, because="It was not")
    assert [type(one).__name__ for one in told] == ["IncidentsLinked"] * 2
    assert (verbs(earlier)[-1], verbs(later)[-1]) == ("link-ended", "link-ended")


def test_only_whoever_may_open_both_links_them_or_ends_it(cast: Cast, earlier, later) -> None:
    for who in (cast.priya, cast.manager, cast.stranger, cast.ig, cast.admin):
        for pair in ((earlier, later), (later, earlier)):
            with pytest.raises(NotFound):
                link(who, *pair)
    made = link(cast.hana, later, earlier)
    for who in (cast.priya, cast.manager, cast.stranger):
        for side in (earlier, later):
            with pytest.raises(NotFound):
                operations.end_link(by=who, at=AT, reference=side.reference, link_key=made.key, because="x")
    assert IncidentLink.objects.filter(ended_at__isnull=True).count() == 1


def test_not_itself_not_twice_not_one_that_was_joined_and_not_without_a_reason(cast: Cast, earlier, later) -> None:
    with pytest.raises(Refused, match="the same one"):
        link(cast.hana, later, later)
    link(cast.hana, later, earlier)
    with pytest.raises(Refused, match="linked already"):
        link(cast.hana, earlier, later, LinkKind.SAME_PEOPLE)
    third = reported_incident(cast.hana, young_people=())
    operations.join_reports(by=cast.hana, at=AT, reference=third.reference, into=later.reference, same={})
    with pytest.raises(Refused, match="became part of"):
        link(cast.hana, earlier, third)
    fourth = reported_incident(cast.hana, young_people=())
    common = {"by": cast.hana, "at": AT, "reference": later.reference, "other": fourth.reference}
    for wrong, field in (
        ({"kind": LinkKind.OTHER, "because": " "}, "because"),
        ({"kind": LinkKind.OTHER, "because": "x" * 301}, "because"),
        ({"kind": "COUSINS", "because": "x"}, "kind"),
    ):
        with pytest.raises(Refused) as refused:
            operations.link_incidents(**common, **wrong)
        assert refused.value.field == field


def test_ending_is_dated_and_takes_a_reason_and_they_can_be_linked_again(cast: Cast, earlier, later) -> None:
    made = link(cast.hana, later, earlier)
    common = {"by": cast.hana, "at": AT + DAY, "reference": later.reference, "link_key": made.key}
    with pytest.raises(Refused) as refused:
        operations.end_link(**common, because=" ")
    assert refused.value.field == "because"
    operations.end_link(**common, because="Another group")
    made.refresh_from_db()
    assert (made.ended_at, made.ended_by, made.ended_because) == (AT + DAY, cast.hana, "Another group")
    assert links(cast.hana, later) == []
    with pytest.raises(NotFound):
        operations.end_link(**common, because="Again")
    link(cast.hana, later, earlier, LinkKind.SAME_PLACE)
    assert [line.kind for line in links(cast.hana, later)] == ["the same place or group of friends"]


def test_whoever_may_not_open_the_other_reads_whom_to_ring_and_nothing_of_it(cast: Cast, earlier, later) -> None:
    link(cast.hana, later, earlier)
    [line] = links(cast.hana, later)
    assert (line.opens, line.title, line.because, line.ring) == (
        True, "Stabbing or slashing, Anglia Square", "Named in the threats", (),
    )  # fmt: skip
    [line] = links(cast.priya, later)
    assert (line.opens, line.title, line.because) == (False, "", "")
    assert line.ring == (queries.Ring("Owen Pryce", "01632 960123"),)
    assert "Anglia" not in str(line)


def test_whoever_is_connected_with_the_other_is_sent_to_the_deputy_or_the_duty_line(cast: Cast, earlier, later) -> None:
    link(cast.hana, later, earlier)
    operations.declare_connection(by=cast.hana, at=AT, reference=earlier.reference, kind=ConnectionKind.RELATED)
    directory.set_duty_line(
        by=None, at=AT, role=RoleCode.EMERGENCY_DUTY_SENIOR, name="Emergency duty", telephone="01632 960200"
    )
    [line] = links(cast.hana, later)
    assert (line.title, line.ring) == ("", (queries.Ring("Emergency duty", "01632 960200"),))
    operations.name_lead(
        by=cast.manager, at=AT, reference=earlier.reference, professional_key=cast.edt.key, part=TeamPart.DEPUTY,
        why="x",
    )  # fmt: skip
    [line] = links(cast.hana, later)
    assert line.ring == (queries.Ring("Edith Lamb", "01632 960123"),)


def test_a_link_of_a_report_stays_with_the_incident_it_became_part_of(cast: Cast, earlier, later) -> None:
    report = reported_incident(cast.hana, young_people=())
    link(cast.hana, report, earlier)
    operations.join_reports(by=cast.hana, at=AT, reference=report.reference, into=later.reference, same={})
    assert [line.reference for line in links(cast.hana, later)] == [earlier.reference]
    assert [line.reference for line in links(cast.hana, earlier)] == [later.reference]


def test_what_can_be_linked_is_what_the_reader_may_open_and_is_not_linked_yet(cast: Cast, earlier, later) -> None:
    def offered(who: Professional) -> list[str]:
        heading = queries.heading(who, later.reference, AT)
        return [line.reference for line in queries.can_be_linked(who, heading, AT)]

    assert offered(cast.hana) == [earlier.reference]
    assert offered(cast.priya) == []
    link(cast.hana, later, earlier)
    assert offered(cast.hana) == []


def test_a_young_person_of_both_is_shown_by_the_letter_there(cast: Cast, earlier, later) -> None:
    [kai] = also(cast.hana, later)
    number = earlier.reference.rsplit("-", 1)[-1]
    assert (kai.letter, kai.there, kai.others, kai.ring) == (
        "B", ((f"A/{number}", earlier.reference),), 0, (),
    )  # fmt: skip
    [kai] = also(cast.hana, earlier)
    assert (kai.letter, kai.there[0][0][:2]) == ("A", "B/")


def test_out_of_reach_there_is_a_count_and_whom_to_ring_for_those_who_may_look_it_up(
    cast: Cast, earlier, later
) -> None:
    [kai] = also(cast.priya, later)
    assert (kai.letter, kai.there, kai.others) == ("B", (), 1)
    assert kai.ring == (queries.Ring("Owen Pryce", "01632 960123"),)
    assert earlier.reference not in str(kai)
    operations.add_to_team(
        by=cast.hana, at=AT, reference=later.reference, professional_key=cast.joy.key, why="Takes the minutes"
    )
    assert also(cast.joy, later) == []


def test_a_report_that_was_joined_is_not_another_incident(cast: Cast, later) -> None:
    [_, kai] = later.involvements.order_by("position")
    same = ReportedYoungPerson(**KAI, answer=SamePerson(UUID(person_key(kai))))
    report = reported_incident(cast.hana, young_people=(same,))
    before = len(also(cast.hana, later)[0].there)
    [involved] = report.involvements.all()
    operations.join_reports(
        by=cast.hana, at=AT, reference=report.reference, into=later.reference, same={involved.key: kai.key}
    )
    assert len(also(cast.hana, later)[0].there) == before - 1


def test_reading_costs_the_same_however_many_there_are(cast: Cast, earlier, later) -> None:
    view = queries.incident(cast.priya, later.reference, AT)
    with query_count(at_most=4):  # Kai is in another one
        queries.elsewhere(cast.hana, view, AT)
    link(cast.hana, later, earlier)
    [kai] = earlier.involvements.all()
    with query_count(at_most=6) as before:
        queries.elsewhere(cast.priya, view, AT)
    for _ in range(3):
        same = ReportedYoungPerson(**KAI, answer=SamePerson(UUID(person_key(kai))))
        link(cast.hana, later, with_team(cast, reported_incident(cast.hana, young_people=(same,))))
    with query_count(at_most=len(before)):
        found = queries.elsewhere(cast.priya, view, AT)
    assert (len(found.links), [one.letter for one in found.also_in]) == (4, ["B"])
    assert list(found.links) == queries.links_of(cast.priya, view.heading, AT)
    assert list(found.also_in) == queries.also_in(cast.priya, view.heading, AT)


def test_ending_somebody_elses_link_by_its_key_alone_finds_nothing(cast: Cast, earlier, later) -> None:
    made = link(cast.hana, later, earlier)
    third = reported_incident(cast.hana, young_people=())
    with pytest.raises(NotFound):
        operations.end_link(by=cast.hana, at=AT, reference=third.reference, link_key=made.key, because="x")
    assert not Entry.objects.filter(verb="link-ended").exists()


def test_two_that_turn_out_to_be_one_are_linked_no_more(cast: Cast, earlier, later) -> None:
    report = reported_incident(cast.hana, young_people=())
    link(cast.hana, report, later)
    operations.join_reports(by=cast.hana, at=AT, reference=report.reference, into=later.reference, same={})
    assert links(cast.hana, later) == []
