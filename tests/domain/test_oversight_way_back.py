"""From responding to stabilising, to business as usual, and back after a reprisal."""

from datetime import timedelta

import pytest

from reachable.audit.models import Entry
from reachable.common import clock
from reachable.common.refusals import NotFound, NotPermitted, Refused
from reachable.incidents import operations as incidents
from reachable.incidents.choices import FactKind, FactStands, LinkKind, Phase
from reachable.incidents.models import Fact, Incident, IncidentLink, TimelineEntry
from reachable.outbox.models import Delivery
from reachable.oversight import operations, queries
from reachable.oversight.choices import LaterKind, LineKind
from reachable.oversight.models import HandOver, LaterDate, StoodDown
from reachable.safety.models import FitQuestion, Screening
from tests.domain.oversight_hands import LATER, answered, eased, handed_over, phase_of, signed, way_back
from tests.factories import AT, Cast, planned, reported_incident, with_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(cast: Cast) -> Incident:
    found = with_team(cast, reported_incident(cast.hana))
    signed(cast, found)
    return found


def screened(cast: Cast, incident: Incident) -> None:
    kai = incident.involvements.get()
    Screening.objects.create(
        incident=incident, involvement=kai, number=1, level="standard", because="Seen", by=cast.priya, at=AT
    )


def ready(cast: Cast, incident: Incident) -> None:
    eased(cast, incident)
    answered(cast.hana, incident)
    handed_over(cast.hana, incident, cast.hana)
    screened(cast, incident)


def stand_down(cast: Cast, incident: Incident, left_undone: str = "Not called for; Hana Malik decided") -> StoodDown:
    return operations.stand_down(
        by=cast.hana, at=LATER, reference=incident.reference, because="Both are back in school", left_undone=left_undone
    )


@pytest.mark.clause("STA-1")
def test_the_phase_follows_the_fact_that_stabilisation_began(cast: Cast, incident: Incident) -> None:
    told = {"by": cast.hana, "reference": incident.reference}
    fact = incidents.record_fact(**told, at=AT, kind=FactKind.STABILISATION, happened_at=AT)
    assert phase_of(cast.hana, incident) == Phase.STABILISING
    incidents.settle_fact(
        **told, at=LATER, fact_key=fact.key, standing=FactStands.MISTAKE, because="Too early", seen_number=0
    )
    assert phase_of(cast.hana, incident) == Phase.CONFIRMED


@pytest.mark.clause("STA-1")
def test_stabilisation_said_before_signing_begins_with_the_signature(cast: Cast) -> None:
    found = with_team(cast, reported_incident(cast.hana))
    incidents.record_fact(by=cast.hana, reference=found.reference, at=AT, kind=FactKind.STABILISATION, happened_at=AT)
    assert phase_of(cast.hana, found) == Phase.PROVISIONAL
    signed(cast, found)
    assert phase_of(cast.hana, found) == Phase.STABILISING


@pytest.mark.clause("STA-1")
def test_it_is_refused_until_everything_is_settled(cast: Cast, incident: Incident) -> None:
    with pytest.raises(Refused, match="stabilisation has not begun"):
        stand_down(cast, incident)
    eased(cast, incident)
    with pytest.raises(Refused, match="questions that must be answered are not"):
        stand_down(cast, incident)
    answered(cast.hana, incident)
    with pytest.raises(Refused, match="no owner in business as usual"):
        stand_down(cast, incident)
    handed_over(cast.hana, incident, cast.hana)
    with pytest.raises(Refused, match="not screened since the incident"):
        stand_down(cast, incident)
    screened(cast, incident)
    with pytest.raises(Refused, match=r"left unanswered\. Say why"):
        stand_down(cast, incident, left_undone="")
    row = stand_down(cast, incident)
    assert phase_of(cast.hana, incident) == Phase.USUAL
    assert row.said["left"] > 0
    assert TimelineEntry.objects.filter(incident=incident, code="stood-down").count() == 1
    assert Entry.objects.filter(verb="stood-down").count() == 1


@pytest.mark.clause("STA-1")
def test_a_late_review_and_a_question_about_a_plan_hold_it_back(cast: Cast, incident: Incident) -> None:
    planned(cast.hana, incident, incident.involvements.get())
    ready(cast, incident)
    assert {one.where for one in way_back(cast.hana, incident).of("reviewed")} >= {"fit"}
    with pytest.raises(Refused, match="late, without a day"):
        stand_down(cast, incident)


def test_only_the_lead_moves_it_on(cast: Cast, incident: Incident) -> None:
    for somebody in (cast.priya, cast.sam):
        with pytest.raises(NotPermitted):
            operations.stand_down(by=somebody, at=LATER, reference=incident.reference, because="Quiet")
    incidents.add_to_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.manager.key, why="Manages"
    )
    with pytest.raises(NotPermitted):
        operations.stand_down(by=cast.manager, at=LATER, reference=incident.reference, because="Quiet")
    with pytest.raises(NotFound):
        operations.stand_down(by=cast.edt, at=LATER, reference=incident.reference, because="Quiet")


@pytest.mark.clause("STA-1")
def test_a_line_counts_once_it_is_accepted(cast: Cast, incident: Incident) -> None:
    eased(cast, incident)
    count = handed_over(cast.hana, incident, cast.priya)
    assert count == HandOver.objects.count() > 0
    assert len(way_back(cast.hana, incident).of("owned")) == count
    assert Delivery.objects.filter(message="LINES_HANDED_OVER").count() == 1
    first, *rest = HandOver.objects.order_by("pk")
    with pytest.raises(NotFound):
        operations.accept_hand_over(by=cast.sam, at=LATER, key=first.key)
    operations.decline_hand_over(by=cast.priya, at=LATER, key=first.key, because="I leave in March")
    with pytest.raises(Refused):
        operations.accept_hand_over(by=cast.priya, at=LATER, key=first.key)
    for one in rest:
        operations.accept_hand_over(by=cast.priya, at=LATER, key=one.key)
    assert [one.line for one in way_back(cast.hana, incident).of("owned")] == [first.line]
    handed_over(cast.hana, incident, cast.hana)
    assert way_back(cast.hana, incident).of("owned") == ()


def test_an_offer_that_another_replaced_is_not_accepted(cast: Cast, incident: Incident) -> None:
    eased(cast, incident)
    handed_over(cast.hana, incident, cast.priya)
    before = HandOver.objects.filter(to=cast.priya).first()
    assert before is not None
    handed_over(cast.hana, incident, cast.hana)
    with pytest.raises(NotFound):
        operations.accept_hand_over(by=cast.priya, at=LATER, key=before.key)


def test_what_is_no_longer_open_and_who_is_not_on_the_team_are_refused(cast: Cast, incident: Incident) -> None:
    kai = incident.involvements.get()
    told = {"by": cast.hana, "at": LATER, "reference": incident.reference, "words": "The plan"}
    day = clock.local_date(LATER)
    with pytest.raises(Refused, match="no longer open"):
        operations.hand_over(**told, lines=[(LineKind.ACTION, kai.key)], to=cast.priya.key, next_on=day)
    with pytest.raises(Refused, match="on the team"):
        operations.hand_over(**told, lines=[(LineKind.YOUNG_PERSON, kai.key)], to=cast.stranger.key, next_on=day)
    with pytest.raises(NotPermitted):
        operations.hand_over(
            **{**told, "by": cast.sam}, lines=[(LineKind.YOUNG_PERSON, kai.key)], to=cast.priya.key, next_on=day
        )


@pytest.mark.clause("CTX-10")
def test_a_reprisal_links_the_two_and_asks_whether_the_plan_fits(cast: Cast, incident: Incident) -> None:
    planned(cast.hana, incident, incident.involvements.get())
    eased(cast, incident)
    FitQuestion.objects.update(answer="FIT", answered_by=cast.priya, answered_at=AT)
    Incident.objects.filter(pk=incident.pk).update(phase=Phase.USUAL)
    later = with_team(cast, reported_incident(cast.hana, at=LATER, place="Castle Meadow"), at=LATER)
    asked = FitQuestion.objects.filter(answer="").count()
    again = operations.begin_again(
        by=cast.hana, at=LATER, reference=incident.reference, because="A reprisal", other=later.reference
    )
    link = IncidentLink.objects.get(later=later)
    assert again.link == link
    assert (link.earlier, link.later, link.kind) == (incident, later, LinkKind.REPRISAL)
    assert phase_of(cast.hana, incident) == Phase.CONFIRMED
    assert FitQuestion.objects.filter(answer="").count() == asked + 1
    fact = Fact.objects.get(kind=FactKind.STABILISATION)
    assert fact.standings.latest("number").standing == FactStands.ENDED
    eased(cast, incident, LATER + timedelta(days=1))
    assert phase_of(cast.hana, incident) == Phase.STABILISING


def test_a_linked_reprisal_is_pointed_out(cast: Cast, incident: Incident) -> None:
    eased(cast, incident)
    later = with_team(cast, reported_incident(cast.hana, at=LATER, place="Castle Meadow"), at=LATER)
    incidents.link_incidents(
        by=cast.hana,
        at=LATER,
        reference=incident.reference,
        other=later.reference,
        kind=LinkKind.REPRISAL,
        because="The other side",
    )
    assert [one.reference for one in way_back(cast.hana, incident).reprisals] == [later.reference]
    operations.begin_again(
        by=cast.hana, at=LATER, reference=incident.reference, because="A reprisal", other=later.reference
    )
    assert way_back(cast.hana, incident).reprisals == ()


def test_nothing_is_signed_away_once_it_stood_down(cast: Cast, incident: Incident) -> None:
    Incident.objects.filter(pk=incident.pk).update(phase=Phase.USUAL)
    with pytest.raises(Refused, match="Re-open it first"):
        incidents.sign_definition(
            by=cast.hana,
            at=LATER,
            reference=incident.reference,
            offence=("NOT_MET", "It was a fall"),
            age=("MET", "15"),
            setting=("MET", "In a park"),
            holds=False,
            route="FRONT_DOOR",
            their_reference="1",
            named_person="N",
            seen_number=1,
        )


@pytest.mark.clause("STA-1")
def test_a_day_to_come_is_told_of_once_and_waits_until_it_is_done(cast: Cast, incident: Incident) -> None:
    day = clock.local_date(LATER)
    told = {"by": cast.hana, "at": AT, "reference": incident.reference}
    row = operations.add_later_date(
        **told, kind=LaterKind.TRIAL, on=day + timedelta(days=20), prompt_on=day, owner=cast.priya.key
    )
    assert operations.prompt_of_later_dates(by=None, at=AT) == 0
    assert operations.prompt_of_later_dates(by=None, at=LATER) == 1
    assert operations.prompt_of_later_dates(by=None, at=LATER) == 0
    assert Delivery.objects.filter(message="LATER_DATE").count() == 1
    (mine,) = queries.way_back_of_mine(cast.priya, LATER)
    assert [one.key for one in mine.days] == [row.key]
    assert queries.way_back_of_mine(cast.hana, LATER) == ()
    operations.finish_later_date(
        by=cast.priya, at=LATER, reference=incident.reference, key=row.key, words="Support is booked"
    )
    assert queries.way_back_of_mine(cast.priya, LATER) == ()
    assert LaterDate.objects.get().done_by == cast.priya


def test_a_year_on_is_suggested_until_it_is_written_down(cast: Cast, incident: Incident) -> None:
    ((kind, day),) = way_back(cast.hana, incident).suggested
    assert (kind, day) == ("ANNIVERSARY", clock.local_date(AT).replace(year=AT.year + 1))
    operations.add_later_date(
        by=cast.hana, at=AT, reference=incident.reference, kind=kind, on=day, prompt_on=day, owner=cast.hana.key
    )
    assert way_back(cast.hana, incident).suggested == ()
