"""When answers are owed: by the law, by the county, by our own default; and what a late answer has to say."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from reachable.common import working_days
from reachable.common.refusals import Refused
from reachable.incidents import operations as incidents
from reachable.incidents import queries as incident_queries
from reachable.incidents.choices import FactKind, FactStands, Said, Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident
from reachable.responses import editions, queries
from reachable.responses.models import Consideration, DeadlineRule
from tests.domain.incident_hands import answer, asked, involved, new_action, said, settled, told
from tests.domain.test_incidents_report import young_people
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)


def incident_at(cast: Cast, at: datetime, young: int = 2) -> Incident:
    reported = reported_incident(cast.hana, at=at, happened_at=None, young_people=young_people(young))
    return with_team(cast, reported, at=at)


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return incident_at(cast, AT)


def due(incident: Incident, code: str, letter: str = "") -> datetime | None:
    return asked(incident, code, letter).due_at


# By the law


@pytest.mark.clause("NOT-2")
@pytest.mark.parametrize(
    ("aware", "owed"),
    [
        (AT, utc(2026, 11, 27, 23, 59, 59)),  # Saturday night: Monday is the first day
        (utc(2026, 12, 18, 22, 15), utc(2026, 12, 29, 23, 59, 59)),  # a Friday; Christmas, and Boxing Day moved on
        (utc(2026, 12, 24, 9), utc(2027, 1, 5, 23, 59, 59)),  # New Year's Day too
        (utc(2027, 3, 24, 9), utc(2027, 4, 2, 22, 59, 59)),  # the Wednesday before Easter; summer time by then
        (utc(2027, 3, 26, 23, 30), utc(2027, 4, 5, 22, 59, 59)),  # the night of Good Friday
        (utc(2027, 4, 29, 23, 30), utc(2027, 5, 10, 22, 59, 59)),  # past midnight in Norfolk; the May bank holiday
    ],
)
def test_the_notification_is_owed_five_working_days_after_we_became_aware(
    cast: Cast, aware: datetime, owed: datetime
) -> None:
    incident = incident_at(cast, aware)
    codes = ("notification-decision", "notification-sent", "notification-partners-told")
    assert {due(incident, code) for code in codes} == {owed}
    row = asked(incident, "notification-decision")
    item = editions.in_force().consideration("notification-decision")[1]
    assert item.due is not None
    assert (row.due_kind, row.due_source, row.due_edition) == ("statutory", item.due.source, item.due.edition)
    assert row.due_source
    assert row.due_edition


@pytest.mark.clause("NOT-3")
def test_the_rapid_review_is_owed_fifteen_working_days_after_the_notification(cast: Cast) -> None:
    at = utc(2026, 12, 22, 9)
    incident = incident_at(cast, at)
    told(cast.hana, incident, FactKind.NOTIFICATION_SENT, at=at + 2 * DAY, happened_at=utc(2026, 12, 24, 9))
    assert due(incident, "rapid-review-sent") == utc(2027, 1, 19, 23, 59, 59)


LAW = [
    # kind of fact, letter, question, owed; each happened on Saturday at 21:15
    (FactKind.REFERRED, "A", "referral-decided", utc(2026, 11, 23, 23, 59, 59)),
    (FactKind.REFERRED, "A", "assessment-finished", utc(2027, 1, 27, 23, 59, 59)),
    (FactKind.POLICE_PROTECTION, "A", "emergency-protection", AT + 71 * HOUR),
    (FactKind.DISCUSSION_HELD, "", "conference-decided", utc(2026, 12, 11, 23, 59, 59)),
    (FactKind.REMANDED, "A", "remand-plan", utc(2026, 12, 4, 23, 59, 59)),
    (FactKind.REMANDED, "A", "remand-review", utc(2026, 12, 18, 23, 59, 59)),
]


@pytest.mark.parametrize(("kind", "letter", "code", "owed"), LAW)
def test_what_the_law_sets_runs_from_its_fact(cast: Cast, incident, kind, letter: str, code: str, owed) -> None:
    before = Consideration.objects.filter(code=code, about=involved(incident, "A")).values_list("due_at", flat=True)
    assert list(before) in ([], [None])
    told(cast.hana, incident, kind, letter, happened_at=AT - HOUR)
    assert due(incident, code, "A") == owed
    assert asked(incident, code, "A").due_kind == "statutory"
    others = Consideration.objects.filter(code=code, about=involved(incident, "B")).values_list("due_at", flat=True)
    assert set(others) <= ({owed} if not letter else {None}), "only a fact of the incident starts the clocks of both"


def test_every_statutory_question_is_among_these(cast: Cast) -> None:
    ours = {code for _, _, code, _ in LAW} | {
        "notification-decision", "notification-sent", "notification-partners-told", "rapid-review-sent",
        "return-interview", "death-notification",
    }  # fmt: skip
    found = {item.code for item in editions.in_force().considerations() if item.due and item.due.kind == "statutory"}
    assert found == ours


def test_a_death_and_a_return_start_the_clocks_of_the_law(cast: Cast, incident) -> None:
    said(cast.priya, incident, Where.MISSING, "A", happened_at=AT - 9 * HOUR)
    assert due(incident, "return-interview", "A") is None
    said(cast.priya, incident, Where.NOT_KNOWN, "A", happened_at=AT - 6 * HOUR)
    assert due(incident, "return-interview", "A") is None
    said(cast.priya, incident, Where.ELSEWHERE, "A", happened_at=AT - 2 * HOUR)
    assert due(incident, "return-interview", "A") == AT + 70 * HOUR
    said(cast.priya, incident, Where.HOME, "A")
    assert due(incident, "return-interview", "A") == AT + 70 * HOUR
    said(cast.priya, incident, Where.DIED, "B", happened_at=AT - HOUR)
    assert due(incident, "death-notification", "B") == utc(2026, 11, 27, 23, 59, 59)


# What is said after "missing", and whether that is a return
NO_RETURN = {
    "found dead": [(Where.DIED, Said.MOVED)],
    "or at home": [(Where.HOME, Said.CONTRADICTS)],
    "never missing": [(Where.HOME, Said.CORRECTS)],
    "missing since earlier": [(Where.MISSING, Said.CORRECTS)],
    "nobody knows": [(Where.NOT_KNOWN, Said.MOVED)],
}


@pytest.mark.parametrize("statements", NO_RETURN.values(), ids=NO_RETURN.keys())
def test_what_is_no_return(cast: Cast, incident, statements: list) -> None:
    said(cast.priya, incident, Where.MISSING, "A")
    for where, relation in statements:
        because = "Rang the mother" if relation == Said.CORRECTS else ""
        said(cast.priya, incident, where, "A", relation=relation, because=because)
    assert due(incident, "return-interview", "A") is None


def test_a_return_after_two_accounts_is_when_they_moved(cast: Cast, incident) -> None:
    said(cast.priya, incident, Where.MISSING, "A", happened_at=AT - 5 * HOUR)
    said(cast.priya, incident, Where.HOME, "A", happened_at=AT - 4 * HOUR, relation=Said.CONTRADICTS)
    said(cast.priya, incident, Where.ELSEWHERE, "A", happened_at=AT - 2 * HOUR)
    assert due(incident, "return-interview", "A") == AT + 70 * HOUR
    said(cast.priya, incident, Where.HOME, "A", happened_at=AT - HOUR, relation=Said.CORRECTS, because="His mother")
    assert due(incident, "return-interview", "A") == AT + 71 * HOUR


# By the county, and by our default


@pytest.mark.clause("SAF-1")
@pytest.mark.parametrize(
    "at",
    [AT, utc(2026, 10, 24, 22, 0), utc(2027, 3, 27, 22, 0), utc(2026, 12, 24, 23, 0)],
    ids=["a weekend", "the clocks go back", "the clocks go forward", "Christmas"],
)
def test_the_strategy_discussion_is_owed_a_day_after_the_report_whatever_the_clocks_do(cast: Cast, at) -> None:
    incident = incident_at(cast, at)
    row = asked(incident, "strategy-discussion-held")
    assert (row.due_at, row.due_kind) == (at + 24 * HOUR, "local")


@pytest.mark.parametrize("at", [utc(2026, 10, 24, 23, 30), utc(2027, 3, 27, 23, 30)])
def test_hours_in_hospital_run_through_the_night_in_which_the_clocks_change(cast: Cast, at: datetime) -> None:
    incident = incident_at(cast, at)
    said(cast.priya, incident, Where.HOSPITAL, "A", at=at)
    assert due(incident, "hospital-protection", "A") == at + 2 * HOUR
    assert due(incident, "discharge-expected", "A") == at + 4 * HOUR


def test_who_is_reported_in_custody_was_arrested_by_then(cast: Cast) -> None:
    there = ReportedYoungPerson(given_names="Jay", approximate_age=16, where=Where.CUSTODY)
    incident = with_team(cast, reported_incident(cast.hana, young_people=(there,)))
    assert due(incident, "appropriate-adult", "A") == AT + 2 * HOUR
    told(cast.sam, incident, FactKind.ARRESTED, "A", happened_at=AT - HOUR)
    assert due(incident, "appropriate-adult", "A") == AT + HOUR


# Facts that are corrected and hearings that move


def test_a_correction_moves_what_nobody_has_answered_yet(cast: Cast, incident) -> None:
    wrong = told(cast.sam, incident, FactKind.ARRESTED, "A", happened_at=AT - HOUR)
    answer(cast.priya, incident, "appropriate-adult", "IN_PLACE", "A")
    told(
        cast.sam, incident, FactKind.ARRESTED, "A", happened_at=AT - 2 * HOUR, replaces_key=wrong.key,
        because="The custody record says otherwise",
    )  # fmt: skip
    assert due(incident, "appropriate-adult", "A") == AT + HOUR, "answered, and not late then"
    assert due(incident, "custody-worker", "A") == AT + 4 * HOUR, "six hours after the arrest"


def test_a_clock_whose_fact_was_a_mistake_stands_still(cast: Cast, incident) -> None:
    fact = told(cast.hana, incident, FactKind.DISCUSSION_HELD, happened_at=AT - HOUR)
    assert due(incident, "conference-decided", "A") is not None
    settled(cast.hana, fact, FactStands.MISTAKE)
    assert due(incident, "conference-decided", "A") is None


COURT = ("heads-meet", "joint-position", "support-at-court")


@pytest.mark.clause("CRT-1")
def test_what_is_owed_before_a_hearing_moves_with_it_until_it_is_answered(cast: Cast, incident) -> None:
    first = told(cast.sam, incident, FactKind.COURT_DATE, "A", happened_at=AT + 3 * DAY)
    assert {due(incident, code, "A") for code in COURT} == {AT + 3 * DAY - 2 * HOUR}
    answer(cast.hana, incident, "heads-meet", "IN_PLACE", "A")
    answer(cast.hana, incident, "joint-position", "NOT_YET_KNOWN", "A")
    told(
        cast.sam, incident, FactKind.COURT_DATE, "A", happened_at=AT + 10 * DAY, replaces_key=first.key,
        because="Put off",
    )  # fmt: skip
    assert [due(incident, code, "A") for code in COURT] == [
        AT + 3 * DAY - 2 * HOUR, AT + 10 * DAY - 2 * HOUR, AT + 10 * DAY - 2 * HOUR,
    ]  # fmt: skip


@pytest.mark.clause("CRT-1")
def test_of_several_hearings_the_next_one_counts(cast: Cast, incident) -> None:
    told(cast.sam, incident, FactKind.COURT_DATE, "A")  # for the next court: no hour is known
    assert due(incident, "heads-meet", "A") is None
    told(cast.sam, incident, FactKind.COURT_DATE, "A", happened_at=AT - DAY)
    assert due(incident, "heads-meet", "A") == AT - DAY - 2 * HOUR
    told(cast.sam, incident, FactKind.COURT_DATE, "A", happened_at=AT + 10 * DAY)
    assert due(incident, "heads-meet", "A") == AT + 10 * DAY - 2 * HOUR
    told(cast.sam, incident, FactKind.COURT_DATE, "A", happened_at=AT + 3 * DAY)
    assert due(incident, "heads-meet", "A") == AT + 3 * DAY - 2 * HOUR
    said(cast.priya, incident, Where.HOME, "A", at=AT + 4 * DAY)
    assert due(incident, "heads-meet", "A") == AT + 10 * DAY - 2 * HOUR


# Late answers

LATE_DAYS = 30
KINDS = {
    "statutory": ("notification-decision", True),
    "local": ("strategy-discussion-held", True),
    "default": ("strategy-discussion", False),
}


@pytest.mark.parametrize(("code", "insists"), KINDS.values(), ids=KINDS.keys())
@pytest.mark.parametrize("said_", ["IN_PLACE", "NOT_NEEDED", "ACTION_NEEDED"])
def test_what_is_late_by_law_or_by_the_county_says_why(cast: Cast, incident, code: str, insists: bool, said_) -> None:
    row, at = asked(incident, code), AT + LATE_DAYS * DAY
    assert {"statutory": True, "local": True, "default": False}[row.due_kind] is insists
    more = {"at": at, "actions": [new_action(cast.hana, due_at=at + HOUR)] if said_ == "ACTION_NEEDED" else []}
    if insists:
        for nothing in ("", "   "):
            with pytest.raises(Refused) as refused:
                answer(cast.hana, incident, code, said_, late_because=nothing, **more)
            assert refused.value.field == "late_because"
        assert not row.answers.exists()
    else:
        assert answer(cast.hana, incident, code, said_, **more).late_because == ""
        return
    kept = answer(cast.hana, incident, code, said_, late_because=" Nobody was on duty ", **more)
    assert kept.late_because == "Nobody was on duty"


@pytest.mark.parametrize(("code", "insists"), KINDS.values(), ids=KINDS.keys())
def test_not_yet_known_is_never_late_and_the_second_answer_is_not_asked_again(
    cast: Cast, incident, code: str, insists: bool
) -> None:
    late = AT + LATE_DAYS * DAY
    answer(cast.hana, incident, code, "NOT_YET_KNOWN", at=late)
    if insists:  # it was open until now
        with pytest.raises(Refused):
            answer(cast.hana, incident, code, "IN_PLACE", at=late)
    answer(cast.hana, incident, code, "IN_PLACE", at=late, late_because="Found out today")
    answer(cast.hana, incident, code, "NOT_NEEDED", at=late + HOUR)
    answer(cast.hana, incident, code, "NOT_YET_KNOWN", at=late + 2 * HOUR)
    answer(cast.hana, incident, code, "IN_PLACE", at=late + 3 * HOUR)


@pytest.mark.parametrize("seconds", [-1, 0, 1])
def test_it_is_late_from_the_moment_after_it_is_due(cast: Cast, incident, seconds: int) -> None:
    at = AT + DAY + timedelta(seconds=seconds)
    if seconds > 0:
        with pytest.raises(Refused):
            answer(cast.hana, incident, "strategy-discussion-held", "IN_PLACE", at=at)
        return
    answer(cast.hana, incident, "strategy-discussion-held", "IN_PLACE", at=at)


def test_what_has_no_time_yet_is_not_late(cast: Cast, incident) -> None:
    assert due(incident, "conference-decided", "A") is None
    answer(cast.hana, incident, "conference-decided", "NOT_NEEDED", "A", at=AT + 300 * DAY)


# Rules that were set on screen


def test_a_rule_that_is_set_holds_for_what_is_asked_from_then_on_even_in_the_same_incident(
    cast: Cast, incident
) -> None:
    """A strand that opens later, and a young person who is added later; nothing that is open is touched."""
    before = {row.pk: (row.due_rule, row.due_at, row.due_kind) for row in Consideration.objects.all()}
    common = {"county": "norfolk", "number": 1, "because": "Agreed", "by": cast.hana, "at": AT}
    law = {"kind": "local", "source": "Our protocol", "edition": "2026"}
    for code, text in (("safe-to-return", "1h after report"), ("appropriate-adult", "1h after arrest")):
        DeadlineRule.objects.create(code=code, text=text, **law, **common)
    incidents.add_young_person(by=cast.priya, at=AT, reference=incident.reference, facts=ReportedYoungPerson())
    told(cast.sam, incident, FactKind.ARRESTED, "A", happened_at=AT - HOUR)
    assert {
        row.pk: (row.due_rule, row.due_at, row.due_kind) for row in Consideration.objects.filter(pk__in=before)
    } == before
    assert [asked(incident, "safe-to-return", letter).due_rule for letter in "ABC"] == [
        "4h after report", "4h after report", "1h after report",
    ]  # fmt: skip
    new = asked(incident, "appropriate-adult", "A")
    assert (new.due_at, new.due_kind, new.due_source, new.due_edition) == (AT, "local", "Our protocol", "2026")
    DeadlineRule.objects.create(code="safe-to-return", text="", **{**common, "number": 2})
    incidents.add_young_person(by=cast.priya, at=AT, reference=incident.reference, facts=ReportedYoungPerson())
    assert asked(incident, "safe-to-return", "D").due_rule == "4h after report", "given back to the playbook"
    assert asked(incident, "safe-to-return", "C").due_rule == "1h after report"


def test_a_rule_of_another_county_is_none_of_ours(cast: Cast) -> None:
    DeadlineRule.objects.create(
        county="suffolk", code="safe-to-return", text="1h after report", number=1, because="x", by=cast.hana, at=AT
    )
    assert asked(reported_incident(cast.hana), "safe-to-return", "A").due_at == AT + 4 * HOUR


def test_what_is_shown_says_by_whom_the_time_is_set(cast: Cast, incident) -> None:
    sheet = queries.sheet(cast.hana, incident.reference, "enquiries", AT + 2 * DAY)
    cards = {card.code: card for card in sheet.incident_cards}
    assert (cards["strategy-discussion-held"].due_kind, cards["strategy-discussion-held"].is_overdue) == ("local", True)
    waits = {one.card_key: one for one in queries.attention(cast.hana, incident.reference, AT + 2 * DAY)}
    assert waits[cards["strategy-discussion-held"].key].due_kind == "local"


def test_the_notification_runs_from_the_awareness_that_is_recorded_and_from_the_report_without_one(cast: Cast) -> None:
    """A death three weeks later makes it notifiable: the five days begin then."""
    incident = with_team(cast, reported_incident(cast.hana))
    assert asked(incident, "notification-sent").due_at == working_days.end_of_working_day(AT, 5)
    later = AT + timedelta(days=20)
    incidents.record_fact(
        by=cast.hana, at=later, reference=incident.reference, kind="AWARENESS", key=uuid4(), happened_at=later
    )
    assert asked(incident, "notification-sent").due_at == working_days.end_of_working_day(later, 5)
    assert "AWARENESS" not in {
        one.kind
        for one in incident_queries.facts_about(
            cast.priya, incident_queries.heading(cast.priya, incident.reference, later), None
        )
    }
