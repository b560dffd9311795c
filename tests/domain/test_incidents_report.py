"""Reporting: one incident for each report, opened at once, duty told, a receipt for the reporter."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test.utils import CaptureQueriesContext

from reachable.common.refusals import NotFound, NotPermitted, Refused
from reachable.incidents import operations, queries
from reachable.incidents.choices import Area, ConnectionKind, Offence, Part, Phase, Where
from reachable.incidents.facts import ReportedAdult, ReportedYoungPerson
from reachable.incidents.models import Incident, Involvement
from reachable.outbox.models import Delivery
from reachable.people.matching import PossibleMatches, SamePerson
from reachable.responses.models import Response
from tests.counting import query_count
from tests.domain.incident_hands import people_in_last, person_key, timeline, verbs
from tests.factories import AT, Cast, report, reported_incident, with_team

pytestmark = pytest.mark.django_db

BORN = date(2011, 3, 4)


def young_people(count: int) -> tuple[ReportedYoungPerson, ...]:
    return tuple(
        ReportedYoungPerson(given_names=f"Given{n}", family_name="Larter", approximate_age=14, parts=(Part.PRESENT,))
        for n in range(count)
    )


def test_a_report_opens_an_incident_that_is_provisional_and_leaves_a_trace(cast: Cast) -> None:
    incident = reported_incident(cast.ward)
    assert (incident.reference, incident.phase, incident.reported_by) == ("INC-2026-0001", Phase.PROVISIONAL, cast.ward)
    assert list(incident.phases.values_list("number", "phase")) == [(1, Phase.PROVISIONAL)]
    [kai] = incident.involvements.all()
    assert (kai.letter, kai.record.display_name) == ("A", "Kai Mensah")
    assert list(kai.parts.values_list("part", flat=True)) == [Part.VICTIM]
    assert kai.whereabouts.get().where == Where.HOSPITAL
    assert timeline(incident) == ["incident-reported", "strands-opened"]
    assert verbs(incident) == ["incident-reported", "response-opened", "strands-opened"]
    assert people_in_last("incident-reported") == {person_key(kai)}
    assert Response.objects.get(incident=incident).opened_at == AT


def test_nothing_at_all_need_be_known(cast: Cast) -> None:
    incident = reported_incident(
        cast.priya,
        offence=Offence.NOT_KNOWN,
        weapon="NOT_KNOWN",
        setting="NOT_KNOWN",
        happened_at=None,
        place="",
        area=Area.NOT_KNOWN,
        young_people=(ReportedYoungPerson(),),
    )
    view = queries.incident(cast.mace, incident.reference, AT)
    assert (view.heading.title, view.young_people[0].label) == ("Incident", "Name not known (A)")
    assert view.young_people[0].part_words == "not known"


def test_sending_the_same_report_twice_opens_one_incident(cast: Cast) -> None:
    sent = report()
    first = operations.report_incident(by=cast.ward, at=AT, report=sent)
    queued = Delivery.objects.count()
    again = operations.report_incident(by=cast.ward, at=AT + timedelta(minutes=1), report=replace(sent, place="Other"))
    assert first == again
    assert (Incident.objects.count(), Involvement.objects.count(), Delivery.objects.count()) == (1, 1, queued)
    assert queries.report_reference(cast.ward, sent.key) == first.reference
    assert queries.report_reference(cast.mace, sent.key) is None


def test_the_key_of_somebody_elses_report_answers_nothing(cast: Cast) -> None:
    sent = report()
    operations.report_incident(by=cast.ward, at=AT, report=sent)
    with pytest.raises(NotFound):
        operations.report_incident(by=cast.priya, at=AT, report=sent)


def test_a_role_that_does_not_report_is_told_so(cast: Cast) -> None:
    for who in (cast.joy, cast.ig, cast.admin):
        with pytest.raises(NotPermitted):
            operations.report_incident(by=who, at=AT, report=report())
    assert not Incident.objects.exists()


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"happened_at": AT + timedelta(hours=1)}, "happened_at"),
        ({"offence": "JAYWALKING"}, "offence"),
        ({"place": "x" * 301}, "place"),
        ({"young_people": (ReportedYoungPerson(parts=("BYSTANDER",)),)}, "part"),
        ({"young_people": (ReportedYoungPerson(where="PUB"),)}, "where"),
        ({"young_people": (ReportedYoungPerson(place="x" * 201),)}, "place"),
        ({"adults": (ReportedAdult(words="x" * 301),)}, "words"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_remains(cast: Cast, facts: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refused:
        reported_incident(cast.ward, **facts)
    assert refused.value.field == field
    assert not Incident.objects.exists()
    assert reported_incident(cast.ward).reference == "INC-2026-0001"


def test_references_count_on_within_the_year_of_norfolk(cast: Cast) -> None:
    first, second = reported_incident(cast.ward), reported_incident(cast.ward)
    new_year = AT.replace(month=12, day=31, hour=23, minute=59)
    third = reported_incident(cast.ward, at=new_year)
    fourth = reported_incident(cast.ward, at=new_year + timedelta(minutes=1))
    found = [one.reference for one in (first, second, third, fourth)]
    assert found == ["INC-2026-0001", "INC-2026-0002", "INC-2026-0003", "INC-2027-0001"]


def test_somebody_held_is_asked_about_and_never_assumed(cast: Cast) -> None:
    kai = ReportedYoungPerson(given_names="Kai", family_name="Mensah", date_of_birth=BORN)
    [first] = reported_incident(cast.ward, young_people=(kai,)).involvements.all()
    with pytest.raises(PossibleMatches) as asked:
        reported_incident(cast.priya, young_people=(ReportedYoungPerson(), kai))
    assert list(asked.value.matches) == [1]
    assert Incident.objects.count() == 1
    [match] = asked.value.matches[1]
    known = replace(kai, answer=SamePerson(match.person_key))
    [second] = reported_incident(cast.priya, young_people=(known,)).involvements.all()
    assert person_key(first) == person_key(second)
    assert first.record_id != second.record_id


def test_the_duty_roles_of_the_area_are_told_and_the_reporter_is_not(cast: Cast) -> None:
    assert cast.everybody
    reported_incident(cast.mace)
    told = set(Delivery.objects.filter(message="INCIDENT_REPORTED").values_list("professional_key", flat=True))
    assert told == {cast.hana.key, cast.manager.key, cast.edt.key}


def test_the_reporter_has_a_receipt_and_nothing_more(cast: Cast) -> None:
    assert cast.hana
    incident = reported_incident(cast.ward)
    receipt = queries.receipt(cast.ward, incident.reference, AT)
    assert (receipt.reference, receipt.can_open) == (incident.reference, False)
    assert receipt.told == ("Hana Malik, Norfolk Children's Services",)
    with pytest.raises(NotFound):
        queries.incident(cast.ward, incident.reference, AT)
    for other in (cast.priya, cast.hana):
        with pytest.raises(NotFound):
            queries.receipt(other, incident.reference, AT)


def test_a_duty_role_that_reports_can_open_it_until_it_steps_back(cast: Cast) -> None:
    incident = reported_incident(cast.mace)
    assert queries.receipt(cast.mace, incident.reference, AT).can_open
    operations.declare_connection(by=cast.mace, at=AT, reference=incident.reference, kind=ConnectionKind.RELATED)
    with pytest.raises(NotFound):
        queries.receipt(cast.mace, incident.reference, AT)


def test_adults_are_kept_apart_from_young_people(cast: Cast) -> None:
    uncle = ReportedAdult(given_names="Lee", family_name="Rudd", approximate_age=34, part="SUSPECTED", words="A driver")
    incident = reported_incident(cast.hana, adults=(uncle,))
    view = queries.incident(cast.hana, incident.reference, AT)
    assert [(a.name, a.part_label, a.words) for a in view.adults] == [("Lee Rudd", "Suspected", "A driver")]
    assert [y.letter for y in view.young_people] == ["A"]


def test_reporting_costs_the_same_for_two_young_people_and_for_six(cast: Cast) -> None:
    assert cast.everybody
    # The edition is stored by the first; and somebody who looks like each is held already, in both reports counted.
    reported_incident(cast.ward, young_people=young_people(6))
    with query_count(at_most=60) as two:
        reported_incident(cast.ward, young_people=young_people(2))
    with query_count(at_most=60) as six:
        reported_incident(cast.ward, young_people=young_people(6))
    # SQLite takes at most so many values in one statement: more rows, and only they, may need another insert.
    assert _but_inserts(six) == _but_inserts(two)


def _but_inserts(counted: CaptureQueriesContext) -> int:
    return sum(not query["sql"].startswith("INSERT") for query in counted.captured_queries)


def test_likely_duplicates_are_those_that_the_reader_may_open(cast: Cast) -> None:
    led = with_team(cast, reported_incident(cast.hana))
    first, second = reported_incident(cast.ward), reported_incident(cast.priya)
    elsewhere = reported_incident(cast.ward, place="King's Lynn bus station", young_people=())
    seen = {line.reference: [a.reference for a in line.alike] for line in queries.reports_to_triage(cast.mace, AT)}
    assert seen == {first.reference: [second.reference], second.reference: [first.reference], elsewhere.reference: []}
    found = [alike.reference for alike in queries.likely_duplicates(cast.hana, first.reference, AT)]
    assert sorted(found) == sorted([led.reference, second.reference])
    assert queries.likely_duplicates(cast.priya, led.reference, AT) == []
    operations.keep_apart(by=cast.mace, at=AT, reference=first.reference, other=second.reference)
    assert queries.likely_duplicates(cast.mace, first.reference, AT) == []


def test_the_overview_costs_the_same_for_six_young_people(cast: Cast) -> None:
    few = with_team(cast, reported_incident(cast.hana, young_people=young_people(1)))
    many = with_team(cast, reported_incident(cast.hana, young_people=young_people(6)))
    for ask in (queries.incident, queries.definition, queries.timeline_for, queries.likely_duplicates):
        with query_count(at_most=12) as one:
            ask(cast.hana, few.reference, AT)
        with query_count(at_most=12) as six:
            ask(cast.hana, many.reference, AT)
        assert len(one) == len(six), ask.__name__
