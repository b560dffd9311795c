"""A partner's list: nothing before it is confirmed, nobody twice, half-done gone on with, undone as a whole."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reachable.common import clock
from reachable.common.refusals import NotFound, NotPermitted, Refused, Stale
from reachable.directory.models import Professional
from reachable.incidents import operations, queries
from reachable.incidents.choices import HoldKind, ListOutcome, ListState, Part, RowDecision
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident, NetworkPerson, PartnerList, PartnerListRow, Sealed
from reachable.incidents.operations.writing_list import IN_ONE_STEP
from reachable.incidents.partner_lists.staged import Staged, unpack
from reachable.incidents.queries import ListView
from reachable.incidents.sealing import unsealed
from reachable.people import queries as people_queries
from reachable.people.models import Address, Belonging, Detail, Identifier, OtherName, Person, PersonRecord
from reachable.responses import operations as responses
from reachable.responses.choices import DispositionCode
from tests.counting import query_count
from tests.domain.removal_hands import associated, linked
from tests.factories import AT, Cast, reported_incident, staged_list, with_team

pytestmark = pytest.mark.django_db

HEADER = "Forename,Surname,DOB,Reason,Postcode,AKA,School,UPN,Warnings,PNC ID\n"
LIAM = "Liam,Ostrowski,03/04/2010,Was with Kai that evening,NR3 1AB,Lemmy,Mousehold High School,,VIOLENT,12/345678A\n"
NOAH = "Noah,Adeyemi,11/12/2009,Named in a threat online,,,,,,\n"
TWICE = LIAM
NOBODY = ",,31/02/2010,Somebody called JB,,,,,,\n"


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return another(cast)


def another(cast: Cast) -> Incident:
    ella = ReportedYoungPerson(given_names="Ella", family_name="Boateng", approximate_age=12, parts=(Part.SIBLING,))
    return with_team(cast, reported_incident(cast.hana, young_people=(ella,)))


def told(by: Professional, incident: Incident) -> dict[str, Any]:
    return {"by": by, "at": AT, "reference": incident.reference}


def view_of(by: Professional, one: PartnerList) -> ListView:
    return queries.partner_list(by, one.incident.reference, one.key, AT)


def read(by: Professional, incident: Incident, *rows: str) -> PartnerList:
    """A list whose rows wait to be checked."""
    return settle(by, staged_list(by, incident, HEADER + "".join(rows)))


def settle(by: Professional, one: PartnerList) -> PartnerList:
    """The columns as they were guessed."""
    view = view_of(by, one)
    assert view.table
    assert view.columns
    found, skipped = queries.find_rows(by, one.incident.reference, view.table, view.columns, AT)
    return operations.settle_columns(
        **told(by, one.incident),
        key=one.key,
        table=view.table,
        columns=view.columns,
        rows=found,
        skipped=skipped,
        seen_version=one.version,
    )


def decide(by: Professional, one: PartnerList, decision: str = RowDecision.LEAVE) -> PartnerList:
    """Every row that is open, the same way."""
    open_ones = {row.id: (decision, None) for row in view_of(by, one).rows if not row.decision}
    return operations.decide_rows(
        by=by, at=AT, reference=one.incident.reference, key=one.key, decisions=open_ones, seen_version=one.version
    )


def confirm(by: Professional, one: PartnerList) -> PartnerList:
    return operations.confirm_list(
        by=by, at=AT, reference=one.incident.reference, key=one.key, seen_version=one.version
    )


def write_all(by: Professional, one: PartnerList) -> None:
    for _ in range(60):
        if operations.write_some(by=by, at=AT, reference=one.incident.reference, key=one.key).is_finished:
            return
    raise AssertionError("it never ended")


def brought(by: Professional, incident: Incident, *rows: str) -> PartnerList:
    one = confirm(by, decide(by, read(by, incident, *rows)))
    write_all(by, one)
    one.refresh_from_db()
    return one


def rows_in_all() -> dict[str, int]:
    models = (Person, PersonRecord, Belonging, OtherName, Address, Detail, Identifier, NetworkPerson)
    return {model.__name__: model.objects.count() for model in models}


def test_nothing_is_in_the_network_before_it_is_confirmed(cast: Cast, incident: Incident) -> None:
    before = rows_in_all()
    one = decide(cast.sam, read(cast.sam, incident, LIAM, NOAH, TWICE, NOBODY))
    assert rows_in_all() == before
    confirm(cast.sam, one)
    assert rows_in_all() == before


def test_each_row_is_told_by_what_was_found(cast: Cast, incident: Incident) -> None:
    view = view_of(cast.sam, read(cast.sam, incident, LIAM, NOAH, TWICE, NOBODY))
    assert [row.outcome for row in view.rows] == [
        ListOutcome.NEW, ListOutcome.NEW, ListOutcome.DUPLICATE, ListOutcome.PROBLEM
    ]  # fmt: skip
    assert view.rows[3].problems
    assert [row.number for row in view.rows] == [2, 3, 4, 5]
    assert [row.decision for row in view.rows[:3]] == [RowDecision.BRING, RowDecision.BRING, RowDecision.LEAVE]


def test_flags_and_police_numbers_are_never_stored_and_said_to_be_dropped(cast: Cast, incident: Incident) -> None:
    one = read(cast.sam, incident, LIAM)
    kept = f"{one.table}{[row.person for row in one.rows.all()]}"
    assert "VIOLENT" not in kept
    assert "345678A" not in kept
    assert {"Warning flag", "Police National Computer number"} <= set(view_of(cast.sam, one).dropped)


def test_what_a_row_says_stands_in_the_network_afterwards(cast: Cast, incident: Incident) -> None:
    brought(cast.sam, incident, LIAM)
    member = NetworkPerson.objects.select_related("record").get()
    assert (member.mark, member.why, member.told_by) == ("N1", "Was with Kai that evening", "MACE police")
    assert (member.record.display_name, str(member.record.date_of_birth)) == ("Liam Ostrowski", "2010-04-03")
    assert OtherName.objects.get(record=member.record).name == "Lemmy"
    assert Address.objects.get(record=member.record).postcode == "NR3 1AB"
    assert Detail.objects.get(record=member.record).where == "Mousehold High School"
    assert member.named_at_risk
    assert member.review_on == clock.local_date(AT) + timedelta(days=183)


def test_what_is_longer_than_can_be_kept_holds_nobody_up(cast: Cast, incident: Incident) -> None:
    long = "".join(chr(97 + n % 26) for n in range(1500))
    one = read(cast.sam, incident, f"Liam,Ostrowski,03/04/2010,{long},,{long},{long},,,\n")
    one = confirm(cast.sam, decide(cast.sam, one, RowDecision.BRING))
    write_all(cast.sam, one)
    member = NetworkPerson.objects.get()
    assert (len(member.why), len(Detail.objects.get(record=member.record).where)) == (1000, 200)


def test_the_same_number_twice_holds_nobody_up(cast: Cast, incident: Incident) -> None:
    header = "Forename,Surname,DOB,Reason,Mosaic ID\n"
    one = staged_list(cast.sam, incident, header + "Al,Bard,03/04/2010,Seen,44121\nCy,Dean,05/06/2011,Seen,44121\n")
    one = confirm(cast.sam, decide(cast.sam, settle(cast.sam, one), RowDecision.BRING))
    write_all(cast.sam, one)
    assert NetworkPerson.objects.count() == 2


def test_the_rows_and_the_cells_are_gone_once_it_is_in(cast: Cast, incident: Incident) -> None:
    one = brought(cast.sam, incident, LIAM, NOAH, NOBODY)
    assert one.state == ListState.DONE
    assert one.table == {}
    assert [row.person for row in PartnerListRow.objects.all()] == [{}, {}, {}]


def test_the_importer_and_the_lead_read_it_and_nobody_else(cast: Cast, incident: Incident) -> None:
    one = read(cast.sam, incident, LIAM)
    assert view_of(cast.hana, one).rows
    for who in (cast.priya, cast.stranger):
        with pytest.raises(NotFound):
            view_of(who, one)
    with pytest.raises(NotFound):
        decide(cast.priya, one)
    assert [line.opens for line in queries.lists_of(cast.priya, incident.reference, AT)] == [False]


def test_who_may_not_bring_lists_is_refused(cast: Cast, incident: Incident) -> None:
    operations.add_to_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.joy.key, why="Minutes"
    )
    with pytest.raises(NotPermitted):
        staged_list(cast.joy, incident)


def test_a_list_needs_a_purpose(cast: Cast, incident: Incident) -> None:
    one = staged_list(cast.sam, incident)
    assert one.purpose
    view = view_of(cast.sam, one)
    assert view.table
    assert view.columns
    with pytest.raises(Refused, match="what the list is for"):
        operations.stage_list(
            by=cast.sam,
            at=AT,
            reference=incident.reference,
            staged=Staged(view.table, view.columns, ()),
            purpose="  ",
            relevance="",
            from_agency="",
            source="WRITTEN",
        )


def test_it_is_not_confirmed_while_a_row_waits_for_an_answer(cast: Cast, incident: Incident) -> None:
    held = brought(cast.sam, another(cast), NOAH)
    assert held.state == ListState.DONE
    one = read(cast.sam, incident, LIAM, NOAH)
    assert view_of(cast.sam, one).rows[1].outcome == ListOutcome.MATCH
    with pytest.raises(Refused, match="Row 3 may be held already"):
        confirm(cast.sam, one)


def test_somebody_held_is_linked_when_a_person_says_so(cast: Cast, incident: Incident) -> None:
    brought(cast.sam, another(cast), NOAH)
    there = NetworkPerson.objects.get()
    one = read(cast.sam, incident, NOAH)
    row = view_of(cast.sam, one).rows[0]
    same = {row.id: (RowDecision.SAME, row.matches[0].person_key)}
    one = operations.decide_rows(**told(cast.sam, incident), key=one.key, decisions=same, seen_version=one.version)
    write_all(cast.sam, confirm(cast.sam, one))
    here = NetworkPerson.objects.get(incident=incident)
    people = {b.person_id for b in Belonging.objects.filter(record__in=[there.record_id, here.record_id])}
    assert len(people) == 1


def test_a_row_can_only_be_somebody_who_was_found(cast: Cast, incident: Incident) -> None:
    one = read(cast.sam, incident, LIAM)
    row = view_of(cast.sam, one).rows[0]
    for decision in ((RowDecision.SAME, incident.key), ("NEVER", None), (RowDecision.BRING, incident.key)):
        with pytest.raises(Refused):
            operations.decide_rows(
                **told(cast.sam, incident),
                key=one.key,
                decisions={row.id: decision},
                seen_version=one.version,
            )


def test_a_row_without_anybody_cannot_be_brought_in(cast: Cast, incident: Incident) -> None:
    one = read(cast.sam, incident, LIAM, ",,,Somebody with a hood,,,,,,\n")
    nobody = [row for row in view_of(cast.sam, one).rows if not row.is_somebody]
    for row in nobody:
        with pytest.raises(Refused, match="nothing says who it is"):
            operations.decide_rows(
                **told(cast.sam, incident),
                key=one.key,
                decisions={row.id: (RowDecision.BRING, None)},
                seen_version=one.version,
            )


def test_two_who_check_it_at_the_same_time_do_not_overwrite_each_other(cast: Cast, incident: Incident) -> None:
    one = read(cast.sam, incident, LIAM)
    decide(cast.hana, one)
    with pytest.raises(Stale):
        confirm(cast.sam, one)


GIVEN = (
    "Aaron",
    "Bella",
    "Ciaran",
    "Dorota",
    "Ewan",
    "Femi",
    "Gintaras",
    "Hodan",
    "Ivo",
    "Jolanta",
    "Kwame",
    "Leyla",
    "Mirela",
)
FAMILY = (
    "Quist",
    "Radziwill",
    "Stubbs",
    "Thaxter",
    "Umoh",
    "Vasiliauskas",
    "Warsame",
    "Xavier",
    "Yeboah",
    "Zelenko",
    "Blyth",
)


def many(count: int, first: int = 0) -> list[str]:
    """People who do not look alike."""
    return [
        f"{GIVEN[n % 13]},{FAMILY[n % 11]},{n % 28 + 1:02d}/0{n % 9 + 1}/{2006 + n % 8},Seen together,,,,,,\n"
        for n in range(first, first + count)
    ]


def test_a_half_done_one_is_gone_on_with_and_nobody_is_brought_twice(cast: Cast, incident: Incident) -> None:
    one = confirm(cast.sam, decide(cast.sam, read(cast.sam, incident, *many(IN_ONE_STEP + 5))))
    common = told(cast.sam, incident) | {"key": one.key}
    first = operations.write_some(**common)
    assert (first.done, first.of, first.is_finished) == (IN_ONE_STEP, IN_ONE_STEP + 5, False)
    assert NetworkPerson.objects.count() == IN_ONE_STEP
    write_all(cast.hana, one)  # the lead goes on
    operations.write_some(**common)
    assert NetworkPerson.objects.count() == IN_ONE_STEP + 5


def test_undoing_takes_out_everything_that_it_brought(cast: Cast, incident: Incident) -> None:
    before = rows_in_all()
    one = brought(cast.sam, incident, LIAM, *many(IN_ONE_STEP))
    undo(cast.sam, one)
    assert rows_in_all() == before
    one.refresh_from_db()
    assert one.state == ListState.UNDONE


def test_a_half_done_one_is_undone_as_a_whole(cast: Cast, incident: Incident) -> None:
    before = rows_in_all()
    one = confirm(cast.sam, decide(cast.sam, read(cast.sam, incident, *many(IN_ONE_STEP + 5))))
    common = told(cast.sam, incident) | {"key": one.key}
    operations.write_some(**common)
    undo(cast.sam, one)
    assert rows_in_all() == before
    assert not PartnerListRow.objects.exists()


def undo(by: Professional, one: PartnerList) -> None:
    common: dict[str, Any] = {"by": by, "at": AT, "reference": one.incident.reference, "key": one.key}
    operations.begin_undoing(**common)
    while not operations.undo_some(**common).is_finished:
        pass


def connected(cast: Cast, member: NetworkPerson) -> None:
    associated(cast.priya, member.record, member.incident.involvements.get().record)


def linked_to_a_group(cast: Cast, member: NetworkPerson) -> None:
    linked(cast.priya, member.record, "Northside")


def answered(cast: Cast, member: NetworkPerson) -> None:
    key = people_queries.current_person_keys([member.record_id])[member.record_id]
    common = {
        **told(cast.priya, member.incident),
        "code": DispositionCode.NO_ACTION_NOW,
        "because": "Has moved",
        "seen_number": 0,
    }
    responses.dispose(**common, person_key=key)


def given_a_letter(cast: Cast, member: NetworkPerson) -> None:
    operations.bring_into_incident(**told(cast.hana, member.incident), key=member.key, part=Part.CONNECTED)


def given_an_address(cast: Cast, member: NetworkPerson) -> None:
    later = AT + timedelta(hours=1)
    Address.objects.create(record=member.record, postcode="NR2 1AA", is_safe=False, by=cast.priya, at=later)


@pytest.mark.parametrize("build", [connected, linked_to_a_group, answered, given_a_letter, given_an_address])
def test_undoing_is_refused_as_a_whole_once_something_was_built_on_somebody(
    cast: Cast, incident: Incident, build: Callable[[Cast, NetworkPerson], None]
) -> None:
    one = brought(cast.sam, incident, LIAM, NOAH)
    build(cast, NetworkPerson.objects.get(number=2))
    before = rows_in_all()
    with pytest.raises(Refused, match="recorded about N2 since"):
        operations.begin_undoing(**told(cast.sam, incident), key=one.key)
    one.refresh_from_db()
    assert (one.state, rows_in_all()) == (ListState.DONE, before)


@pytest.mark.parametrize("kept", [False, True])
def test_who_is_undone_under_a_hold_is_sealed_and_otherwise_gone(cast: Cast, incident: Incident, kept: bool) -> None:
    one = brought(cast.sam, incident, LIAM, NOAH)
    if kept:
        operations.place_hold(**told(cast.hana, incident), kind=HoldKind.CRIMINAL, because="Crown Court")
    undo(cast.sam, one)
    assert not NetworkPerson.objects.exists()
    titles = {unsealed(row).title for row in Sealed.objects.all()}
    assert titles == ({"N1: Liam Ostrowski", "N2: Noah Adeyemi"} if kept else set())


def test_what_was_left_out_of_a_row_is_still_said_at_that_row(cast: Cast, incident: Incident) -> None:
    one = read(cast.sam, incident, NOAH, LIAM, "Mia,Blyth,01/02/2011,Warning markers: VIOLENT,,,,,no,\n")
    assert [row.dropped for row in view_of(cast.sam, one).rows] == [
        (), ("Warning flag", "Police National Computer number"), ("Warning flag",)
    ]  # fmt: skip
    view = view_of(cast.sam, one)
    assert view.table
    assert view.columns
    again, _ = queries.find_rows(cast.sam, incident.reference, view.table, view.columns, AT)
    assert [row.dropped for row in again] == [row.dropped for row in view.rows]


def test_titles_above_the_headings_are_not_kept(cast: Cast, incident: Incident) -> None:
    one = staged_list(cast.sam, incident, "Gang nominals: Kai Fenwick and others,,\nForename,Surname,Reason\nAl,Ba,x\n")
    assert "Fenwick" not in str(one.table)
    assert [cells for _, cells in unpack(one.table)[0].body] == [("Al", "Ba", "x")]


def test_a_row_with_a_problem_is_not_brought_twice_either(cast: Cast, incident: Incident) -> None:
    wrong = "Mia,Thaxter,31/02/2010,Followed home,,,,,,\n"
    one = confirm(cast.sam, decide(cast.sam, read(cast.sam, incident, wrong), RowDecision.BRING))
    write_all(cast.sam, one)
    again = view_of(cast.sam, read(cast.sam, incident, wrong)).rows
    assert [row.outcome for row in again] == [ListOutcome.DUPLICATE]
    assert "as N1" in again[0].problems[0]


def test_dropping_one_that_is_not_confirmed_erases_what_was_read(cast: Cast, incident: Incident) -> None:
    one = read(cast.sam, incident, LIAM)
    operations.begin_undoing(**told(cast.sam, incident), key=one.key)
    one.refresh_from_db()
    assert (one.state, one.table) == (ListState.UNDONE, {})
    assert not PartnerListRow.objects.exists()
    with pytest.raises(Refused, match="nothing of this list left"):
        operations.begin_undoing(**told(cast.sam, incident), key=one.key)


def test_writing_takes_the_same_statements_however_many_rows(cast: Cast) -> None:
    counts = []
    for rows in (many(IN_ONE_STEP - 8), many(IN_ONE_STEP, 40)):
        incident = another(cast)
        one = confirm(cast.sam, decide(cast.sam, read(cast.sam, incident, *rows)))
        with query_count(at_most=60) as statements:
            operations.write_some(by=cast.sam, at=AT, reference=incident.reference, key=one.key)
        counts.append(len(statements))
    assert counts[1] <= counts[0] + 5  # reading those who are held and look alike, where there are any


given_names = st.sampled_from(["Kai", "Ayo", "Zofia", "Łukasz", "Ema", "Mohamed"])
row = st.builds(
    lambda given, family, day, year: f"{given},{family},{day:02d}/05/{year},Seen together,,,,,,\n",
    given_names, st.sampled_from(["Mensah", "Nowak", "Ali", "O'Neill"]), st.integers(1, 28), st.integers(2006, 2014),
)  # fmt: skip


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(row, min_size=1, max_size=6))
def test_bringing_the_same_list_in_again_brings_nobody(cast: Cast, rows: list[str]) -> None:
    assert cast.everybody
    incident = another(cast)
    one = confirm(cast.sam, decide(cast.sam, read(cast.sam, incident, *rows), RowDecision.BRING))
    write_all(cast.sam, one)
    there = NetworkPerson.objects.filter(incident=incident).count()
    again = read(cast.sam, incident, *rows)
    assert {row.outcome for row in view_of(cast.sam, again).rows} == {ListOutcome.DUPLICATE}
    with pytest.raises(Refused, match="nobody to bring in"):
        confirm(cast.sam, again)
    assert NetworkPerson.objects.filter(incident=incident).count() == there


def test_the_audit_holds_no_word_of_the_list(cast: Cast, incident: Incident) -> None:
    brought(cast.sam, incident, LIAM)
    with connection.cursor() as cursor:
        assert "Ostrowski" not in "".join(_audit_text(cursor))


def _audit_text(cursor: Any) -> Iterator[str]:
    for table in ("audit_entry", "audit_entry_words"):
        cursor.execute(f"SELECT * FROM {table}")
        yield from map(str, cursor.fetchall())
