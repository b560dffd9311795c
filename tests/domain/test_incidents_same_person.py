"""Two letters that turn out to be one young person: "F, now C"; and everything comes back when they are taken apart."""

from datetime import date
from typing import Any

import pytest

from reachable.audit.models import Entry as AuditEntry
from reachable.common.refusals import NotFound, NotPermitted, Refused
from reachable.directory.models import Professional
from reachable.incidents import operations, queries
from reachable.incidents.choices import FactKind, Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident, NetworkPerson, TimelineEntry
from reachable.people import operations as people_operations
from reachable.people import queries as people
from reachable.people.choices import SourceClass
from reachable.people.matching import Entry
from reachable.people.models import Merging
from reachable.responses import queries as responses
from reachable.responses.choices import Standing
from reachable.responses.models import Strand, StrandStanding
from tests.domain.incident_hands import involved, said, told
from tests.domain.same_person_hands import LATER, LATEST, apart, person, same, three
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana, young_people=three()))


def on_team(cast: Cast, incident: Incident, who: Professional) -> Incident:
    operations.add_to_team(
        by=cast.hana,
        at=AT,
        reference=incident.reference,
        professional_key=who.key,
        why="Asked to",
    )
    return incident


def lines(by: Professional, incident: Incident) -> dict[str, Any]:
    return {line.letter: line for line in queries.young_people(by, incident.pk, LATEST)}


def shown(by: Professional, incident: Incident, letter: str) -> Any:
    return queries.young_person(by, incident.reference, involved(incident, letter).key, LATEST)


@pytest.mark.parametrize(("who", "other"), [("C", "B"), ("B", "C")])
def test_the_later_letter_is_known_by_the_earlier(cast: Cast, incident: Incident, who: str, other: str) -> None:
    same(cast.priya, incident, who, other)
    found = lines(cast.priya, incident)
    assert list(found) == ["A", "B"]
    assert found["B"].known_before == ("C",)
    assert involved(incident, "C").now_known_as == involved(incident, "B")
    assert person(incident, "B") == person(incident, "C") == found["B"].person_key


def test_what_was_said_of_one_is_read_at_the_other(cast: Cast, incident: Incident) -> None:
    told(cast.priya, incident, FactKind.ARRESTED, "C", place="Bethel Street")
    same(cast.priya, incident, "C", "B")
    view = shown(cast.priya, incident, "B")
    assert [(fact.kind_label, fact.said_of) for fact in view.facts] == [("Arrested", "C")]
    assert {(part.code, part.said_of) for part in view.parts} == {("SUSPECTED", ""), ("PRESENT", "C")}
    assert view.line.part_words == "suspected, present"
    assert view.line.is_contradictory
    assert {(row.where, row.said_of) for row in view.said_now} == {("CUSTODY", ""), ("HOSPITAL", "C")}


def test_one_of_two_places_is_chosen_and_stays_chosen(cast: Cast, incident: Incident) -> None:
    merging = same(cast.priya, incident, "C", "B")
    ward = next(row for row in shown(cast.priya, incident, "B").said_now if row.said_of == "C")
    operations.choose_whereabouts(
        by=cast.priya,
        at=LATER,
        reference=incident.reference,
        involvement_key=involved(incident, "B").key,
        number=ward.number,
        because="Seen on the ward",
        seen_number=1,
    )
    line = lines(cast.priya, incident)["B"]
    assert (line.where, line.is_contradictory) == (Where.HOSPITAL, False)
    apart(cast.priya, incident, "B", merging)
    assert lines(cast.priya, incident)["B"].where == Where.HOSPITAL, "what was said of B since stays with B"


def test_taking_apart_brings_the_letter_back_with_all_it_had(cast: Cast, incident: Incident) -> None:
    told(cast.priya, incident, FactKind.ARRESTED, "C", place="Bethel Street")
    before = {letter: shown(cast.priya, incident, letter) for letter in "ABC"}
    merging = same(cast.priya, incident, "C", "B")
    said(cast.priya, incident, Where.MISSING, "B", at=LATER)
    apart(cast.priya, incident, "B", merging)
    after = {letter: shown(cast.priya, incident, letter) for letter in "ABC"}
    assert (after["A"], after["C"]) == (before["A"], before["C"])
    assert after["B"].line.where == Where.MISSING
    assert not after["B"].facts


def test_the_strands_count_it_as_one_and_follow(cast: Cast, incident: Incident) -> None:
    def running() -> set[tuple[str, str]]:
        rows = Strand.objects.filter(response__incident=incident, about__isnull=False).select_related("about")
        return {(row.code, row.about.letter) for row in rows if row.about and row.standing != Standing.STOPPED}

    before = running()
    assert {("hospital", "C"), ("custody", "B")} <= before
    merging = same(cast.priya, incident, "C", "B")
    assert ("hospital", "B") in running()
    assert all(letter != "C" for _, letter in running())
    stopped = StrandStanding.objects.filter(strand__code="hospital", strand__about=involved(incident, "C"))
    assert stopped.latest("number").because == "C is now B: what is asked about C is asked about B."
    assert all("C" not in line.letters for line in responses.strands(cast.priya, incident.reference, LATER))
    apart(cast.priya, incident, "B", merging)
    assert running() == before


def test_each_writes_one_line_without_a_name_and_both_are_in_the_audit(cast: Cast, incident: Incident) -> None:
    merging = same(cast.priya, incident, "C", "B")
    apart(cast.priya, incident, "B", merging)
    written = TimelineEntry.objects.filter(incident=incident, code__startswith="people-").order_by("pk")
    assert list(written.values_list("code", "words")) == [
        ("people-merged", "Priya Nair recorded that C is the same young person as B: C is now B."),
        (
            "people-unmerged",
            "Priya Nair recorded that C and B are two young people after all: C has its letter again.",
        ),
    ]
    assert AuditEntry.objects.filter(verb="people-merged", incident=incident.reference).count() == 1


def test_a_letter_is_never_given_again(cast: Cast, incident: Incident) -> None:
    same(cast.priya, incident, "C", "B")
    added = operations.add_young_person(
        by=cast.priya, at=LATER, reference=incident.reference, facts=ReportedYoungPerson(given_names="Ines")
    )
    assert added.letter == "D"


def test_nobody_is_added_who_is_there_by_another_letter(cast: Cast, incident: Incident) -> None:
    same(cast.priya, incident, "C", "B")
    ella = {"given_names": "Ella", "family_name": "Wright", "date_of_birth": date(2011, 3, 4)}
    answer = people_operations.SamePerson(person(incident, "B"))
    with pytest.raises(Refused, match="already, as B"):
        operations.add_young_person(
            by=cast.priya, at=LATER, reference=incident.reference, facts=ReportedYoungPerson(**ella, answer=answer)
        )


def test_a_letter_known_by_another_takes_nothing_more(cast: Cast, incident: Incident) -> None:
    same(cast.priya, incident, "C", "B")
    with pytest.raises(NotFound):
        said(cast.priya, incident, Where.HOME, "C", at=LATER)


def test_in_another_incident_of_hers_no_letter_changes(cast: Cast, incident: Incident) -> None:
    other = with_team(cast, reported_incident(cast.hana, young_people=(ReportedYoungPerson("Rokas", "Petrusk"),)))
    merging = same(cast.priya, incident, "B", "A", other=person(other, "A"))
    assert list(lines(cast.priya, incident)) == ["A", "B", "C"]
    assert person(other, "A") == person(incident, "B")
    words = TimelineEntry.objects.get(code="people-merged").words
    assert words == "Priya Nair recorded that B is the same person as somebody held already."
    assert not TimelineEntry.objects.filter(incident=other, code="people-merged").exists()
    apart(cast.priya, incident, "B", merging)
    assert person(other, "A") != person(incident, "B")


def test_nobody_is_put_together_unseen(cast: Cast, incident: Incident) -> None:
    hidden = reported_incident(cast.ward, young_people=(ReportedYoungPerson("Rokas", "Petrusk"),))
    with pytest.raises(NotFound):
        same(cast.priya, incident, "B", "A", other=person(hidden, "A"))
    with pytest.raises(NotFound):
        same(cast.stranger, incident, "B", "C")
    assert not Merging.objects.exists()


def test_nobody_takes_apart_what_he_may_not_see(cast: Cast, incident: Incident) -> None:
    hidden = reported_incident(cast.edt, young_people=(ReportedYoungPerson("Rokas", "Petrusk"),))
    merging = same(cast.edt, on_team(cast, incident, cast.edt), "B", "A", other=person(hidden, "A"))
    with pytest.raises(NotFound):
        apart(cast.priya, incident, "B", merging)
    [together] = queries.same_person(cast.priya, incident.reference, involved(incident, "B").key, LATER).together
    assert (together.because, together.may_open, together.elsewhere) == ("", False, 1)


def test_who_only_takes_the_minutes_does_not_say_who_is_who(cast: Cast, incident: Incident) -> None:
    with pytest.raises(NotPermitted):
        same(cast.joy, on_team(cast, incident, cast.joy), "B", "C")


def test_somebody_of_the_network_is_found_to_be_in_the_incident(cast: Cast, incident: Incident) -> None:
    entry = Entry("Rok", "Petrausk", date(2010, 3, 4), answer=people_operations.NotSure())
    [record] = people_operations.record_people([entry], by=cast.priya, at=AT)
    around = NetworkPerson.objects.create(
        incident=incident,
        number=1,
        record=record,
        why="Named by a friend",
        source=SourceClass.YOUNG_PERSON,
        review_on=date(2027, 1, 1),
        by=cast.priya,
        at=AT,
    )
    merging = same(cast.priya, incident, "B", "B", who=around.key)
    assert people.current_person_keys([record.pk])[record.pk] == person(incident, "B")
    assert TimelineEntry.objects.get(code="people-merged").words.startswith("Priya Nair recorded that N1 is the same")
    apart(cast.priya, incident, "B", merging)
    assert people.current_person_keys([record.pk])[record.pk] != person(incident, "B")


def test_two_people_are_not_asked_about_again(cast: Cast, incident: Incident) -> None:
    twin = ReportedYoungPerson(
        "Rokas", "Petrauskas", date_of_birth=date(2010, 4, 3), answer=people_operations.NotSure()
    )
    operations.add_young_person(by=cast.priya, at=AT, reference=incident.reference, facts=twin)
    key = involved(incident, "D").key
    view = queries.same_person(cast.priya, incident.reference, key, LATER)
    [candidate] = view.candidates
    assert (candidate.person_key, candidate.there) == (person(incident, "B"), (("B", incident.reference),))
    assert "date of birth, day and month swapped" in candidate.agrees
    operations.say_two_people(
        by=cast.priya, at=LATER, reference=incident.reference, who=key, other=candidate.person_key, because="Both seen"
    )
    assert not queries.same_person(cast.priya, incident.reference, key, LATER).candidates
    assert not queries.same_person(cast.priya, incident.reference, involved(incident, "B").key, LATER).candidates, (
        "nor from the other side"
    )


def test_what_is_recorded_of_the_two_stands_side_by_side(cast: Cast, incident: Incident) -> None:
    view = queries.two_people(cast.priya, incident.reference, involved(incident, "C").key, person(incident, "B"), LATER)
    rows = {row.label: (row.here, row.there, row.differs) for row in view.rows}
    assert rows["Name"] == ("Ella Wright", "Rokas Petrauskas", True)
    assert rows["Born"] == ("4 March 2011", "4 March 2010", True)
    assert rows["Held by"][2] is False
    assert view.other_label == "Rokas Petrauskas (B)"


def test_of_somebody_out_of_reach_nothing_is_shown_but_what_agrees(cast: Cast, incident: Incident) -> None:
    swapped = ReportedYoungPerson(
        "Rokas", "Petrauskas", date_of_birth=date(2010, 4, 3), answer=people_operations.NotSure()
    )
    hidden = reported_incident(cast.ward, young_people=(swapped,))
    key = involved(incident, "B").key
    [candidate] = queries.same_person(cast.priya, incident.reference, key, LATER).candidates
    assert (candidate.held_by, candidate.there) == (cast.ward.agency.name, ())
    view = queries.two_people(cast.priya, incident.reference, key, person(hidden, "A"), LATER)
    assert (view.rows, view.other_label, view.may_open) == ((), "", False)
