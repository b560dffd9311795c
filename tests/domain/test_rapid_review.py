"""A notification that was sent opens the rapid review; its panel alone reads of it."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from reachable.audit.models import Entry
from reachable.common.refusals import NotFound, NotPermitted, Refused, Stale
from reachable.directory import operations as directory
from reachable.directory.choices import RoleCode
from reachable.incidents import operations as incidents
from reachable.incidents.choices import Audience, FactKind
from reachable.incidents.models import Fact, Incident
from reachable.outbox.models import Delivery
from reachable.responses.models import Answer
from reachable.sharing import operations, queries
from reachable.sharing.models import AgencySummary, RapidReview, ReviewForm, ReviewStep
from reachable.sharing.queries.notices_open import notices_open
from tests.domain import notices_hands as hands
from tests.factories import AT, Cast, agency

pytestmark = pytest.mark.django_db
PANEL = Audience.RAPID_REVIEW_PANEL
MONDAY = datetime(2026, 12, 7, 9, 0, tzinfo=UTC)  # after the tenth working day


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return hands.led(cast)


@pytest.fixture
def review(cast: Cast, incident: Incident) -> RapidReview:
    return hands.reviewed(cast, incident)


def told(who: Any, review: RapidReview, at: datetime = AT) -> dict[str, Any]:
    return {"by": who, "at": at, "reference": review.incident.reference}


def recorded(cast: Cast, incident: Incident, happened_at: datetime | None, **more: Any) -> Fact:
    """On the incident's own page."""
    return incidents.record_fact(
        by=cast.hana,
        at=AT,
        reference=incident.reference,
        kind=FactKind.NOTIFICATION_SENT,
        happened_at=happened_at,
        key=uuid4(),
        **more,
    )


def ask(cast: Cast, review: RapidReview, **more: Any) -> AgencySummary:
    asked: dict[str, Any] = {"agency_key": agency("hospital").key, "asked_of_key": cast.ward.key, **more}
    return operations.ask_summary(**told(cast.mace, review), **asked)


def mistaken(cast: Cast, fact: Fact) -> None:
    incidents.settle_fact(
        by=cast.hana,
        at=AT,
        reference=fact.incident.reference,
        fact_key=fact.key,
        standing="MISTAKE",
        because="It was the other form",
        seen_number=0,
    )


@pytest.mark.clause("NOT-3")
def test_what_is_sent_opens_it_with_its_timetable(cast: Cast, review: RapidReview) -> None:
    days = {step.code: (step.day, step.due_at.date().isoformat()) for step in review.timetable.all()}
    assert days == {
        "letters-out": (1, "2026-11-23"),
        "progress": (5, "2026-11-27"),
        "summaries-in": (10, "2026-12-04"),
        "panel": (12, "2026-12-08"),
        "sign-off": (14, "2026-12-10"),
        "sent": (15, "2026-12-11"),
    }
    assert (review.due_at, review.due_rule) == (
        datetime(2026, 12, 11, 23, 59, 59, tzinfo=UTC),
        "15 working days after notification",
    )
    assert review.reference == "SIN-1"
    assert "The rapid review began: the notification was sent." in hands.lines(review.incident, PANEL)
    assert not any("The rapid review" in line for line in hands.lines(review.incident, Audience.TEAM))


@pytest.mark.clause("NOT-3")
def test_also_when_it_was_recorded_on_the_incidents_own_page(cast: Cast, incident: Incident) -> None:
    recorded(cast, incident, None)
    assert RapidReview.objects.get(incident=incident).notified_at == AT


@pytest.mark.clause("NOT-3")
def test_a_time_that_is_put_right_moves_its_days(cast: Cast, incident: Incident) -> None:
    first = recorded(cast, incident, hands.SENT_AT)
    before = hands.SENT_AT - timedelta(days=1)
    recorded(cast, incident, before, replaces_key=first.key, because="It was Friday")
    review = RapidReview.objects.get(incident=incident)
    assert (review.notified_at, review.version) == (before, 2)
    assert review.timetable.get(code="letters-out").due_at.date().isoformat() == "2026-11-23"


@pytest.mark.clause("NOT-3")
def test_a_mistake_closes_an_untouched_one(cast: Cast, incident: Incident) -> None:
    mistaken(cast, recorded(cast, incident, hands.SENT_AT))
    assert not RapidReview.objects.exists()
    assert not ReviewStep.objects.exists()
    assert any("is closed" in line for line in hands.lines(incident, PANEL))


@pytest.mark.clause("NOT-3")
def test_a_mistake_is_said_of_one_that_has_begun(cast: Cast, incident: Incident) -> None:
    fact = recorded(cast, incident, hands.SENT_AT)
    review = RapidReview.objects.get(incident=incident)
    operations.do_step(**told(cast.mace, review), step="letters-out", done_at=AT)
    mistaken(cast, fact)
    assert queries.rapid_review(cast.mace, incident.reference, AT).is_mistaken
    assert any("its panel decides" in line for line in hands.lines(incident, PANEL))


@pytest.mark.clause("NOT-3")
def test_its_panel_and_the_lead_read_it_and_nobody_else(cast: Cast, review: RapidReview) -> None:
    for who in (cast.hana, cast.mace):
        assert queries.rapid_review(who, review.incident.reference, AT).may_write
    for who in (cast.priya, cast.sam, cast.ward, cast.stranger):
        with pytest.raises(NotFound):
            queries.rapid_review(who, review.incident.reference, AT)
        with pytest.raises(NotFound):
            operations.do_step(**told(who, review), step="progress", done_at=AT)
        assert not notices_open(review.incident.pk, [Audience.TEAM], AT)


@pytest.mark.clause("NOT-3")
def test_a_step_is_done_once_and_in_its_time(cast: Cast, review: RapidReview) -> None:
    with pytest.raises(Refused, match="before the notification"):
        operations.do_step(**told(cast.mace, review), step="progress", done_at=hands.SENT_AT - timedelta(minutes=1))
    with pytest.raises(Refused, match="in the future"):
        operations.do_step(**told(cast.mace, review), step="progress", done_at=AT + timedelta(minutes=1))
    operations.do_step(**told(cast.mace, review), step="progress", done_at=AT)
    with pytest.raises(Refused, match="already"):
        operations.do_step(**told(cast.mace, review), step="progress", done_at=AT)
    for step in ("nothing", "sent"):
        with pytest.raises(NotFound):
            operations.do_step(**told(cast.mace, review), step=step, done_at=AT)
    late = [one.code for one in queries.rapid_review(cast.mace, review.incident.reference, MONDAY).steps if one.is_late]
    assert late == ["letters-out", "summaries-in"]


@pytest.mark.clause("NOT-3")
@pytest.mark.parametrize(
    ("whose", "whom", "words", "field"),
    [
        ("hospital", "", " ", "asked_of_words"),
        ("police", "ward", "", "asked_of"),
        ("youth-support", "tyss", "", "asked_of"),
    ],
    ids=["nobody", "of-another-agency", "not-on-the-team"],
)
def test_whom_a_summary_is_asked_of(
    cast: Cast, review: RapidReview, whose: str, whom: str, words: str, field: str
) -> None:
    key = getattr(cast, whom).key if whom else None
    with pytest.raises(Refused) as refused:
        ask(cast, review, agency_key=agency(whose).key, asked_of_key=key, asked_of_words=words)
    assert refused.value.field == field


@pytest.mark.clause("NOT-3")
def test_a_summary_is_asked_for_without_content_and_written_by_who_was_asked(cast: Cast, review: RapidReview) -> None:
    summary = ask(cast, review)
    mail = Delivery.objects.get(message="SUMMARY_ASKED")
    assert mail.professional_key == cast.ward.key
    assert summary.due_at == review.timetable.get(code="summaries-in").due_at
    with pytest.raises(Refused, match="asked already"):
        ask(cast, review)
    where = {"summary_key": summary.key, "seen_version": 1}
    assert queries.summary(cast.ward, review.incident.reference, summary.key, AT).may_write
    with pytest.raises(NotFound):
        queries.summary(cast.priya, review.incident.reference, summary.key, AT)
    with pytest.raises(NotFound):
        operations.write_summary(**told(cast.sam, review), **where, words="Not mine")
    with pytest.raises(Refused, match="where it is to be found"):
        operations.write_summary(**told(cast.ward, review), **where, words=" ")
    operations.write_summary(**told(cast.ward, review), **where, words="He came twice before.")
    with pytest.raises(Stale):
        operations.write_summary(**told(cast.mace, review), **where, words="Mine")
    assert queries.rapid_review(cast.mace, review.incident.reference, AT).summaries_in == 1
    with pytest.raises(Refused, match="nothing to chase"):
        operations.chase_summary(**told(cast.mace, review), summary_key=summary.key)


@pytest.mark.clause("NOT-3")
def test_what_is_late_is_chased_once_a_working_day(cast: Cast, review: RapidReview) -> None:
    summary = ask(cast, review)
    ask(cast, review, agency_key=agency("school").key, asked_of_key=None, asked_of_words="The head")
    assert operations.chase_summaries(by=None, at=AT) == 0  # it is not due
    assert operations.chase_summaries(by=None, at=MONDAY - timedelta(days=1)) == 0  # a Sunday
    assert operations.chase_summaries(by=None, at=MONDAY) == 1
    assert operations.chase_summaries(by=None, at=MONDAY + timedelta(hours=2)) == 0
    assert operations.chase_summaries(by=None, at=MONDAY + timedelta(days=1)) == 1
    summary.refresh_from_db()
    assert summary.chased == 2
    assert Delivery.objects.filter(message="SUMMARY_ASKED").count() == 3
    operations.chase_summary(**told(cast.mace, review), summary_key=summary.key)
    assert queries.summaries_of_mine(cast.ward, MONDAY)[0].is_late
    assert queries.summaries_of_mine(cast.mace, MONDAY) == ()


@pytest.mark.clause("NOT-3")
def test_who_left_the_team_is_told_nothing_more(cast: Cast, review: RapidReview) -> None:
    ask(cast, review)
    incidents.leave_team(by=cast.hana, at=AT, reference=review.incident.reference, professional_key=cast.ward.key)
    operations.chase_summaries(by=None, at=MONDAY)
    assert Delivery.objects.filter(message="SUMMARY_ASKED").count() == 1
    assert queries.summaries_of_mine(cast.ward, MONDAY) == ()


@pytest.mark.clause("NOT-3")
def test_the_four_purposes_in_whole_versions(cast: Cast, review: RapidReview) -> None:
    with pytest.raises(Refused, match="Write something"):
        operations.write_review(**told(cast.mace, review), purposes={"facts": " "}, seen_number=0)
    operations.write_review(**told(cast.mace, review), purposes={"facts": "He was hurt."}, seen_number=0)
    with pytest.raises(Stale):
        operations.write_review(**told(cast.hana, review), purposes={"facts": "Else."}, seen_number=0)
    view = queries.rapid_review(cast.hana, review.incident.reference, AT)
    assert [words for _, _, words in view.forms[0].purposes] == ["He was hurt.", "", "", ""]
    assert len(view.missing) == 3
    operations.write_review(**told(cast.hana, review), purposes={"immediate_action": "Move him."}, seen_number=1)
    assert ReviewForm.objects.count() == 2
    said = Answer.objects.get(consideration__code="rapid-review-immediate-action")
    assert said.record == {"immediate-action": "Move him."}


@pytest.mark.clause("NOT-3")
def test_what_follows_is_decided_with_reasons_and_then_it_is_sent(cast: Cast, review: RapidReview) -> None:
    decide = {"seen_version": review.version}
    with pytest.raises(Refused, match="whichever way"):
        operations.decide_review(**told(cast.mace, review), decided="NONE", because="", **decide)
    with pytest.raises(Refused, match="what follows"):
        operations.decide_review(**told(cast.mace, review), decided="", because="So.", **decide)
    readers = [PANEL]
    codes = [line.code for line in notices_open(review.incident.pk, readers, AT)]
    assert codes == ["rapid-review-decision", "rapid-review-sent"]
    operations.decide_review(**told(cast.mace, review), decided="OTHER", because="As after a death before.", **decide)
    with pytest.raises(Stale):
        operations.decide_review(**told(cast.mace, review), decided="NONE", because="No.", **decide)
    operations.send_review(**told(cast.mace, review), sent_at=AT)
    assert notices_open(review.incident.pk, readers, AT) == ()
    said = Answer.objects.get(consideration__code="rapid-review-sent")
    assert said.record["next-review"] == "other-review"
    with pytest.raises(Refused, match="stays as it was"):
        operations.write_review(**told(cast.mace, review), purposes={"facts": "More."}, seen_number=0)
    assert Entry.objects.filter(verb="rapid-review-sent").count() == 1


def test_who_runs_it_and_when_the_panel_meets(cast: Cast, review: RapidReview) -> None:
    plan = {"run_by": "Dana Wood", "panel_at": AT + timedelta(days=10)}
    operations.plan_review(**told(cast.mace, review), **plan, seen_version=review.version)
    assert Answer.objects.filter(consideration__code="rapid-review-started").exists()
    with pytest.raises(Stale):
        operations.plan_review(**told(cast.hana, review), **plan, seen_version=review.version)


def test_a_lead_who_does_not_run_reviews_reads_it_alone(cast: Cast, review: RapidReview) -> None:
    front_door = directory.create_professional(
        by=None,
        at=AT,
        name="Freda Dale",
        email="freda.dale@childrens-services.example",
        job_title="Manager",
        agency=agency("childrens-services"),
        roles=[RoleCode.FRONT_DOOR_MANAGER],
    )
    incidents.name_lead(
        by=cast.hana, at=AT, reference=review.incident.reference, professional_key=front_door.key, why="Leads now"
    )
    assert not queries.rapid_review(front_door, review.incident.reference, AT).may_write
    with pytest.raises(NotPermitted):
        operations.do_step(**told(front_door, review), step="progress", done_at=AT)
