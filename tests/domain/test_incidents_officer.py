"""The officer may leave the hospital: what has to be there, when it lapses, and that leaving is always recordable."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from reachable.common.refusals import NotFound, NotPermitted, Refused, Stale
from reachable.directory.models import Professional
from reachable.incidents import operations, queries
from reachable.incidents.choices import FactKind, FactStands, Said, Where
from reachable.incidents.models import Fact, Incident, OfficerMayLeave, TimelineEntry
from reachable.incidents.queries.hospital import officer_gates
from tests.at_once import at_once
from tests.counting import query_count
from tests.domain.hospital_hands import NOT_DISCUSSED, WHOLE, agree, discussed, gate
from tests.domain.incident_hands import involved, people_in_last, person_key, said, settled, told, verbs
from tests.domain.test_incidents_report import young_people
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


def missing_words(state) -> list[str]:
    return [one.words for one in state.missing]


@pytest.mark.clause("HOS-6")
@pytest.mark.parametrize("name", ["sam", "hana"])
def test_it_is_agreed_once_it_was_discussed(cast: Cast, incident: Incident, name: str) -> None:
    by, later = getattr(cast, name), AT + 5 * MINUTE
    with pytest.raises(Refused, match="have not discussed"):
        agree(by, incident, None)
    assert (gate(cast.priya, incident).stands, gate(cast.priya, incident).may_be_passed) == ("not agreed", False)
    one = discussed(cast.priya, incident, at=AT + MINUTE)
    ready = gate(cast.priya, incident, later)
    assert (ready.stands, ready.may_be_passed, ready.passed_at) == ("not agreed", True, None)
    row = agree(by, incident, one.key, later)
    assert (row.number, row.discussion, row.by, row.at) == (1, one, by, later)
    agreed = gate(cast.priya, incident, later)
    assert (agreed.stands, agreed.passed_at, agreed.passed_by) == ("agreed", later, by.name)
    assert (agreed.code, agreed.letter, agreed.early) == ("officer-may-leave", "A", "")
    assert verbs(incident).count("officer-may-leave-agreed") == 1
    assert people_in_last("officer-may-leave-agreed") == {person_key(involved(incident))}
    [line] = TimelineEntry.objects.filter(incident=incident, code="officer-may-leave-agreed")
    assert line.words == f"{by.name} agreed that the officer may leave A in hospital."
    assert agree(by, incident, one.key, later + MINUTE) == row, "sent twice"
    assert OfficerMayLeave.objects.count() == 1


def test_who_may_agree(cast: Cast, incident: Incident) -> None:
    one = discussed(cast.priya, incident)
    with pytest.raises(NotPermitted):
        agree(cast.priya, incident, one.key)
    with pytest.raises(NotFound):
        agree(cast.mace, incident, one.key)
    with pytest.raises(NotFound):
        operations.agree_officer_may_leave(
            by=cast.sam, at=AT, reference=incident.reference, involvement_key=uuid4(), seen_discussion_key=one.key
        )
    assert not OfficerMayLeave.objects.exists()


@pytest.mark.clause("HOS-6")
def test_a_later_discussion_makes_it_not_agreed_again(cast: Cast, incident: Incident) -> None:
    first = discussed(cast.priya, incident)
    agree(cast.sam, incident, first.key, AT + MINUTE)
    second = discussed(cast.priya, incident, at=AT + HOUR, visitors="not-agreed")
    after = gate(cast.hana, incident, AT + HOUR)
    assert (after.stands, missing_words(after)) == ("not agreed", ["whether visitors are limited is not decided"])
    with pytest.raises(Stale) as stale:
        agree(cast.sam, incident, first.key, AT + HOUR)
    assert stale.value.current.key == second.key
    with pytest.raises(Refused, match="whether visitors are limited"):
        agree(cast.sam, incident, second.key, AT + HOUR)
    settled(cast.priya, second, FactStands.MISTAKE, AT + 2 * HOUR)
    assert gate(cast.hana, incident, AT + 2 * HOUR).stands == "agreed", "the first is the last again"


def test_one_recorded_late_of_an_earlier_hour_changes_nothing(cast: Cast, incident: Incident) -> None:
    last = discussed(cast.priya, incident)
    agree(cast.sam, incident, last.key)
    told(
        cast.priya,
        incident,
        FactKind.WARD_DISCUSSION,
        "A",
        AT + HOUR,
        happened_at=AT - 30 * MINUTE,
        said={"visitors": "not-agreed"},
    )
    assert gate(cast.hana, incident, AT + HOUR).stands == "agreed"


@pytest.mark.clause("HOS-6")
@pytest.mark.parametrize("standing", [FactStands.MISTAKE, FactStands.ENDED])
def test_a_discussion_that_no_longer_stands_carries_no_agreement(cast: Cast, incident: Incident, standing: str) -> None:
    one = discussed(cast.priya, incident)
    agree(cast.sam, incident, one.key)
    settled(cast.priya, one, standing, AT + HOUR, ended_on=AT.date() if standing == FactStands.ENDED else None)
    after = gate(cast.hana, incident, AT + HOUR)
    assert (after.stands, missing_words(after)) == ("not agreed", [NOT_DISCUSSED])
    with pytest.raises(Stale):
        agree(cast.sam, incident, one.key, AT + HOUR)


@pytest.mark.clause("HOS-6")
def test_putting_the_discussion_right_asks_for_the_agreement_again(cast: Cast, incident: Incident) -> None:
    one = discussed(cast.priya, incident)
    agree(cast.sam, incident, one.key)
    right = told(
        cast.priya,
        incident,
        FactKind.WARD_DISCUSSION,
        "A",
        AT + HOUR,
        said=WHOLE | {"police": "Sgt Leigh"},
        replaces_key=one.key,
        because="Another name",
    )
    assert gate(cast.hana, incident, AT + HOUR).stands == "not agreed"
    assert agree(cast.hana, incident, right.key, AT + HOUR).number == 2
    assert gate(cast.hana, incident, AT + HOUR).stands == "agreed"


@pytest.mark.clause("HOS-6")
def test_a_new_admission_makes_it_not_agreed_again(cast: Cast, incident: Incident) -> None:
    one = discussed(cast.priya, incident)
    agree(cast.sam, incident, one.key)
    said(cast.priya, incident, Where.HOSPITAL, at=AT + HOUR, place="Cley ward")
    assert gate(cast.hana, incident, AT + HOUR).stands == "agreed", "another ward is the same stay"
    said(cast.priya, incident, Where.HOME, at=AT + 2 * HOUR)
    assert gate(cast.hana, incident, AT + 2 * HOUR).stands == "agreed"
    said(cast.priya, incident, Where.HOSPITAL, at=AT + 5 * HOUR)
    again = gate(cast.hana, incident, AT + 5 * HOUR)
    assert (again.stands, missing_words(again)) == ("not agreed", [NOT_DISCUSSED])
    told(cast.priya, incident, FactKind.WARD_DISCUSSION, "A", AT + 6 * HOUR, happened_at=AT + HOUR, said=WHOLE)
    assert missing_words(gate(cast.hana, incident, AT + 6 * HOUR)) == [NOT_DISCUSSED], "it was of the stay before"
    of_this = told(
        cast.priya, incident, FactKind.WARD_DISCUSSION, "A", AT + 6 * HOUR, happened_at=AT + 4 * HOUR, said=WHOLE
    )
    agree(cast.sam, incident, of_this.key, AT + 6 * HOUR)
    assert gate(cast.hana, incident, AT + 6 * HOUR).stands == "agreed"


def test_an_admission_that_was_wrong_begins_no_stay(cast: Cast, incident: Incident) -> None:
    one = discussed(cast.priya, incident)
    agree(cast.sam, incident, one.key)
    said(cast.priya, incident, Where.HOME, at=AT + HOUR)
    said(cast.priya, incident, Where.HOSPITAL, at=AT + 2 * HOUR)
    assert gate(cast.hana, incident, AT + 2 * HOUR).stands == "not agreed"
    wrong = {"relation": Said.CORRECTS, "because": "It was the outpatients"}
    said(cast.priya, incident, Where.HOME, at=AT + 3 * HOUR, **wrong)
    assert gate(cast.hana, incident, AT + 3 * HOUR).stands == "agreed"


def test_what_was_said_of_a_letter_that_turned_out_to_be_them_counts(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana, young_people=young_people(2)))
    said(cast.priya, incident, Where.HOSPITAL, "B")
    one = discussed(cast.priya, incident, letter="B")
    operations.agree_officer_may_leave(
        by=cast.sam,
        at=AT,
        reference=incident.reference,
        involvement_key=involved(incident, "B").key,
        seen_discussion_key=one.key,
    )
    who, other = (UUID(person_key(involved(incident, letter))) for letter in "AB")
    operations.say_same_person(
        by=cast.priya,
        at=AT + MINUTE,
        reference=incident.reference,
        who=involved(incident).key,
        other=other,
        because="The same birth date",
    )
    assert who != other
    joined = gate(cast.hana, incident, AT + HOUR)
    assert (joined.letter, joined.stands) == ("A", "agreed")
    with pytest.raises(NotFound):
        gate(cast.hana, incident, AT + HOUR, "B")


def test_everybody_in_hospital_has_a_gate_in_as_many_statements(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana, young_people=young_people(4)))
    heading = queries.heading(cast.hana, incident.reference, AT)
    for letter in "ABCD":
        where = Where.HOME if letter == "C" else Where.HOSPITAL
        said(cast.priya, incident, where, letter, relation=Said.CORRECTS, because="Rang the ward")
    with query_count(at_most=5):
        assert [one.letter for one in officer_gates(cast.hana, heading, AT)] == ["A", "B", "D"]
    for letter in "ABD":
        for minute in range(3):
            discussed(cast.priya, incident, at=AT + minute * MINUTE, letter=letter)
    with query_count(at_most=6):  # one more: what became of each fact
        assert all(one.may_be_passed for one in officer_gates(cast.hana, heading, AT + HOUR))


@pytest.mark.clause("HOS-6")
def test_two_who_agree_at_once_make_one_agreement(committed_db: None, cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana))
    one = discussed(cast.priya, incident)
    who = [Professional.objects.get(pk=by.pk) for by in (cast.sam, cast.hana)]
    results = at_once(*[lambda by=by: agree(by, incident, one.key, AT + MINUTE) for by in who])
    assert all(isinstance(row, OfficerMayLeave) for row in results), results
    assert OfficerMayLeave.objects.count() == 1
    assert verbs(incident).count("officer-may-leave-agreed") == 1


@pytest.mark.clause("HOS-6")
def test_who_discusses_it_while_another_agrees_is_not_overlooked(committed_db: None, cast: Cast) -> None:
    """Whichever comes first: either the agreement lapses, or it is refused as stale."""
    incident = with_team(cast, reported_incident(cast.hana))
    one = discussed(cast.priya, incident)
    sam, priya = (Professional.objects.get(pk=by.pk) for by in (cast.sam, cast.priya))
    results = at_once(
        lambda: agree(sam, incident, one.key, AT + MINUTE),
        lambda: discussed(priya, incident, at=AT + MINUTE, visitors="not-agreed"),
    )
    assert isinstance(results[0], OfficerMayLeave | Stale), results
    assert isinstance(results[1], Fact), results
    assert gate(cast.hana, incident, AT + HOUR).stands == "not agreed"
