"""What is recorded of people reaches nobody who may not read it: family, what lapsed, warnings, what is merged."""

from datetime import timedelta

import pytest

from reachable.audit.models import Entry, EntryWords
from reachable.common.refusals import NotFound
from reachable.directory.choices import RoleCode
from reachable.incidents import operations, queries
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident, Involvement
from reachable.people.choices import AddressUse, AssociationKind, DetailKind, NameUse, Tri
from reachable.people.facts import NewAddress, NewDetail, Telling
from reachable.people.models import Association, Detail, Doubt, OtherName, Person
from tests.domain.need_to_know_hands import on_team, reader
from tests.domain.network_hands import added, mapped, person, related, reported, two, view
from tests.domain.removal_hands import YESTERDAY, associated, linked, member
from tests.domain.same_person_hands import same
from tests.factories import AT, Cast, reported_incident

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return two(cast)


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get(position=0)


def read(young: Involvement, by, at=AT) -> queries.RecordView:
    return queries.record_of(by, young.incident.reference, young.key, at)


def test_who_wrote_down_a_tie_from_a_protected_source_is_not_told_on_the_record(cast: Cast, incident, kai) -> None:
    ella = incident.involvements.get(position=1)
    associated(
        cast.mace, ella.record, kai.record, kind=AssociationKind.COUSIN, told_by="the aunt", source_protected=True
    )
    [line] = read(kai, cast.priya).family
    assert "Maggie Thorne" not in str(line)
    assert "the aunt" not in str(line)
    [line] = read(kai, cast.sam).family
    assert (line.line.told_by, line.line.by) == ("the aunt", "Maggie Thorne")


def test_relatives_of_another_incident_are_counted_for_those_alone_who_may_look_up(cast: Cast, incident, kai) -> None:
    elsewhere = reported_incident(cast.edt, young_people=(ReportedYoungPerson("Jay", "Ferrow"),)).involvements.get()
    associated(cast.edt, elsewhere.record, kai.record, kind=AssociationKind.COUSIN)
    gp = reader(cast, incident, RoleCode.GP)
    assert read(kai, cast.priya).hidden == 1
    assert (read(kai, gp).hidden, read(kai, gp).ask) == (0, ())


def test_paper_names_nobody_around_the_incident_to_who_does_not_see_the_network(cast: Cast, incident, kai) -> None:
    noor = added(cast.priya, incident)
    for key in (noor.key, kai.key):
        operations.do_not_disclose(
            by=cast.priya, at=AT, reference=incident.reference, key=key, to_whom="her uncle", because="He hits her"
        )
    partner = reader(cast, incident, RoleCode.VOLUNTARY_PARTNER)
    told = queries.not_to_disclose(partner, incident.reference, AT)
    assert [one.whom.mark for one in told] == ["A"]
    told = queries.not_to_disclose(cast.priya, incident.reference, AT)
    assert [one.whom.mark for one in told] == ["A", "N1"]


def test_who_has_lapsed_is_on_no_page_whether_or_not_the_worker_has_run(cast: Cast, incident, kai) -> None:
    leo = member(cast.priya, incident, review_on=YESTERDAY)
    common = {"by": cast.priya, "at": AT, "reference": incident.reference}
    assert "Leo Zephyrine" not in str(queries.everybody(cast.priya, incident.pk, AT))
    with pytest.raises(NotFound):
        queries.record_of(cast.priya, incident.reference, leo.key, AT)
    with pytest.raises(NotFound):
        operations.add_other_name(**common, key=leo.key, use=NameUse.NICKNAME, name="Zeph")


@pytest.mark.parametrize("held_by", ["connection", "link"])
def test_who_lapsed_and_is_held_by_something_said_of_them_stays(cast: Cast, incident, kai, held_by: str) -> None:
    leo = member(cast.priya, incident, review_on=YESTERDAY)
    if held_by == "connection":
        associated(cast.priya, kai.record, leo.record)
    else:
        linked(cast.priya, leo.record, "Northside")
    assert queries.record_of(cast.priya, incident.reference, leo.key, AT).whom.mark == "N1"
    assert "Leo Zephyrine" in str(queries.everybody(cast.priya, incident.pk, AT))


def test_why_somebody_with_a_letter_mattered_is_not_read_once_it_lapsed(cast: Cast, incident, kai) -> None:
    mapped(cast.hana, incident)
    entry = member(cast.priya, incident, why="Was seen with a knife", told_by="A shopkeeper")
    operations.bring_into_incident(by=cast.priya, at=AT, reference=incident.reference, key=entry.key, part="CONNECTED")
    assert "Was seen with a knife" in str(view(cast.priya, incident))
    type(entry).objects.update(review_on=YESTERDAY)
    shown = str(view(cast.priya, incident).nodes)
    assert "Was seen with a knife" not in shown
    assert "A shopkeeper" not in shown


def test_what_was_put_together_with_a_record_elsewhere_is_told_only_to_who_may_look_up(cast: Cast, incident) -> None:
    hidden = reported_incident(cast.edt, young_people=(ReportedYoungPerson("Kye", "Mensah"),))
    on_team(cast, incident, cast.edt)
    same(cast.edt, incident, "A", "A", at=AT, other=person(hidden, "A"))
    gp = reader(cast, incident, RoleCode.GP)
    kai = incident.involvements.get(position=0)
    assert queries.same_person(gp, incident.reference, kai.key, AT).together == ()
    [told] = queries.same_person(cast.priya, incident.reference, kai.key, AT).together
    assert (told.may_open, told.elsewhere) == (False, 1)


def test_reasons_that_were_typed_do_not_outlive_the_record_in_the_audit(cast: Cast, incident, kai) -> None:
    leo = member(cast.priya, incident)
    common = {"by": cast.priya, "at": AT, "reference": incident.reference, "key": leo.key}
    operations.add_detail(**common, new=NewDetail(DetailKind.GP, where="Castle Surgery"))
    operations.add_other_name(**common, use=NameUse.NICKNAME, name="Zeph")
    house = operations.add_address(**common, new=NewAddress(AddressUse.HOME, town="Cromer"))
    because = "Leo Zephyrine lives at 4 Quay Lane now"
    operations.end_detail(**common, detail_key=Detail.objects.get(record=leo.record).key, because=because)
    operations.end_other_name(**common, name_key=OtherName.objects.get(record=leo.record).key, because=because)
    operations.end_address(**common, address_key=house.key, because=because)
    operations.do_not_disclose(**common, to_whom="his uncle", because="He looks for him")
    warning = leo.record.not_to_disclose.get()
    operations.end_do_not_disclose(**common, warning_key=warning.key, because=because)
    operations.remove_from_network(by=cast.priya, at=AT, reference=incident.reference, key=leo.key, because="ASKED")
    assert not any("Zephyrine" in words for words in EntryWords.objects.values_list("words", flat=True))


def test_a_connection_to_another_incident_tells_no_count_to_who_may_not_look_up(cast: Cast, incident, kai) -> None:
    mapped(cast.hana, incident)
    there = reported_incident(cast.edt, young_people=(ReportedYoungPerson("Jay", "Ferrow"),)).involvements.get()
    associated(cast.edt, there.record, kai.record)
    assert Association.objects.count() == 1
    for one in (reader(cast, incident, RoleCode.GP), on_team(cast, incident, cast.joy)):
        shown = view(one, incident)
        assert (shown.hidden, shown.ask, shown.stopped, shown.ring) == (0, "", "", ())
    assert view(cast.priya, incident).hidden == 1


def test_the_map_names_nobody_to_who_sees_letters_only(cast: Cast, incident, kai) -> None:
    mapped(cast.hana, incident)
    noor = added(cast.priya, incident, connected_to=person(incident, "A"), kind=AssociationKind.FRIEND)
    reported(cast.priya, incident, person(incident, "A"))
    related(cast.priya, incident)
    joy = on_team(cast, incident, cast.joy)
    joy.letters_only = True
    for shown in (view(joy, incident), queries.member(joy, incident.reference, noor.key, AT)):
        assert not any(name in str(shown) for name in ("Mensah", "Quist", "Ferrow", "Noor"))


def test_a_reader_who_was_shut_out_reads_no_safe_address_that_he_was_named_for(cast: Cast, incident, kai) -> None:
    common = {"by": cast.priya, "at": AT, "reference": incident.reference, "key": kai.key}
    operations.add_address(**common, new=NewAddress(AddressUse.REFUGE, town="Fakenham", readers=(cast.sam.key,)))
    assert "Fakenham" in str(read(kai, cast.sam))
    operations.declare_connection(by=cast.sam, at=AT, reference=incident.reference, kind="LIVES_NEAR")
    with pytest.raises(NotFound):
        read(kai, cast.sam, AT + timedelta(hours=1))


def test_what_two_of_a_family_are_to_each_other_does_not_outlive_the_tie_in_the_audit(
    cast: Cast, incident, kai
) -> None:
    ella = incident.involvements.get(position=1)
    tie = operations.NewRelative(AssociationKind.COUSIN, Telling(told=Tri.NO, because="He hits her"), key=ella.key)
    operations.add_relative(by=cast.priya, at=AT, reference=incident.reference, key=kai.key, new=tie)
    row = Association.objects.get()
    operations.remove_assertion(
        by=cast.priya, at=AT, reference=incident.reference, about="association", key=row.key, because="ASKED"
    )
    said = [*Entry.objects.values_list("codes", flat=True), *EntryWords.objects.values_list("words", flat=True)]
    assert not any("COUSIN" in one or "He hits her" in one for one in said)


def test_that_somebody_alike_is_held_elsewhere_is_for_who_may_say_whether_they_are_one(
    cast: Cast, incident, kai
) -> None:
    there = reported_incident(cast.edt, young_people=(ReportedYoungPerson("Jay", "Ferrow"),))
    other = Person.objects.get(key=person(there, "A"))
    Doubt.objects.create(record=kai.record, person=other, asked_at=AT, asked_by=cast.hana)
    partner = reader(cast, incident, RoleCode.VOLUNTARY_PARTNER)
    minutes = on_team(cast, incident, cast.joy)
    for one, count in ((cast.priya, 1), (partner, 0), (minutes, 0)):
        assert len(queries.young_person(one, incident.reference, kai.key, AT).doubts) == count
