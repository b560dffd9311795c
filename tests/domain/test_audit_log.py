"""Every operation and every look leaves a trace, committed with what it did or not at all."""

import uuid
from datetime import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import Settings

from reachable.audit import chain, log
from reachable.audit.models import Entry, EntryAbout, EntryWords, Erased, Head
from reachable.audit.verify import verify
from tests.counting import query_count
from tests.domain.audit_hands import AT, Somebody


def _verbs() -> list[str]:
    return list(Entry.objects.order_by("number").values_list("verb", flat=True))


def _mark(number: int) -> None:
    """Any write that a rollback must undo."""
    Erased.objects.create(number=number)


@pytest.mark.django_db
def test_an_operation_leaves_who_what_when_whom_and_why() -> None:
    by, child, sibling = Somebody(), uuid.uuid4(), uuid.uuid4()
    with log.trail():
        log.record(
            "incident-reported",
            by=by,
            at=AT,
            incident="INC-2026-0012",
            about=[sibling, child, child],
            words={"summary": "Stabbed near the bus station – “serious”\x00\n"},
            codes={"kind": "WOUNDING", "young_people": 2},
        )
    entry = Entry.objects.get()
    assert (entry.number, entry.at, entry.verb, entry.by_key) == (1, AT, "incident-reported", str(by.key))
    assert (entry.incident, entry.codes) == ("INC-2026-0012", '{"kind":"WOUNDING","young_people":2}')
    assert set(EntryAbout.objects.values_list("key", flat=True)) == {str(child), str(sibling)}
    assert EntryWords.objects.count() == 1
    assert verify().holds


@pytest.mark.django_db
def test_entries_are_chained_in_the_order_in_which_they_were_recorded() -> None:
    with log.trail():
        for verb in ("incident-reported", "strand-opened", "lead-named"):
            log.record(verb, by=None, at=AT)
    log.look("incident-overview", by=Somebody(), at=AT)
    assert _verbs() == ["incident-reported", "strand-opened", "lead-named", "looked-at"]
    entries = list(Entry.objects.order_by("number"))
    assert [e.previous for e in entries] == [chain.GENESIS] + [e.mac for e in entries[:-1]]
    assert (Head.objects.get().number, Head.objects.get().mac) == (4, entries[-1].mac)


@pytest.mark.django_db
def test_nothing_is_recorded_outside_a_trail() -> None:
    with pytest.raises(RuntimeError, match="outside a trail"):
        log.record("incident-reported", by=None, at=AT)
    assert not Entry.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["", "Reported", "incident reported", "incident_reported", "-reported", "a" * 61])
def test_a_verb_that_is_not_one_is_refused(verb: str) -> None:
    with log.trail(), pytest.raises(ValueError, match="not a verb"):
        log.record(verb, by=None, at=AT)


@pytest.mark.django_db
def test_an_instant_without_its_time_zone_is_refused() -> None:
    with log.trail(), pytest.raises(ValueError, match="time zone"):
        log.record("incident-reported", by=None, at=datetime(2026, 11, 21, 23, 40))  # noqa: DTZ001 - it is the point


@pytest.mark.django_db
def test_text_does_not_pass_for_codes() -> None:
    with log.trail(), pytest.raises(ValueError, match="belongs in words"):
        log.record("incident-reported", by=None, at=AT, codes={"summary": "x" * 10_000})


@pytest.mark.django_db
def test_a_failed_operation_leaves_neither_change_nor_trace() -> None:
    @log.operation
    def report() -> None:
        _mark(7)
        log.record("incident-reported", by=None, at=AT)
        raise LookupError

    with pytest.raises(LookupError):
        report()
    assert not Entry.objects.exists()
    assert not Erased.objects.exists()
    with pytest.raises(RuntimeError):
        log.record("incident-reported", by=None, at=AT)


@pytest.mark.django_db
def test_a_nested_operation_joins_the_trail_of_the_outer_one() -> None:
    @log.operation
    def open_strand(number: int) -> int:
        log.record("strand-opened", by=None, at=AT, codes={"strand": number})
        assert not Entry.objects.exists()
        return number

    with log.trail():
        log.record("incident-reported", by=None, at=AT)
        assert [open_strand(n) for n in (1, 2)] == [1, 2]
    assert _verbs() == ["incident-reported", "strand-opened", "strand-opened"]


@pytest.mark.django_db
def test_a_nested_operation_that_fails_leaves_nothing_though_its_caller_carries_on() -> None:
    @log.operation
    def fails() -> None:
        _mark(7)
        log.record("strand-opened", by=None, at=AT)
        raise LookupError

    with log.trail():
        log.record("incident-reported", by=None, at=AT)
        with pytest.raises(LookupError):
            fails()
        _mark(8)
        log.record("lead-named", by=None, at=AT)
    assert _verbs() == ["incident-reported", "lead-named"]
    assert list(Erased.objects.values_list("number", flat=True)) == [8]


@pytest.mark.django_db
def test_a_nested_operation_that_breaks_a_constraint_leaves_the_outer_one_usable() -> None:
    with log.trail():
        _mark(7)
        with pytest.raises(IntegrityError), log.trail():
            log.record("strand-opened", by=None, at=AT)
            _mark(7)
        log.record("incident-reported", by=None, at=AT)
    assert _verbs() == ["incident-reported"]


@pytest.mark.django_db
def test_a_trail_inside_a_plain_transaction_is_undone_with_it() -> None:
    with pytest.raises(LookupError), transaction.atomic():
        log.look("incident-overview", by=None, at=AT)
        raise LookupError
    assert not Entry.objects.exists()
    log.look("incident-overview", by=None, at=AT)
    assert Entry.objects.get().number == 1


@pytest.mark.django_db
def test_a_trail_that_records_nothing_does_not_touch_the_chain() -> None:
    with query_count(at_most=2), log.trail():  # the transaction itself
        pass
    assert Head.objects.get().number == 0


@pytest.mark.django_db
@pytest.mark.parametrize("entries", [1, 7, 500])
def test_an_operation_is_written_down_in_five_statements_whatever_it_did(entries: int) -> None:
    with query_count(at_most=5 + 2), log.trail():
        for _ in range(entries):
            log.record("action-added", by=None, at=AT, about=[uuid.uuid4(), uuid.uuid4()], words="Ring the ward")
    assert (Entry.objects.count(), EntryAbout.objects.count()) == (entries, 2 * entries)
    assert verify().holds


@pytest.mark.django_db
def test_a_look_costs_four_statements_however_many_young_people_it_shows() -> None:
    with query_count(at_most=4 + 2):
        shown = [log.Look(about=tuple(uuid.uuid4() for _ in range(40)), purpose="INC-2026-0012")]
        log.look("young-people", by=Somebody(), at=AT, shown=shown)
    assert Entry.objects.get().codes == '{"page":"young-people","purpose":"INC-2026-0012"}'


@pytest.mark.django_db
def test_a_new_key_writes_and_the_old_one_still_verifies(settings: Settings) -> None:
    log.look("incident-overview", by=None, at=AT)
    settings.AUDIT_KEYS = ["second:" + "cd" * 32, *settings.AUDIT_KEYS]
    log.look("incident-overview", by=None, at=AT)
    assert list(Entry.objects.order_by("number").values_list("key_id", flat=True)) == ["test", "second"]
    assert verify().holds
    settings.AUDIT_KEYS = settings.AUDIT_KEYS[:1]
    first = verify().first
    assert first is not None
    assert (first.number, "which is not among the audit keys" in first.sentence) == (1, True)


@pytest.mark.django_db
def test_without_a_key_nothing_is_done(settings: Settings) -> None:
    settings.AUDIT_KEYS = []
    with pytest.raises(RuntimeError, match="AUDIT_KEYS"):
        log.look("incident-overview", by=None, at=AT)
    assert connection.in_atomic_block
    assert not Entry.objects.exists()
