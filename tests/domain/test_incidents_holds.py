"""Holds: what is removed or lapses while one runs is sealed, read with a reason, and erased with the last of them."""

import json
from datetime import timedelta

import pytest

from reachable.audit.models import Entry, EntryAbout, EntryWords
from reachable.common.refusals import NotFound, NotPermitted, Refused
from reachable.incidents import operations, queries
from reachable.incidents.choices import HoldKind
from reachable.incidents.models import Hold, Incident, Involvement, NetworkPerson, Sealed, TimelineEntry
from reachable.people.models import Association, PersonRecord
from tests.domain.incident_hands import verbs
from tests.domain.removal_hands import YESTERDAY, associated, linked, member
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=3)


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get()


@pytest.fixture
def leo(cast: Cast, incident: Incident) -> NetworkPerson:
    return member(cast.priya, incident)


def hold(by, incident: Incident, kind: str = HoldKind.INQUEST, because: str = "The coroner asked") -> Hold:
    return operations.place_hold(by=by, at=AT, reference=incident.reference, kind=kind, because=because)


def end(by, one: Hold) -> int:
    return operations.end_hold(
        by=by, at=LATER, reference=one.incident.reference, key=one.key, because="The inquest is over"
    )


def read(by, incident: Incident, because: str = "Asked by the coroner's officer") -> list[operations.SealedThing]:
    return operations.read_sealed(by=by, at=LATER, reference=incident.reference, because=because)


def take_out(by, incident: Incident, who: NetworkPerson) -> None:
    operations.remove_from_network(by=by, at=AT, reference=incident.reference, key=who.key, because="ASKED")


def said_in(things: list[operations.SealedThing]) -> str:
    return json.dumps([thing.copy.as_json() for thing in things])


def test_what_is_removed_under_a_hold_is_sealed_with_words_names_and_provenance(cast: Cast, incident, kai, leo) -> None:
    hold(cast.hana, incident)
    associated(cast.priya, kai.record, leo.record, told_by="A teacher")
    linked(cast.priya, leo.record, "Northside")
    take_out(cast.priya, incident, leo)
    assert not Association.objects.exists()
    assert not PersonRecord.objects.filter(pk=leo.record_id).exists()
    things = read(cast.ig, incident)
    assert sorted(str(thing.kind_label) for thing in things) == [
        "Connection between two people",
        "Reported link to a group",
        "Somebody in the network",
    ]
    words = said_in(things)
    for kept in ("Leo Zephyrine", "Kai Mensah", "skatepark", "A teacher", "Northside", "Seen or heard myself", "Priya"):
        assert kept in words
    assert not any(thing.expired for thing in things)


def test_what_is_sealed_cannot_be_read_from_the_row(cast: Cast, incident, kai, leo) -> None:
    hold(cast.hana, incident)
    take_out(cast.priya, incident, leo)
    assert all(b"Zephyrine" not in bytes(row.contents) for row in Sealed.objects.all())


def test_what_lapses_under_a_hold_is_sealed_as_lapsed(cast: Cast, incident, kai, leo) -> None:
    hold(cast.hana, incident)
    associated(cast.priya, kai.record, leo.record, review_on=YESTERDAY)
    operations.expire(by=None, at=AT)
    [thing] = read(cast.ig, incident)
    assert thing.expired
    assert not Association.objects.exists()


def test_without_a_hold_nothing_is_kept(cast: Cast, incident, kai, leo) -> None:
    take_out(cast.priya, incident, leo)
    assert not Sealed.objects.exists()
    with pytest.raises(NotFound):
        read(cast.ig, incident)


def test_a_hold_of_another_incident_keeps_nothing_here(cast: Cast, incident, kai, leo) -> None:
    hold(cast.hana, reported_incident(cast.hana))
    take_out(cast.priya, incident, leo)
    assert not Sealed.objects.exists()


def test_the_last_hold_that_ends_erases_what_was_sealed(cast: Cast, incident, kai, leo) -> None:
    first, second = hold(cast.hana, incident), hold(cast.ig, incident, HoldKind.COMPLAINT, "A complaint came in")
    take_out(cast.priya, incident, leo)
    assert end(cast.hana, first) == 0
    assert Sealed.objects.count() == 1
    assert end(cast.ig, second) == 1
    assert not Sealed.objects.exists()
    with pytest.raises(NotFound):
        end(cast.ig, second)
    lines = TimelineEntry.objects.filter(code="hold-ended").order_by("pk").values_list("words", flat=True)
    assert list(lines) == ["A hold ended; another one runs.", "The last hold ended: what was sealed is erased."]


def test_each_reading_is_in_the_audit_with_its_reason_and_whom_it_was_about(cast: Cast, incident, kai, leo) -> None:
    hold(cast.hana, incident)
    take_out(cast.priya, incident, leo)
    [thing] = read(cast.ig, incident)
    entry = Entry.objects.get(verb="sealed-read")
    assert entry.incident == incident.reference
    assert "coroner" in EntryWords.objects.get(number=entry.number).words
    assert EntryAbout.objects.filter(number=entry.number, key=thing.copy.people[0]).exists()


def test_reading_takes_a_reason_and_the_office(cast: Cast, incident, kai, leo) -> None:
    hold(cast.hana, incident)
    take_out(cast.priya, incident, leo)
    with pytest.raises(Refused):
        read(cast.ig, incident, " ")
    with pytest.raises(NotPermitted):
        read(cast.hana, incident)
    assert "sealed-read" not in verbs(incident)


def test_who_keeps_holds(cast: Cast, incident) -> None:
    with pytest.raises(NotPermitted):
        hold(cast.priya, incident)
    with pytest.raises(NotFound):
        hold(cast.manager, incident)
    assert hold(cast.ig, incident).by == cast.ig
    with pytest.raises(Refused):
        hold(cast.hana, incident, because="")


def test_the_page_of_holds_counts_what_is_sealed_and_says_nothing_of_it(cast: Cast, incident, kai, leo) -> None:
    one = hold(cast.hana, incident)
    take_out(cast.priya, incident, leo)
    view = queries.holds(cast.hana, incident.reference, AT)
    assert [line.kind_label for line in view.running] == ["Inquest"]
    assert view.sealed == (("Somebody in the network", 1),)
    assert "Zephyrine" not in repr(view)
    end(cast.hana, one)
    assert queries.holds(cast.hana, incident.reference, AT).running == ()
    with pytest.raises(NotPermitted):
        queries.holds(cast.priya, incident.reference, AT)
    [line] = queries.held_incidents(cast.ig)
    assert (line.reference, line.running, line.sealed) == (incident.reference, 0, 0)


def test_a_hold_on_the_incident_keeps_what_goes_from_a_report_that_was_joined_to_it(cast: Cast, incident, kai) -> None:
    report = reported_incident(cast.hana)
    with_team(cast, report)
    leo = member(cast.priya, report)
    edt = cast.edt
    operations.add_to_team(by=cast.hana, at=AT, reference=incident.reference, professional_key=edt.key, why="On duty")
    operations.add_to_team(by=cast.hana, at=AT, reference=report.reference, professional_key=edt.key, why="On duty")
    same = {report.involvements.get().key: kai.key}
    operations.join_reports(by=edt, at=AT, reference=report.reference, into=incident.reference, same=same)
    hold(cast.hana, incident)
    leo.refresh_from_db()
    take_out(cast.hana, incident, leo)
    assert [row.incident for row in Sealed.objects.all()] == [incident]
