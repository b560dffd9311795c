"""What is decided about each person who may now be at risk, and both sides of it."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from reachable.audit.models import Entry, EntryWords
from reachable.common.refusals import NotFound, NotPermitted, Refused, Stale
from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents import queries as incident_queries
from reachable.incidents.choices import Part
from reachable.incidents.models import Incident, Involvement, NetworkPerson, Sealed, TimelineEntry
from reachable.people import queries as people
from reachable.people.provenance import Provenance
from reachable.responses import operations, queries
from reachable.responses.choices import DispositionCode
from reachable.responses.models import Action, Disposition
from tests.domain.incident_hands import asked, new_action, people_in_last, verbs
from tests.domain.removal_hands import associated, member
from tests.factories import AT, Cast, agency, reported_incident, with_team

pytestmark = pytest.mark.django_db
Dispose = Callable[..., Disposition]


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get()


@pytest.fixture
def leo(cast: Cast, incident: Incident) -> NetworkPerson:
    return member(cast.priya, incident)


def key_of(record_id: int) -> UUID:
    return people.current_person_keys([record_id])[record_id]


def dispose(
    by, incident: Incident, who: NetworkPerson | Involvement, code: str = "NO_ACTION_NOW", **more
) -> Disposition:
    seen = Disposition.objects.filter(record=who.record_id).count()
    facts = {"because": "His aunt took him to Leeds", "seen_number": seen, **more}
    return operations.dispose(
        by=by, at=AT, reference=incident.reference, person_key=key_of(who.record_id), code=code, **facts
    )


@pytest.mark.clause("CTX-1", "SAF-10")
def test_each_answer_is_numbered_said_why_and_traced_without_a_name(cast: Cast, incident, leo) -> None:
    first = dispose(cast.priya, incident, leo)
    second = dispose(cast.hana, incident, leo, "OWN_WORKER", worker="Tara Finch, youth worker")
    assert (first.number, second.number, second.worker) == (1, 2, "Tara Finch, youth worker")
    assert verbs(incident).count("disposition-recorded") == 2
    assert people_in_last("disposition-recorded") == {str(key_of(leo.record_id))}
    lines = TimelineEntry.objects.filter(code="disposition").order_by("pk").values_list("words", flat=True)
    assert list(lines) == ["N1: no action now.", "N1: through their own worker."]
    said = [*Entry.objects.values_list("codes", flat=True), *EntryWords.objects.values_list("words", flat=True)]
    assert not any("Leeds" in words or "Zephyrine" in words for words in said)


@pytest.mark.clause("SAF-10")
def test_every_answer_takes_a_reason_and_a_worker_is_named(cast: Cast, incident, leo) -> None:
    for code in DispositionCode:
        with pytest.raises(Refused) as refused:
            dispose(cast.priya, incident, leo, code, because=" ", worker="Tara Finch")
        assert refused.value.field == "because"
    with pytest.raises(Refused) as refused:
        dispose(cast.priya, incident, leo, "OWN_WORKER")
    assert refused.value.field == "worker"
    assert not Disposition.objects.exists()


def test_the_second_of_two_is_shown_what_the_first_said(cast: Cast, incident, leo) -> None:
    stands = dispose(cast.priya, incident, leo)
    with pytest.raises(Stale) as stale:
        dispose(cast.hana, incident, leo, seen_number=0)
    assert stale.value.current == stands
    with pytest.raises(Stale):
        dispose(cast.hana, incident, leo, seen_number=2)


@pytest.mark.clause("SAF-9", "SAF-10", "CTX-1")
def test_safeguard_now_gives_a_letter_and_immediate_safety_asks_about_them(cast: Cast, incident, kai, leo) -> None:
    row = dispose(cast.priya, incident, leo, "SAFEGUARD_NOW", new_action=new_action(cast.priya))
    involved = incident.involvements.get(record=leo.record)
    assert involved.letter == "B"
    assert [part.part for part in involved.parts.all()] == [Part.CONNECTED]
    assert asked(incident, "siblings-at-risk", "B").about == involved
    assert row.action is not None
    assert row.action.about == involved
    assert NetworkPerson.objects.filter(pk=leo.pk).exists()
    assert TimelineEntry.objects.get(code="disposition").words == "B: safeguard now."


def test_safeguard_now_needs_no_action_because_the_strand_asks(cast: Cast, incident, leo) -> None:
    dispose(cast.priya, incident, leo, "SAFEGUARD_NOW")
    dispose(cast.priya, incident, leo, "SAFEGUARD_NOW", because="Still so")
    assert incident.involvements.count() == 2


def test_their_own_worker_is_given_the_action(cast: Cast, incident, leo) -> None:
    row = dispose(cast.priya, incident, leo, "OWN_WORKER", new_action=new_action(cast.sam))
    assert row.action is not None
    assert (row.action.owner, row.worker) == (cast.sam, cast.sam.name)
    row = dispose(cast.priya, incident, leo, "OWN_WORKER", new_action=new_action(agency=agency("school").key))
    assert row.action is not None
    assert row.action.owner_agency == agency("school")


def test_who_may_answer(cast: Cast, incident, leo) -> None:
    incidents.add_to_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.joy.key, why="Takes the minutes"
    )
    with pytest.raises(NotPermitted):
        dispose(cast.joy, incident, leo)
    with pytest.raises(NotFound):
        dispose(cast.stranger, incident, leo)
    elsewhere = reported_incident(cast.hana).involvements.get()
    with pytest.raises(NotFound):
        dispose(cast.hana, incident, elsewhere)


@pytest.mark.clause("CTX-9")
def test_who_leaves_the_network_takes_the_answers_along_and_the_action_stays(cast: Cast, incident, leo) -> None:
    row = dispose(cast.priya, incident, leo, "OWN_WORKER", new_action=new_action(cast.sam))
    incidents.remove_from_network(by=cast.hana, at=AT, reference=incident.reference, key=leo.key, because="ASKED")
    assert not Disposition.objects.exists()
    assert not TimelineEntry.objects.filter(source_key=str(row.key)).exists()
    assert Action.objects.get().what == "Write to the landlord"
    assert not Sealed.objects.exists()


def test_under_a_hold_the_answers_are_sealed(cast: Cast, incident, leo) -> None:
    incidents.place_hold(by=cast.hana, at=AT, reference=incident.reference, kind="INQUEST", because="Asked for")
    dispose(cast.priya, incident, leo)
    incidents.remove_from_network(by=cast.hana, at=AT, reference=incident.reference, key=leo.key, because="ASKED")
    things = incidents.read_sealed(by=cast.ig, at=AT, reference=incident.reference, because="To prove it")
    assert any("His aunt took him to Leeds" in str(thing.copy.as_json()) for thing in things)


def test_who_has_a_letter_keeps_the_answer_that_brought_them_in(cast: Cast, incident, leo) -> None:
    dispose(cast.priya, incident, leo, "SAFEGUARD_NOW")
    incidents.remove_from_network(by=cast.hana, at=AT, reference=incident.reference, key=leo.key, because="ASKED")
    assert Disposition.objects.count() == 1


def test_the_answers_lapse_with_the_person(cast: Cast, incident, kai) -> None:
    leo = member(cast.priya, incident, review_on=(AT - timedelta(days=1)).date())
    dispose(cast.priya, incident, leo)
    incidents.expire(by=None, at=AT)
    assert not Disposition.objects.exists()


@pytest.fixture
def mapped(cast: Cast, incident: Incident) -> Incident:
    incidents.map_network(
        by=cast.hana, at=AT, reference=incident.reference, words="To find who may be at risk", seen_number=0
    )
    return incident


def names(view: queries.AtRiskView) -> list[str]:
    return [line.node.label for line in view.lines]


@pytest.mark.clause("CTX-1", "SAF-10")
def test_everybody_at_one_step_and_everybody_named_stands_on_the_list(cast: Cast, mapped, kai, leo) -> None:
    near, far = member(cast.priya, mapped, "Mia Near"), member(cast.priya, mapped, "Noa Far")
    associated(cast.priya, kai.record, near.record)
    associated(cast.priya, near.record, far.record)
    member(cast.priya, mapped, "Ola Named", named_at_risk=True, why="His brother was hurt")
    view = queries.at_risk(cast.priya, mapped.reference, AT)
    assert sorted(names(view)) == ["Mia Near (N2)", "Ola Named (N4)"]
    assert view.unanswered == 2
    because = {line.node.label: line.because_of for line in view.lines}
    assert because["Ola Named (N4)"] == ("Named as at risk: His brother was hurt",)
    assert len(because["Mia Near (N2)"]) == 1
    assert "Kai Mensah (A)" in because["Mia Near (N2)"][0]


@pytest.mark.clause("CTX-1")
def test_the_list_goes_as_far_as_the_reason_says(cast: Cast, mapped, kai, leo) -> None:
    far = member(cast.priya, mapped, "Noa Far")
    associated(cast.priya, kai.record, leo.record)
    associated(cast.priya, leo.record, far.record)
    incidents.map_network(
        by=cast.hana, at=AT, reference=mapped.reference, words="Wider", hops=2, hops_because="A second attack",
        seen_number=1,
    )  # fmt: skip
    assert sorted(names(queries.at_risk(cast.priya, mapped.reference, AT))) == ["Leo Zephyrine (N1)", "Noa Far (N2)"]


@pytest.mark.clause("CTX-1", "SAF-10")
def test_an_answer_shows_on_the_list_and_who_was_brought_in_stays_on_it(cast: Cast, mapped, kai, leo) -> None:
    associated(cast.priya, kai.record, leo.record)
    dispose(cast.priya, mapped, leo, "SAFEGUARD_NOW", new_action=new_action(cast.priya))
    view = queries.at_risk(cast.priya, mapped.reference, AT)
    [line] = view.lines
    assert (line.node.label, line.code_label, line.number, line.by) == (
        "Leo Zephyrine (B)", "Safeguard now", 1, cast.priya.name,
    )  # fmt: skip
    assert line.action_key == Action.objects.get().key
    assert view.unanswered == 0
    figures = queries.network_figures(cast.priya, incident_queries.heading(cast.priya, mapped.reference, AT), AT)
    assert figures is not None
    assert figures.words == "1 person may be at risk, none without an answer"


@pytest.mark.clause("CTX-9")
def test_a_lapsed_connection_puts_nobody_on_the_list(cast: Cast, mapped, kai, leo) -> None:
    associated(cast.priya, kai.record, leo.record, review_on=(AT - timedelta(days=1)).date())
    assert queries.at_risk(cast.priya, mapped.reference, AT).lines == ()


def test_who_does_not_see_the_network_is_shown_no_figures(cast: Cast, mapped) -> None:
    heading = incident_queries.heading(cast.hana, mapped.reference, AT)
    assert queries.network_figures(cast.admin, heading, AT) is None
    with pytest.raises(NotFound):
        queries.at_risk(cast.stranger, mapped.reference, AT)


@pytest.mark.clause("CTX-2", "STA-4")
def test_both_sides_stand_under_the_groups_that_are_said_to_be_opposed(cast: Cast, mapped, kai, leo) -> None:
    mia = member(cast.priya, mapped, "Mia Near")
    for who in (leo, mia):
        associated(cast.priya, kai.record, who.record)
    said = {"by": cast.sam, "at": AT, "reference": mapped.reference, "provenance": Provenance(source="WRITTEN")}
    incidents.relate_groups(**said, one_name="Northside", other_name="Southend", stance="OPPOSING")
    incidents.link_to_group(**said, person=key_of(kai.record_id), group_name="Northside")
    incidents.link_to_group(**said, person=key_of(leo.record_id), group_name="Southend")
    dispose(cast.priya, mapped, leo)
    both = queries.both_sides(cast.priya, mapped.reference, AT)
    found = {side.title: [one.node.label for one in side.people] for side in both.sides}
    assert found == {
        "Northside": ["Kai Mensah (A)"],
        "Southend": ["Leo Zephyrine (N1)"],
        "No group is reported": ["Mia Near (N2)"],
    }
    [kais], [leos] = both.sides[0].people, both.sides[1].people
    assert kais.node.parts == (("VICTIM", "Victim"),)
    assert (kais.where, kais.plan, leos.where, leos.plan, leos.disposition) == (
        kais.node.where, "not answered", "", "not asked", "No action now",
    )  # fmt: skip
    assert kais.where
    assert kais.unanswered > 5
    assert len(both.opposed) == 1


@pytest.mark.clause("CTX-9")
def test_a_link_that_a_reader_may_not_read_names_no_side(cast: Cast, mapped, kai) -> None:
    told = {"by": cast.sam, "at": AT, "reference": mapped.reference}
    closed = Provenance(source="WRITTEN", handling="POLICE", source_grade="1", information_grade="B")
    incidents.relate_groups(
        **told, one_name="Northside", other_name="Southend", stance="OPPOSING", provenance=Provenance(source="WRITTEN")
    )
    incidents.link_to_group(**told, person=key_of(kai.record_id), group_name="Northside", provenance=closed)
    seen_by = {who: queries.both_sides(who, mapped.reference, AT) for who in (cast.sam, cast.priya)}
    sides = {who: {side.title: len(side.people) for side in both.sides} for who, both in seen_by.items()}
    assert sides[cast.sam]["Northside"] == 1
    assert sides[cast.priya] == {"No group is reported": 1}


def test_the_lists_cost_the_same_however_many_there_are(
    cast: Cast, mapped, kai, leo, django_assert_max_num_queries
) -> None:
    for n in range(6):
        associated(cast.priya, kai.record, member(cast.priya, mapped, f"Leo Number{n}").record)
    priya = Professional.objects.get(pk=cast.priya.pk)
    with django_assert_max_num_queries(40):
        queries.both_sides(priya, mapped.reference, AT)
