"""Removing a connection, or somebody in the network: rows are deleted, and only what was done stays in the audit."""

from datetime import timedelta

import pytest

from reachable.audit.models import Entry, EntryAbout, EntryWords
from reachable.common.refusals import NotFound, NotPermitted
from reachable.incidents import operations, queries, timeline
from reachable.incidents.models import GroupRelation, Incident, Involvement, NetworkPerson, TimelineEntry
from reachable.people.choices import Handling, SourceClass
from reachable.people.models import Association, Belonging, Group, GroupLink, MatchKey, Person, PersonRecord
from tests.domain.incident_hands import person_key, verbs
from tests.domain.removal_hands import SOON, associated, linked, member
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get()


@pytest.fixture
def leo(cast: Cast, incident: Incident) -> NetworkPerson:
    return member(cast.priya, incident)


def remove(by, incident: Incident, row, about: str = "association") -> None:
    operations.remove_assertion(by=by, at=AT, reference=incident.reference, about=about, key=row.key, because="WRONG")


def take_out(by, incident: Incident, who: NetworkPerson) -> None:
    operations.remove_from_network(by=by, at=AT, reference=incident.reference, key=who.key, because="ASKED")


@pytest.mark.clause("CTX-9")
def test_a_removed_connection_is_gone_with_its_line_and_the_audit_says_nothing_of_it(cast: Cast, incident, kai, leo):
    row = associated(cast.priya, kai.record, leo.record)
    timeline.write(incident, "associated", "A connection was added.", by=cast.priya, at=AT, source_key=str(row.key))
    remove(cast.priya, incident, row)
    assert not Association.objects.exists()
    assert not TimelineEntry.objects.filter(source_key=str(row.key)).exists()
    assert TimelineEntry.objects.filter(code="connection-removed", incident=incident).count() == 1
    entry = Entry.objects.get(verb="connection-removed")
    assert str(row.key) in entry.codes
    assert "WRONG" in entry.codes
    said = [*Entry.objects.values_list("codes", flat=True), *EntryWords.objects.values_list("words", flat=True)]
    assert not any("skatepark" in words or "Zephyrine" in words for words in said)


def test_a_group_of_which_nothing_is_said_any_longer_goes_with_the_last_link(cast: Cast, incident, kai, leo) -> None:
    first, second = linked(cast.priya, kai.record, "Northside"), linked(cast.priya, leo.record, "Northside")
    remove(cast.priya, incident, first, "group-link")
    assert Group.objects.count() == 1
    remove(cast.priya, incident, second, "group-link")
    assert not GroupLink.objects.exists()
    assert not Group.objects.exists()


def test_what_is_said_of_two_groups_is_removed_with_the_groups(cast: Cast, incident, kai) -> None:
    north = linked(cast.priya, kai.record, "Northside").group
    south = Group.objects.create(name="Southend", folded_name="southend", by=cast.priya, at=AT)
    row = GroupRelation.objects.create(
        incident=incident,
        one=north,
        other=south,
        stance="OPPOSING",
        source=SourceClass.RUMOUR,
        review_on=SOON,
        by=cast.priya,
        at=AT,
    )
    remove(cast.hana, incident, row, "group-relation")
    assert not GroupRelation.objects.exists()
    assert [group.name for group in Group.objects.all()] == ["Northside"]


def test_who_removes_it_said_it_leads_or_manages_and_nobody_else(cast: Cast, incident, kai, leo) -> None:
    row = associated(cast.priya, kai.record, leo.record)
    with pytest.raises(NotPermitted):
        remove(cast.sam, incident, row)
    with pytest.raises(NotFound):
        remove(cast.stranger, incident, row)
    remove(cast.hana, incident, row)
    assert not Association.objects.exists()


def test_a_connection_for_police_alone_does_not_exist_for_the_lead(cast: Cast, incident, kai, leo) -> None:
    row = associated(cast.sam, kai.record, leo.record, handling=Handling.POLICE)
    with pytest.raises(NotFound):
        remove(cast.hana, incident, row)
    remove(cast.sam, incident, row)


def test_a_connection_of_another_incident_is_not_found_through_this_one(cast: Cast, incident, kai, leo) -> None:
    other = reported_incident(cast.hana)
    row = associated(cast.hana, other.involvements.get().record, member(cast.hana, other, "Ada Quill").record)
    with pytest.raises(NotFound):
        remove(cast.hana, incident, row)


@pytest.mark.clause("CTX-9")
def test_somebody_in_the_network_goes_wholly(cast: Cast, incident, kai, leo) -> None:
    associated(cast.priya, kai.record, leo.record)
    linked(cast.priya, leo.record, "Northside")
    before = (Person.objects.count(), Belonging.objects.count())
    take_out(cast.priya, incident, leo)
    assert not NetworkPerson.objects.exists()
    assert not Association.objects.exists()
    assert not Group.objects.exists()
    assert not PersonRecord.objects.filter(pk=leo.record_id).exists()
    assert not MatchKey.objects.filter(record=leo.record_id).exists()
    assert (Person.objects.count(), Belonging.objects.count()) == (before[0] - 1, before[1] - 1)
    assert PersonRecord.objects.filter(pk=kai.record_id).exists()
    assert "network-person-removed" in verbs(incident)
    line = TimelineEntry.objects.get(code="network-person-removed")
    assert line.words == "N1 was removed from the network."


def test_who_has_a_letter_as_well_stays_recorded_with_what_was_asserted(cast: Cast, incident, kai, leo) -> None:
    row = associated(cast.priya, kai.record, leo.record)
    Involvement.objects.create(incident=incident, record=leo.record, position=1, added_by=cast.hana, added_at=AT)
    take_out(cast.priya, incident, leo)
    assert PersonRecord.objects.filter(pk=leo.record_id).exists()
    assert Association.objects.filter(pk=row.pk).exists()
    assert not NetworkPerson.objects.exists()


def test_a_record_in_the_network_of_another_incident_stays_there(cast: Cast, incident, leo) -> None:
    other = reported_incident(cast.hana)
    NetworkPerson.objects.create(
        incident=other,
        number=1,
        record=leo.record,
        why="Also there",
        source=SourceClass.MYSELF,
        review_on=SOON,
        by=cast.hana,
        at=AT,
    )
    take_out(cast.priya, incident, leo)
    assert [row.incident for row in NetworkPerson.objects.all()] == [other]
    assert PersonRecord.objects.filter(pk=leo.record_id).exists()


def test_who_took_somebody_out_is_found_by_the_key_of_the_person(cast: Cast, incident, leo) -> None:
    key = str(Belonging.objects.get(record=leo.record).person.key)
    take_out(cast.hana, incident, leo)
    entry = Entry.objects.get(verb="network-person-removed")
    assert (entry.by_key, entry.incident) == (str(cast.hana.key), incident.reference)
    assert EntryAbout.objects.filter(number=entry.number, key=key).exists()


def test_removing_takes_no_more_than_a_blink(cast: Cast, incident, kai, leo, django_assert_max_num_queries) -> None:
    for _ in range(3):
        associated(cast.priya, kai.record, leo.record, observed_on=(AT - timedelta(days=2)).date())
    with django_assert_max_num_queries(123):
        take_out(cast.priya, incident, leo)


def test_a_merged_twin_keeps_the_person_where_another_record_is_left(cast: Cast, incident, kai, leo) -> None:
    own = Belonging.objects.get(record=leo.record)
    kais = Belonging.objects.get(record=kai.record).person
    Belonging.objects.filter(pk=own.pk).update(until_at=AT, ended_by=cast.hana)
    Belonging.objects.create(record=leo.record, person=kais, from_at=AT, decided_by=cast.hana)
    take_out(cast.hana, incident, leo)
    assert person_key(kai) == str(kais.key)
    assert not Person.objects.filter(pk=own.person_id).exists()


def mapped(cast: Cast, incident: Incident) -> None:
    operations.map_network(
        by=cast.hana, at=AT, reference=incident.reference, words="To find who may be at risk", seen_number=0
    )


def vanishes(by, incident: Incident, about: str, row) -> str:
    return " ".join(queries.what_vanishes(by, incident.reference, about, row.key, AT))


def test_what_will_vanish_is_said_before(cast: Cast, incident, kai, leo) -> None:
    mapped(cast, incident)
    row = associated(cast.priya, kai.record, leo.record)
    link = linked(cast.priya, leo.record, "Northside")
    said = vanishes(cast.priya, incident, "association", row)
    for words in (
        "leaves the table, the picture and the timeline, for everybody at once",
        "Nothing that you see connects Leo Zephyrine (N1) any longer: they leave the list",
        "No copy is kept",
        "The audit keeps that it was removed",
    ):
        assert words in said
    said = vanishes(cast.priya, incident, "group-link", link)
    assert "Leo Zephyrine (N1) no longer stands under Northside" in said
    assert "Northside leaves the picture" in said
    said = vanishes(cast.priya, incident, "network-person", leo)
    for words in ("every count", "2 connections and reported links that you see go with them", "names, addresses"):
        assert words in said
    operations.place_hold(by=cast.hana, at=AT, reference=incident.reference, kind="INQUEST", because="Asked for")
    assert "A hold runs" in vanishes(cast.priya, incident, "association", row)


def test_who_is_connected_otherwise_stays_and_who_is_named_stays_named(cast: Cast, incident, kai, leo) -> None:
    mapped(cast, incident)
    row = associated(cast.priya, kai.record, leo.record)
    other = associated(cast.priya, kai.record, leo.record, kind="SHARES_SCHOOL")
    assert "Nothing that you see connects" not in vanishes(cast.priya, incident, "association", row)
    other.delete()
    NetworkPerson.objects.filter(pk=leo.pk).update(named_at_risk=True)
    assert "they stay named as at risk" in vanishes(cast.priya, incident, "association", row)


def test_who_has_a_letter_is_said_to_stay(cast: Cast, incident, leo) -> None:
    mapped(cast, incident)
    operations.bring_into_incident(by=cast.hana, at=AT, reference=incident.reference, key=leo.key, part="CONNECTED")
    assert "They stay in the incident as B" in vanishes(cast.priya, incident, "network-person", leo)


def test_what_is_not_seen_cannot_be_asked_about(cast: Cast, incident, kai, leo) -> None:
    mapped(cast, incident)
    row = associated(cast.sam, kai.record, leo.record, handling=Handling.POLICE)
    with pytest.raises(NotFound):
        vanishes(cast.priya, incident, "association", row)
    with pytest.raises(NotFound):
        vanishes(cast.stranger, incident, "network-person", leo)
    assert "go" in vanishes(cast.priya, incident, "network-person", leo)
