"""A report opens the response at once, under one stored edition; who comes later is asked about too."""

from datetime import timedelta

import pytest

from reachable.directory.models import Professional
from reachable.incidents import access
from reachable.incidents import operations as incidents
from reachable.incidents.choices import TeamPart, Where
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


def line(cast: Cast, incident: Incident, at=AT) -> queries.StrandLine:
    """Immediate safety among the strands that are open."""
    return next(one for one in queries.strands(cast.hana, incident.reference, at) if one.code == STRAND)


def codes(about: str) -> set[str]:
    return {c.code for c in editions.in_force().strands[STRAND].asked if c.about == about}


@pytest.mark.clause("SAF-1")
def test_a_report_opens_immediate_safety_provisionally_and_asks_everything(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana, young_people=young_people(3)))
    strand = line(cast, incident)
    assert (strand.standing, strand.answered, strand.letters) == (Standing.PROVISIONAL, 0, ())
    assert strand.total == len(codes("incident")) + 3 * len(codes("young-person"))
    found = Consideration.objects.filter(strand__response__incident=incident, strand__code=STRAND)
    assert set(found.filter(about=None).values_list("code", flat=True)) == codes("incident")
    assert set(found.filter(about__position=2).values_list("code", flat=True)) == codes("young-person")
    assert StrandStanding.objects.get(strand__code=STRAND).because == "The report was sent."


def test_without_young_people_what_is_about_the_incident_is_asked(cast: Cast) -> None:
    incident = reported_incident(cast.hana, young_people=())
    assert line(cast, incident).total == len(codes("incident"))
    assert not Consideration.objects.filter(about__isnull=False).exists()


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
    of_the_strand = Consideration.objects.filter(strand__code=STRAND)
    before = of_the_strand.count()
    incidents.add_young_person(by=cast.priya, at=AT, reference=incident.reference, facts=ReportedYoungPerson())
    assert of_the_strand.count() == before + len(codes("young-person"))
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
    kept = {c.code for c in editions.in_force().strands[STRAND].asked if c.about == "young-person" and c.after_death}
    everywhere = asked_about_somebody()
    before = queries.counts_by_young_person(cast.hana, incident.reference, AT)
    young = incident.involvements.get()
    answer(cast.priya, incident, "safe-to-return", "NOT_NEEDED", "A")
    whereabouts(cast, incident, Where.DIED, 1)
    still = {code for code, after_death in asked_about_somebody().items() if after_death}
    assert {code for code, after_death in everywhere.items() if after_death} == still & set(everywhere) > kept
    counts = queries.counts_by_young_person(cast.hana, incident.reference, AT)[young.key]
    assert counts == (len(still), 0, len(still) + 1)
    late = AT + 48 * HOUR
    waits = [a for a in queries.attention(cast.hana, incident.reference, late) if a.letter]
    waiting = {a.card_key for a in waits if a.strand_code == STRAND}
    assert waiting == {asked(incident, code, "A").key for code in kept}
    assert {a.card_key for a in waits} <= {asked(incident, code, "A").key for code in still}
    sheet = queries.sheet(cast.hana, incident.reference, STRAND, late)
    aside = {c.code for c in sheet.young_person_cards if c.is_set_aside}
    assert aside == codes("young-person") - kept - {"safe-to-return"}
    assert {c.answer_label for c in sheet.young_person_cards if c.is_set_aside} == {"Not asked"}
    assert not any(c.is_overdue for c in sheet.young_person_cards if c.is_set_aside)
    strand = line(cast, incident, late)
    assert (strand.total, strand.answered) == (sheet.total, sheet.answered)
    words = {words for _, code, [cell] in sheet.grid if code in aside for words in [cell.words]}
    assert words == {"Not asked"}
    tonight = queries.tonight(cast.hana, incident.reference, late)
    owed = {c.code for q in tonight.questions for c in q.cards if c.letter and not c.is_set_aside and not c.number}
    assert owed <= kept
    whereabouts(cast, incident, Where.HOSPITAL, 2)
    after = queries.counts_by_young_person(cast.hana, incident.reference, AT)[young.key]
    assert after.total == before[young.key].total + len(editions.in_force().strands["death"].asked)


def asked_about_somebody() -> dict[str, bool]:
    """By code, whether it is still asked after a death: what Hana is asked about the young person."""
    mine = access.audiences(Professional.objects.get(name="Hana Malik"), [TeamPart.LEAD])
    found = Consideration.objects.filter(about__isnull=False, audience__in=mine)
    return {row.code: editions.in_force().consideration(row.code)[1].after_death for row in found}


def test_what_waits_is_shown_most_urgent_first(cast: Cast, incident) -> None:
    first_hours = {
        item.ask
        for code in ("immediate-safety", "enquiries", "notifications", "hospital", "discharge")
        for item in editions.in_force().strands[code].asked
        if (item.due.hours == 2 if item.due else item.strength == "must")
        or (item.due and item.due.kind == "statutory" and item.due.after == "awareness")  # in sight from the first
    }
    asked = {a.what for a in queries.attention(cast.hana, incident.reference, AT) if a.kind == Waits.ANSWER}
    assert asked == first_hours
    now = AT + 30 * HOUR
    waits = queries.attention(cast.hana, incident.reference, now)
    late = [a for a in waits if a.is_overdue]
    assert waits[: len(late)] == late
    assert [a.due_at for a in late] == sorted(a.due_at for a in late if a.due_at)
    assert {a.card_key for a in late} == set(Consideration.objects.filter(due_at__lt=now).values_list("key", flat=True))
    of_the_strand = [a for a in late if a.strand_code == STRAND]
    assert len(of_the_strand) == len(codes("incident")) + len(codes("young-person"))
    dated = [a for a in waits if a.due_at]
    decide, deputy, *rest = waits[len(dated) :]
    assert (decide.kind, deputy.kind) == (Waits.DECISION, Waits.DEPUTY)
    undated = {a.what for a in rest}
    assert undated == {ask for ask in first_hours if due_of(ask) is None}, "a must without a deadline waits last"


def due_of(ask: str):
    return next(item.due for item in editions.in_force().considerations() if item.ask == ask)


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
