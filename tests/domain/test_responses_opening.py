"""A report opens the response at once, under one stored edition; who comes later is asked about too."""

from datetime import timedelta

import pytest

from reachable.incidents import operations as incidents
from reachable.incidents.choices import Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident
from reachable.responses import editions, queries
from reachable.responses.choices import Standing, Waits
from reachable.responses.models import Consideration, Edition, Response, StrandStanding
from tests.counting import query_count
from tests.domain.incident_hands import STRAND, answer, asked
from tests.domain.test_incidents_report import young_people
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


def codes(about: str) -> set[str]:
    return {c.code for c in editions.in_force().strands[STRAND].asked if c.about == about}


@pytest.mark.clause("SAF-1")
def test_a_report_opens_immediate_safety_provisionally_and_asks_everything(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana, young_people=young_people(3)))
    [strand] = queries.strands(cast.hana, incident.reference, AT)
    assert (strand.code, strand.standing, strand.answered) == (STRAND, Standing.PROVISIONAL, 0)
    assert strand.total == len(codes("incident")) + 3 * len(codes("young-person"))
    found = Consideration.objects.filter(strand__response__incident=incident)
    assert set(found.filter(about=None).values_list("code", flat=True)) == codes("incident")
    assert set(found.filter(about__position=2).values_list("code", flat=True)) == codes("young-person")
    assert StrandStanding.objects.get().because == "The incident was reported."


def test_without_young_people_what_is_about_the_incident_is_asked(cast: Cast) -> None:
    incident = reported_incident(cast.hana, young_people=())
    [strand] = queries.strands(cast.hana, incident.reference, AT)
    assert strand.total == len(codes("incident"))


def test_the_edition_is_stored_once_and_read_back_from_there(cast: Cast) -> None:
    first, second = reported_incident(cast.hana), reported_incident(cast.ward)
    assert Edition.objects.count() == 1
    assert {r.edition_id for r in Response.objects.all()} == {Edition.objects.get().pk}
    assert editions.of(Edition.objects.get()) == editions.in_force()
    assert first.pk != second.pk


def test_an_incident_keeps_the_words_it_was_opened_under(cast: Cast, incident) -> None:
    stored = Edition.objects.get()
    older = stored.text.replace("Where is the young person now", "Where was the young person then")
    Edition.objects.filter(pk=stored.pk).update(text=older, content_hash="0" * 64)
    sheet = queries.sheet(cast.hana, incident.reference, STRAND, AT)
    assert any("Where was the young person then" in card.ask for card in sheet.young_person_cards)
    newer = reported_incident(cast.hana)
    assert Edition.objects.count() == 2
    assert Response.objects.get(incident=newer).edition != Response.objects.get(incident=incident).edition


def test_a_young_person_who_is_added_is_asked_about(cast: Cast, incident) -> None:
    before = Consideration.objects.count()
    incidents.add_young_person(by=cast.priya, at=AT, reference=incident.reference, facts=ReportedYoungPerson())
    assert Consideration.objects.count() == before + len(codes("young-person"))
    assert asked(incident, "safe-to-return", "B").due_at == AT + 4 * HOUR


def whereabouts(cast: Cast, incident: Incident, where: str, seen: int, at=AT, happened_at=None) -> None:
    young = incident.involvements.get()
    incidents.record_whereabouts(
        by=cast.priya,
        at=at,
        reference=incident.reference,
        involvement_key=young.key,
        where=where,
        happened_at=happened_at,
        seen_number=seen,
    )


def test_clocks_that_wait_for_the_admission_start_when_it_is_known(cast: Cast) -> None:
    at_home = ReportedYoungPerson(given_names="Jay", where=Where.HOME)
    incident = with_team(cast, reported_incident(cast.hana, young_people=(at_home,)))
    assert asked(incident, "hospital-protection", "A").due_at is None
    assert asked(incident, "hospital-protection", "A").due_rule == "2h after admission"
    whereabouts(cast, incident, Where.HOSPITAL, 1, happened_at=AT - HOUR)
    assert asked(incident, "hospital-protection", "A").due_at == AT + HOUR
    assert asked(incident, "discharge-expected", "A").due_at == AT + 3 * HOUR
    whereabouts(cast, incident, Where.HOME, 2, at=AT + HOUR)
    whereabouts(cast, incident, Where.HOSPITAL, 3, at=AT + 2 * HOUR)
    assert asked(incident, "hospital-protection", "A").due_at == AT + HOUR


def test_who_was_in_hospital_when_reported_has_clocks_from_then(cast: Cast, incident) -> None:
    assert asked(incident, "hospital-protection", "A").due_at == AT + 2 * HOUR


def test_after_a_death_only_what_is_still_asked_waits_for_an_answer(cast: Cast, incident) -> None:
    playbook = editions.in_force()
    kept = {c.code for c in playbook.strands[STRAND].asked if c.about == "young-person" and c.after_death}
    young = incident.involvements.get()
    answer(cast.priya, incident, "safe-to-return", "NOT_NEEDED", "A")
    whereabouts(cast, incident, Where.DIED, 1)
    assert queries.counts_by_young_person(cast.hana, incident.reference, AT)[young.key] == (len(kept), 0, len(kept) + 1)
    late = AT + 48 * HOUR
    waiting = {a.card_key for a in queries.attention(cast.hana, incident.reference, late) if a.letter}
    assert waiting == {asked(incident, code, "A").key for code in kept}
    sheet = queries.sheet(cast.hana, incident.reference, STRAND, late)
    aside = {c.code for c in sheet.young_person_cards if c.is_set_aside}
    assert aside == codes("young-person") - kept - {"safe-to-return"}
    assert {c.answer_label for c in sheet.young_person_cards if c.is_set_aside} == {"Not asked"}
    assert not any(c.is_overdue for c in sheet.young_person_cards if c.is_set_aside)
    [strand] = queries.strands(cast.hana, incident.reference, late)
    assert (strand.total, strand.answered) == (sheet.total, sheet.answered)
    words = {words for _, code, [cell] in sheet.grid if code in aside for words in [cell.words]}
    assert words == {"Not asked"}
    tonight = queries.tonight(cast.hana, incident.reference, late)
    owed = {c.code for q in tonight.questions for c in q.cards if c.letter and not c.is_set_aside and not c.number}
    assert owed <= kept
    whereabouts(cast, incident, Where.HOSPITAL, 2)
    counts = queries.counts_by_young_person(cast.hana, incident.reference, AT)[young.key]
    assert counts.total == len(codes("young-person"))


def test_what_waits_is_shown_most_urgent_first(cast: Cast, incident) -> None:
    first_hours = {
        item.ask
        for item in editions.in_force().considerations()
        if (item.due and item.due.hours == 2) or item.strength == "must"
    }
    asked = {a.what for a in queries.attention(cast.hana, incident.reference, AT) if a.kind == Waits.ANSWER}
    assert asked == first_hours
    *late, decide, deputy = queries.attention(cast.hana, incident.reference, AT + 30 * HOUR)
    assert (decide.kind, deputy.kind) == (Waits.DECISION, Waits.DEPUTY)
    assert all(a.is_overdue for a in late)
    assert [a.due_at for a in late] == sorted(a.due_at for a in late if a.due_at)
    assert len(late) == len(codes("incident")) + len(codes("young-person"))


def test_pages_of_six_young_people_cost_what_those_of_one_cost(cast: Cast) -> None:
    few = with_team(cast, reported_incident(cast.hana, young_people=young_people(1)))
    many = with_team(cast, reported_incident(cast.hana, young_people=young_people(6)))
    for letter in "ABCDEF":
        for code in ("safe-to-return", "threat-to-life"):
            answer(cast.priya, many, code, "NOT_YET_KNOWN", letter)
    for code in ("safe-to-return", "threat-to-life"):
        answer(cast.priya, few, code, "NOT_YET_KNOWN", "A")
    asks = {
        "sheet": lambda one: queries.sheet(cast.hana, one.reference, STRAND, AT),
        "tonight": lambda one: queries.tonight(cast.hana, one.reference, AT),
        "strands": lambda one: queries.strands(cast.hana, one.reference, AT),
        "attention": lambda one: queries.attention(cast.hana, one.reference, AT + 30 * HOUR),
        "counts": lambda one: queries.counts_by_young_person(cast.hana, one.reference, AT),
        "standings": lambda one: queries.standings(cast.hana, one.reference, AT),
        "actions": lambda one: queries.actions_for(cast.hana, one.reference, AT),
    }
    for name, ask in asks.items():
        with query_count(at_most=20) as one:
            ask(few)
        with query_count(at_most=20) as six:
            ask(many)
        assert len(one) == len(six), name
