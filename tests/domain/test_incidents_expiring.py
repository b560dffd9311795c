"""Expiry by night: what has lapsed is deleted some at a time, the lead reads how much, its owner was warned."""

import time
from datetime import timedelta

import pytest

from reachable.audit.models import Entry
from reachable.incidents import operations, queries
from reachable.incidents.choices import ListState
from reachable.incidents.models import (
    Incident,
    Involvement,
    NetworkPerson,
    PartnerList,
    PartnerListRow,
    TimelineEntry,
)
from reachable.outbox.models import Delivery
from reachable.people.choices import SourceClass
from reachable.people.models import Association, GroupLink, PersonRecord
from tests.domain.removal_hands import SOON, TODAY, YESTERDAY, associated, linked, member
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get()


@pytest.fixture
def leo(cast: Cast, incident: Incident) -> NetworkPerson:
    return member(cast.priya, incident)


def expire_all(at=AT) -> None:
    while operations.expire(by=None, at=at):
        pass


def lapsed_lines(incident: Incident) -> list[str]:
    found = TimelineEntry.objects.filter(incident=incident, code="network-lapsed").order_by("pk")
    return list(found.values_list("words", flat=True))


@pytest.mark.clause("CTX-9", "STA-4")
def test_what_lapsed_yesterday_is_deleted_and_what_lapses_today_is_not(cast: Cast, incident, kai, leo) -> None:
    for day in (YESTERDAY, YESTERDAY, TODAY):
        associated(cast.priya, kai.record, leo.record, review_on=day)
    linked(cast.priya, leo.record, "Northside", review_on=YESTERDAY)
    expire_all()
    assert [row.review_on for row in Association.objects.all()] == [TODAY]
    assert not GroupLink.objects.exists()
    assert lapsed_lines(incident) == ["2 connections lapsed and were removed.", "1 connection lapsed and was removed."]
    entry = Entry.objects.filter(verb="network-lapsed").first()
    assert entry is not None
    assert entry.by_key == ""


def test_the_day_is_that_of_norfolk(cast: Cast, incident, kai, leo) -> None:
    associated(cast.priya, kai.record, leo.record, review_on=TODAY)
    expire_all(AT + timedelta(hours=1, minutes=40))  # 23:55
    assert Association.objects.exists()
    expire_all(AT + timedelta(hours=1, minutes=50))  # 00:05
    assert not Association.objects.exists()


def test_who_is_left_without_a_connection_and_past_his_day_goes_wholly(cast: Cast, incident, kai) -> None:
    alone = member(cast.priya, incident, "Ada Quill", review_on=YESTERDAY)
    kept_by_day = member(cast.priya, incident, "Ben Umber")
    kept_by_connection = member(cast.priya, incident, "Cal Ochre", review_on=YESTERDAY)
    associated(cast.priya, kai.record, kept_by_connection.record)
    lost_both = member(cast.priya, incident, "Dee Sienna", review_on=YESTERDAY)
    associated(cast.priya, kai.record, lost_both.record, review_on=YESTERDAY)
    expire_all()
    assert set(NetworkPerson.objects.all()) == {kept_by_day, kept_by_connection}
    assert not PersonRecord.objects.filter(pk__in=(alone.record_id, lost_both.record_id)).exists()
    assert "2 people in the network, to whom nothing connects any longer, were removed." in lapsed_lines(incident)


def test_a_young_person_with_a_letter_stays_whatever_lapses(cast: Cast, incident, kai) -> None:
    NetworkPerson.objects.create(
        incident=incident,
        number=1,
        record=kai.record,
        why="Also there",
        source=SourceClass.MYSELF,
        review_on=YESTERDAY,
        by=cast.hana,
        at=AT,
    )
    expire_all()
    assert not NetworkPerson.objects.exists()
    assert PersonRecord.objects.filter(pk=kai.record_id).exists()


def test_each_step_is_short_and_the_number_of_statements_is_bounded(
    cast: Cast, incident, kai, django_assert_max_num_queries
) -> None:
    people = [member(cast.priya, incident, f"Leo Number{n}") for n in range(12)]
    for who in people:
        for _ in range(5):
            associated(cast.priya, kai.record, who.record, review_on=YESTERDAY)
    slowest = 0.0
    with django_assert_max_num_queries(60):
        while took := _timed():
            slowest = max(slowest, took)
    assert not Association.objects.exists()
    NetworkPerson.objects.update(review_on=YESTERDAY)
    steps = 0
    while took := _timed():
        slowest, steps = max(slowest, took), steps + 1
    assert not NetworkPerson.objects.exists()
    assert steps == 6
    assert slowest < 0.1


def _timed() -> float:
    """Of this process; SQLite works in it."""
    start = time.process_time()
    count = operations.expire(by=None, at=AT)
    return time.process_time() - start if count else 0.0


def test_the_owner_is_warned_once_and_the_mail_says_nothing(cast: Cast, incident, kai, leo) -> None:
    day = TODAY + timedelta(days=14)
    associated(cast.priya, kai.record, leo.record, review_on=day)
    linked(cast.priya, leo.record, "Northside", review_on=day)
    associated(cast.sam, kai.record, leo.record, review_on=day + timedelta(days=1))
    assert operations.warn_of_lapsing(by=None, at=AT) == 2
    assert operations.warn_of_lapsing(by=None, at=AT) == 0
    [delivery] = Delivery.objects.filter(message="CONNECTION_LAPSES")
    assert delivery.to == cast.priya.email
    assert delivery.reference == ""


def test_my_own_that_lapse_soon_by_incident(cast: Cast, incident, kai, leo) -> None:
    associated(cast.priya, kai.record, leo.record, review_on=TODAY + timedelta(days=3))
    linked(cast.priya, leo.record, "Northside", review_on=TODAY + timedelta(days=14))
    associated(cast.priya, kai.record, leo.record, review_on=SOON)
    associated(cast.sam, kai.record, leo.record, review_on=TODAY)
    [line] = queries.lapsing(cast.priya, AT)
    assert (line.reference, line.count, line.first_on) == (incident.reference, 2, TODAY + timedelta(days=3))
    assert queries.lapsing(cast.stranger, AT) == []


def test_a_list_that_nobody_finished_is_erased_after_28_days(cast: Cast, incident) -> None:
    def staged(state: str, days: int) -> PartnerList:
        at = AT - timedelta(days=days)
        made = PartnerList.objects.create(
            incident=incident,
            purpose="Who may be at risk",
            source=SourceClass.WRITTEN,
            state=state,
            table={"cells": [["Zephyrine"]]},
            dropped=["PNC"],
            by=cast.priya,
            at=at,
        )
        PartnerListRow.objects.create(partner_list=made, number=1, person={"name": "Zephyrine"}, outcome="NEW")
        return made

    lapsed, fresh, done = staged("ROWS", 28), staged("COLUMNS", 27), staged("DONE", 40)
    assert operations.erase_lapsed_lists(by=None, at=AT) == 1
    assert operations.erase_lapsed_lists(by=None, at=AT) == 0
    for one in (lapsed, fresh, done):
        one.refresh_from_db()
    assert (lapsed.state, lapsed.table, lapsed.rows.count()) == (ListState.ERASED, {}, 0)
    assert fresh.rows.count() == done.rows.count() == 1
    assert Entry.objects.filter(verb="list-erased").count() == 1
