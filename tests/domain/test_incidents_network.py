"""The map of the network: who is on it, what connects them, and where it ends."""

from datetime import timedelta
from uuid import uuid4

import pytest

from reachable.audit.models import Entry as AuditEntry
from reachable.audit.models import EntryWords
from reachable.common import happenings
from reachable.common.refusals import NotFound, NotPermitted, Refused, Stale
from reachable.incidents import operations, queries
from reachable.incidents.choices import ConnectionKind, Part
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident, NetworkPerson, TimelineEntry
from reachable.people.choices import AssociationKind
from reachable.people.matching import Entry, PossibleMatches, SamePerson
from reachable.people.models import Association
from tests.counting import costs_the_same
from tests.domain.incident_hands import people_in_last, verbs
from tests.domain.network_hands import (
    added,
    adult,
    day,
    mapped,
    marks,
    person,
    person_of,
    related,
    reported,
    said,
    says,
    two,
    view,
)
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return two(cast)


def test_without_a_reason_it_shows_people_and_nothing_that_connects_them(cast: Cast, incident: Incident) -> None:
    made = said(cast.hana, incident, person(incident, "A"), person(incident, "B"), AssociationKind.SIBLING)
    added(cast.hana, incident, connected_to=person(incident, "A"), kind=AssociationKind.FRIEND)
    reported(cast.hana, incident, person(incident, "A"))
    shown = view(cast.hana, incident)
    assert shown.reason is None
    assert [node.mark for node in shown.nodes] == ["A", "B", "N1"]
    assert (shown.edges, shown.groups, shown.hidden, shown.stopped) == ((), (), 0, "")
    assert {node.groups for node in shown.nodes} == {()}
    read = queries.edge(cast.hana, incident.reference, "association", made.key, AT)
    assert read.edge.sentence == "Kai Mensah (A) is a brother or sister of Ella Quist (B)"
    mapped(cast.hana, incident)
    assert len(view(cast.hana, incident).edges) == 3


def test_the_reason_is_numbered_and_going_further_is_for_whoever_leads(cast: Cast, incident: Incident) -> None:
    told = {"at": AT, "reference": incident.reference, "words": "To find who is at risk"}
    with pytest.raises(Refused, match="Say why the connections are mapped"):
        operations.map_network(by=cast.hana, **{**told, "words": " "}, seen_number=0)
    with pytest.raises(Refused, match="Say why one step is not enough"):
        operations.map_network(by=cast.hana, **told, hops=2, seen_number=0)
    with pytest.raises(Refused, match="1 to 3 steps"):
        operations.map_network(by=cast.hana, **told, hops=4, hops_because="All of them", seen_number=0)
    with pytest.raises(NotPermitted):
        operations.map_network(by=cast.priya, **told, hops=2, hops_because="They asked", seen_number=0)
    first = operations.map_network(by=cast.priya, **told, seen_number=0)
    with pytest.raises(Stale) as stale:
        operations.map_network(by=cast.hana, **told, seen_number=0)
    assert stale.value.current == first
    operations.map_network(by=cast.hana, **told, hops=3, hops_because="A threat was made", seen_number=1)
    reason = view(cast.priya, incident).reason
    assert reason is not None
    assert (reason.number, reason.hops, reason.hops_because, reason.by) == (2, 3, "A threat was made", "Hana Malik")
    assert verbs(incident)[-2:] == ["network-mapped"] * 2


def test_it_goes_as_far_as_the_reason_and_says_where_it_stops(cast: Cast, incident: Incident) -> None:
    chain = [person(incident, "A")]
    for name in ("Noor", "Omar", "Pia", "Quinn"):
        # N1 to N4, each a friend of the one before
        chain.append(person_of(added(cast.hana, incident, name, connected_to=chain[-1], kind=AssociationKind.FRIEND)))
    mapped(cast.hana, incident)
    shown = view(cast.hana, incident)
    assert [(node.mark, node.hops) for node in shown.nodes] == [
        ("A", 0), ("B", 0), ("N1", 1), ("N2", 4), ("N3", 4), ("N4", 4),
    ]  # fmt: skip
    assert len(shown.edges) == 4  # everybody is in the network of this incident, so what connects them shows
    assert shown.stopped.startswith("The map goes 1 step ")
    mapped(cast.hana, incident, hops=3)
    shown = view(cast.hana, incident)
    assert [node.hops for node in shown.nodes] == [0, 0, 1, 2, 3, 4]
    assert shown.stopped.startswith("The map goes 3 steps ")


def test_a_map_that_ends_by_itself_says_nothing(cast: Cast, incident: Incident) -> None:
    mapped(cast.hana, incident)
    assert view(cast.hana, incident).stopped == ""


@pytest.fixture
def both(cast: Cast) -> tuple[Incident, Incident]:
    """Kai is A in both; the second, which the manager leads and Sam may open, has Lena as N1, Kai's friend."""
    first = reported_incident(
        cast.mace,
        place="Anglia Square",
        young_people=(ReportedYoungPerson(given_names="Kai", family_name="Mensah", date_of_birth=day("2011-03-04")),),
    )
    told = {"by": cast.manager, "at": AT, "reference": first.reference}
    operations.name_lead(**told, professional_key=cast.manager.key, why="Leads it")
    operations.add_to_team(**told, professional_key=cast.sam.key, why="Investigates both")
    added(cast.sam, first, "Lena", connected_to=person(first, "A"), kind=AssociationKind.FRIEND)
    kai = ReportedYoungPerson(
        given_names="Kai", family_name="Mensah", date_of_birth=day("2011-03-04"), parts=(Part.VICTIM,),
        answer=SamePerson(person(first, "A")),
    )  # fmt: skip
    second = with_team(cast, reported_incident(cast.hana, young_people=(kai,)))
    mapped(cast.hana, second)
    return first, second


def test_what_another_incident_knows_shows_to_whoever_may_open_it(cast: Cast, both) -> None:
    first, second = both
    shown = view(cast.sam, second)
    tail = first.reference[-4:]
    assert [node.mark for node in shown.nodes] == ["A", f"N1/{tail}"]
    lena = shown.nodes[1]
    assert (lena.reference, lena.hops, lena.is_involved, lena.where) == (first.reference, 1, False, "")
    assert [edge.sentence for edge in shown.edges] == [f"Lena Ferrow (N1/{tail}) is a friend of Kai Mensah (A)"]
    assert shown.hidden == 0


def test_what_is_out_of_reach_is_a_gap_that_says_whom_to_ask(cast: Cast, both) -> None:
    _, second = both
    shown = view(cast.priya, second)
    assert [node.mark for node in shown.nodes] == ["A"]
    assert shown.edges == ()
    assert shown.hidden == 1
    assert [ring.name for ring in shown.ring] == ["Owen Pryce"]
    assert shown.ask == "There is 1 connection that you cannot see. Ask Owen Pryce, 01632 960123."
    assert "Lena" not in str(shown)


def test_of_other_incidents_only_those_who_look_up_learn_that_there_is_something(cast: Cast, both) -> None:
    _, second = both
    operations.add_to_team(
        by=cast.hana, at=AT, reference=second.reference, professional_key=cast.joy.key, why="Takes the minutes"
    )
    shown = view(cast.joy, second)
    assert (shown.hidden, shown.ring, shown.ask) == (0, (), "")


def test_a_lapsed_assertion_is_not_there_at_all(cast: Cast, incident: Incident) -> None:
    mapped(cast.hana, incident)
    a, b = person(incident, "A"), person(incident, "B")
    made = said(cast.hana, incident, a, b, review_on=day("2026-11-30"))
    reported(cast.hana, incident, a, review_on=day("2026-11-30"))
    related(cast.hana, incident, review_on=day("2026-11-30"))
    last_day, next_day = AT + 9 * DAY, AT + 10 * DAY
    assert len(view(cast.hana, incident, last_day).edges) == 3
    shown = view(cast.hana, incident, next_day)
    assert (shown.edges, shown.groups, shown.hidden) == ((), (), 0)
    assert [node.groups for node in shown.nodes] == [(), ()]
    with pytest.raises(NotFound):
        queries.edge(cast.hana, incident.reference, "association", made.key, next_day)
    with pytest.raises(NotFound):
        operations.review(
            by=cast.hana, at=next_day, reference=incident.reference, about="association", key=made.key,
            review_on=day("2026-12-24"), because="Still so",
        )  # fmt: skip


def test_somebody_who_lapsed_is_there_while_a_connection_holds(cast: Cast, incident: Incident) -> None:
    mapped(cast.hana, incident)
    kin = {"connected_to": person(incident, "A"), "kind": AssociationKind.SIBLING}
    added(cast.hana, incident, "Noor", provenance=says(review_on=day("2027-11-01")), **kin)
    added(cast.hana, incident, "Omar")
    later = AT + 200 * DAY
    assert marks(cast.hana, incident) == ["A", "B", "N1", "N2"]
    assert marks(cast.hana, incident, later) == ["A", "B", "N1"]


def test_groups_are_what_is_reported_and_lead_to_nobody(cast: Cast, incident: Incident) -> None:
    mapped(cast.hana, incident, hops=3)
    a, noor = person(incident, "A"), added(cast.hana, incident)
    reported(cast.hana, incident, a, "Northside")
    reported(cast.hana, incident, person_of(noor), "NORTHSIDE ")
    related(cast.hana, incident)
    shown = view(cast.hana, incident)
    assert [group.name for group in shown.groups] == ["Northside", "Southgate"]
    assert [(node.mark, node.groups, node.hops) for node in shown.nodes] == [
        ("A", ("Northside",), 0), ("B", (), 0), ("N1", ("Northside",), 4),
    ]  # fmt: skip
    assert [edge.sentence for edge in shown.edges] == [
        "Kai Mensah (A): reported link to Northside",
        "Noor Ferrow (N1): reported link to Northside",
        "Northside and Southgate are said to be opposing groups",
    ]


def test_victims_are_victims_and_adults_have_no_letter(cast: Cast, incident: Incident) -> None:
    mapped(cast.hana, incident)
    ray = added(cast.hana, incident, entry=adult(), connected_to=person(incident, "A"), kind=AssociationKind.EXPLOITS)
    shown = view(cast.hana, incident)
    assert shown.nodes[0].parts == (("VICTIM", "Victim"),)
    assert [edge.sentence for edge in shown.edges] == ["Kai Mensah (A) is being exploited by Ray Dunmore (N1)"]
    assert shown.nodes[2].is_adult
    with pytest.raises(Refused, match="Only young people are given a letter"):
        operations.bring_into_incident(
            by=cast.hana, at=AT, reference=incident.reference, key=ray.key, part=Part.CONNECTED
        )


def test_a_reader_of_letters_reads_no_name(cast: Cast, incident: Incident) -> None:
    mapped(cast.hana, incident)
    added(cast.hana, incident, connected_to=person(incident, "A"), kind=AssociationKind.FRIEND)
    cast.priya.letters_only = True
    shown = view(cast.priya, incident)
    assert [node.label for node in shown.nodes] == ["A", "B", "N1"]
    assert [edge.sentence for edge in shown.edges] == ["N1 is a friend of A"]
    assert not any(name in str(shown) for name in ("Mensah", "Quist", "Ferrow"))


def test_stale_and_soon_to_lapse_are_marked(cast: Cast, incident: Incident) -> None:
    mapped(cast.hana, incident)
    a, b = person(incident, "A"), person(incident, "B")
    said(cast.hana, incident, a, b, observed_on=day("2026-08-01"), review_on=day("2026-12-01"))
    [edge] = view(cast.hana, incident).edges
    assert (edge.is_stale, edge.lapses_soon) == (True, True)
    said(cast.hana, incident, a, b, AssociationKind.IN_CONFLICT)
    assert [(e.is_stale, e.lapses_soon) for e in view(cast.hana, incident).edges] == [(True, True), (False, False)]
    assert [e.is_stale for e in view(cast.hana, incident, AT + 8 * DAY).edges] == [True, False]


def test_somebody_twice_is_refused_naming_the_mark(cast: Cast, incident: Incident) -> None:
    born = {"given_names": "Noor", "family_name": "Ferrow", "date_of_birth": day("2010-05-06")}
    first = added(cast.hana, incident, entry=Entry(**born))
    with pytest.raises(PossibleMatches):
        added(cast.priya, incident, entry=Entry(**born))
    with pytest.raises(Refused, match="already, as N1"):
        added(cast.priya, incident, entry=Entry(**born, answer=SamePerson(person_of(first))))
    letter = operations.bring_into_incident(
        by=cast.hana, at=AT, reference=incident.reference, key=first.key, part=Part.CONNECTED
    )
    assert letter.letter == "C"
    with pytest.raises(Refused, match="already, as C"):
        added(cast.priya, incident, entry=Entry(**born, answer=SamePerson(person_of(first))))
    assert NetworkPerson.objects.count() == 1


def test_bringing_in_gives_a_letter_once_and_is_told(cast: Cast, incident: Incident, monkeypatch) -> None:
    mapped(cast.hana, incident)
    noor = added(cast.hana, incident, why="Shares a flat", named_at_risk=True)
    told: list[happenings.Happening] = []
    monkeypatch.setattr(happenings, "tell", told.append)
    bring = {"by": cast.hana, "at": AT, "reference": incident.reference, "key": noor.key, "part": Part.SIBLING}
    made = operations.bring_into_incident(**bring)
    assert told == [
        happenings.YoungPersonInvolved(by=cast.hana, at=AT, incident_id=incident.pk, involvement_id=made.pk)
    ]
    with pytest.raises(Refused, match="already, as C"):
        operations.bring_into_incident(**bring)
    node = view(cast.hana, incident).nodes[2]
    assert (node.mark, node.key, node.why, node.named_at_risk, node.hops) == ("C", made.key, "Shares a flat", True, 0)
    shown = queries.member(cast.hana, incident.reference, noor.key, AT)
    assert (shown.letter, shown.number, shown.by) == ("C", 1, "Hana Malik")
    assert people_in_last("network-person-brought-in") == {str(person_of(noor))}


def test_naming_at_risk_and_no_longer(cast: Cast, incident: Incident) -> None:
    noor = added(cast.hana, incident)
    named = {"by": cast.priya, "at": AT, "reference": incident.reference, "key": noor.key}
    operations.name_at_risk(**named, named=True, why="Threatened on Saturday")
    assert view(cast.hana, incident).nodes[2].named_at_risk
    assert queries.member(cast.hana, incident.reference, noor.key, AT).node.why == "Threatened on Saturday"
    operations.name_at_risk(**named, named=False, why="It was somebody else")
    assert not view(cast.hana, incident).nodes[2].named_at_risk
    with pytest.raises(Refused, match="Say why this person"):
        operations.name_at_risk(**named, named=True, why="")
    with pytest.raises(NotFound):
        operations.name_at_risk(**{**named, "key": uuid4()}, named=True, why="x")


def test_naming_somebody_again_keeps_them_for_another_six_months(cast: Cast, incident: Incident) -> None:
    noor = added(cast.hana, incident)
    later = AT + 175 * DAY
    assert [(line.reference, line.count) for line in queries.lapsing(cast.hana, later)] == [(incident.reference, 1)]
    operations.name_at_risk(
        by=cast.priya, at=later, reference=incident.reference, key=noor.key, named=True, why="Threatened again"
    )
    noor.refresh_from_db()
    assert noor.review_on == day("2026-11-21") + 358 * DAY
    assert queries.lapsing(cast.hana, later) == []


def test_both_ends_are_of_this_incident_or_its_network(cast: Cast, incident: Incident, both) -> None:
    first, _ = both
    outside = person_of(NetworkPerson.objects.get(incident=first))
    with pytest.raises(NotFound):
        said(cast.sam, incident, person(incident, "A"), outside)
    with pytest.raises(NotFound):
        reported(cast.sam, incident, outside)


def test_a_handling_for_fewer_needs_a_connection_to_carry_it(cast: Cast, incident: Incident) -> None:
    with pytest.raises(Refused, match="The whole team sees who is in the network"):
        added(cast.sam, incident, provenance=says(handling="POLICE"))
    with pytest.raises(Refused, match="Say how they are connected"):
        added(cast.sam, incident, connected_to=person(incident, "A"))
    with pytest.raises(Refused, match="Say with whom"):
        added(cast.sam, incident, kind=AssociationKind.FRIEND)


def test_lines_and_entries_have_marks_and_keys_and_no_content(cast: Cast, incident: Incident) -> None:
    a, b = person(incident, "A"), person(incident, "B")
    words = {"words": "Zebra", "told_by": "Zebra", "handling_words": "Zebra"}
    noor = added(
        cast.hana, incident, why="Zebra", provenance=says(**words), connected_to=a, kind=AssociationKind.FRIEND
    )
    made = said(cast.hana, incident, a, b, AssociationKind.EXPLOITS, **words)
    link = reported(cast.hana, incident, a, "Zebra crew", **words)
    relation = related(cast.hana, incident, **words)
    common = {"by": cast.hana, "at": AT, "reference": incident.reference}
    operations.contest(**common, about="association", key=made.key, words="Zebra", contested_by="Zebra")
    operations.review(**common, about="group-link", key=link.key, review_on=day("2026-12-24"), because="Zebra")
    operations.contest(**common, about="group-relation", key=relation.key, words="Zebra", contested_by="Zebra")
    lines = TimelineEntry.objects.filter(incident=incident, source_key__gt="").order_by("id")
    assert [line.words for line in lines] == [
        "Hana Malik added N1 to the network.",
        "Hana Malik recorded a connection of N1 and A.",
        "Hana Malik recorded a connection of A and B.",
        "Hana Malik recorded what was reported of A.",
        "Hana Malik recorded how two groups stand to each other.",
        "Hana Malik recorded that something said of A and B is contested.",
        "Hana Malik looked again at something said of A.",
        "Hana Malik recorded that what was said of two groups is contested.",
    ]
    assert {line.source_key for line in lines} >= {str(one.key) for one in (noor, made, link, relation)}
    entries = list(AuditEntry.objects.filter(incident=incident.reference))
    assert not any("zebra" in entry.codes.lower() or "EXPLOITS" in entry.codes for entry in entries)
    assert not any("zebra" in one.words.lower() for one in EntryWords.objects.all())
    assert people_in_last("connection-recorded") == {str(a), str(b)}


def test_who_is_shut_out_or_without_the_permission(cast: Cast, incident: Incident) -> None:
    with pytest.raises(NotFound):
        view(cast.stranger, incident)
    operations.add_to_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.ward.key, why="On the ward"
    )
    assert view(cast.ward, incident).nodes
    operations.declare_connection(by=cast.ward, at=AT, reference=incident.reference, kind=ConnectionKind.RELATED)
    with pytest.raises(NotFound):
        view(cast.ward, incident)
    with pytest.raises(NotFound):
        said(cast.ward, incident, person(incident, "A"), person(incident, "B"))


def test_it_costs_the_same_however_many_there_are(cast: Cast, incident: Incident) -> None:
    mapped(cast.hana, incident, hops=2)
    a = person(incident, "A")

    def more() -> None:
        for number in range(8):
            name = f"Name{chr(97 + number)}{'x' if Association.objects.count() > 9 else 'y'}"
            noor = added(cast.hana, incident, name, connected_to=a, kind=AssociationKind.FRIEND)
            reported(cast.hana, incident, person_of(noor), f"Group {name}")
            said(cast.sam, incident, person_of(noor), person(incident, "B"), handling="POLICE_AND_LEAD")

    more()
    costs_the_same(lambda: view(cast.priya, incident), more, at_most=30)
