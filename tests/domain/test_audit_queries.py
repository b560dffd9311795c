"""The information-governance lead can see who recorded and looked at what; each search is itself an entry."""

import uuid
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from datetime import timedelta

import pytest
from django.db import connection

from reachable.audit import log, queries
from reachable.audit.models import Entry
from reachable.audit.permissions import can_search_audit
from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotPermitted
from tests.counting import query_count
from tests.domain.audit_hands import AT, Somebody, write_entries

pytestmark = pytest.mark.django_db
LEAD = Somebody(frozenset({Permission.SEARCH_AUDIT}))
CHILD, SIBLING = uuid.uuid4(), uuid.uuid4()
WORKER, OTHER = Somebody(), Somebody()


def _looks() -> None:
    incident = "INC-2026-0012"
    shown = log.Look(incident=incident, about=(CHILD, SIBLING), purpose=incident)
    log.look("young-person", by=WORKER, at=AT, shown=[shown])
    log.look("young-person", by=OTHER, at=AT + timedelta(minutes=1), shown=[log.Look(about=(SIBLING,))])
    with log.trail():
        later = AT + timedelta(minutes=2)
        log.record("action-added", by=WORKER, at=later, about=[CHILD], words={"action": "Ring the ward"})


def test_who_has_looked_at_this_young_person() -> None:
    _looks()
    found = queries.entries_about(LEAD, CHILD, at=AT).entries
    assert [(e.number, e.verb, e.by_key) for e in found] == [
        (3, "action-added", str(WORKER.key)),
        (1, "looked-at", str(WORKER.key)),
    ]
    assert found[0].words == {"action": "Ring the ward"}
    assert found[1].words is None
    assert found[1].about == tuple(sorted((str(CHILD), str(SIBLING))))
    assert found[1].codes == {"page": "young-person", "purpose": "INC-2026-0012"}
    assert (found[1].at, found[1].incident) == (AT, "INC-2026-0012")


def test_what_this_professional_did_and_saw() -> None:
    _looks()
    assert [e.number for e in queries.entries_by(LEAD, WORKER.key).entries] == [3, 1]
    assert [e.number for e in queries.entries_by(LEAD, OTHER.key).entries] == [2]
    assert queries.entries_by(LEAD, uuid.uuid4()).entries == ()


def test_what_was_done_and_seen_in_this_incident() -> None:
    _looks()
    found = queries.entries_of(LEAD, "INC-2026-0012", at=AT).entries
    assert [(e.number, e.incident) for e in found] == [(1, "INC-2026-0012")]
    assert queries.entries_of(LEAD, "INC-2026-9999").entries == ()
    search = queries.entries_of(LEAD, "INC-2026-0012").entries[0]
    assert (search.verb, search.by_key) == ("audit-searched", str(LEAD.key))
    assert search.codes == {"search": "incident", "page": 1}


@pytest.mark.parametrize("search", ["by_key", "incident"])
def test_a_search_reads_an_index_and_sorts_nothing(search: str) -> None:
    if connection.vendor == "sqlite":
        plan = Entry.objects.filter(**{search: "x"}, number__lte=9).order_by("-number").explain()
        assert "USING INDEX audit_entry_" in plan
        assert "TEMP B-TREE" not in plan
    names = {index.name for index in Entry._meta.indexes}
    assert {"audit_entry_by", "audit_entry_incident"} == names


def test_the_latest_comes_first() -> None:
    _looks()
    assert [e.number for e in queries.latest(LEAD).entries] == [3, 2, 1]


def test_each_search_is_written_down_before_it_is_answered() -> None:
    _looks()
    queries.entries_about(LEAD, CHILD, at=AT)
    queries.entries_by(LEAD, WORKER.key, at=AT)
    about, by = queries.latest(LEAD, at=AT).entries[1::-1]
    assert {about.verb, by.verb} == {"audit-searched"}
    assert {about.by_key, by.by_key} == {str(LEAD.key)}
    assert about.about == (str(CHILD),)
    assert by.codes == {"search": "by", "professional": str(WORKER.key), "page": 1}
    assert queries.entries_about(LEAD, CHILD).entries[0].verb == "audit-searched"


@pytest.mark.parametrize("search", [queries.entries_about, queries.entries_by, queries.entries_of])
def test_nobody_else_may_search(search: Callable[..., object]) -> None:
    administrator = Somebody(frozenset({Permission.INVITE_PROFESSIONALS, Permission.SEE_DELIVERIES}))
    assert not can_search_audit(administrator)
    with pytest.raises(NotPermitted):
        search(administrator, CHILD)
    with pytest.raises(NotPermitted):
        queries.latest(administrator)
    assert not Entry.objects.exists()


def test_pages_do_not_shift_while_others_write() -> None:
    write_entries(2 * queries.ROWS + 5, by=WORKER)
    first = queries.entries_by(LEAD, WORKER.key)
    write_entries(3, by=WORKER)
    second = queries.entries_by(LEAD, WORKER.key, page=2, up_to=first.up_to)
    third = queries.entries_by(LEAD, WORKER.key, page=3, up_to=first.up_to)
    numbers = [e.number for page in (first, second, third) for e in page.entries]
    assert numbers == list(range(2 * queries.ROWS + 5, 0, -1))
    assert [page.has_next for page in (first, second, third)] == [True, True, False]
    assert queries.entries_by(LEAD, WORKER.key, page=9).entries == ()


def test_erased_words_are_shown_as_erased() -> None:
    _looks()
    log.erase_words([3], by=LEAD, at=AT, reason="Recorded about the wrong child")
    erased, look = queries.entries_about(LEAD, CHILD).entries
    assert (erased.words, erased.words_erased) == (None, True)
    assert (look.words, look.words_erased) == (None, False)


def test_what_is_shown_cannot_be_changed() -> None:
    _looks()
    page = queries.latest(LEAD)
    with pytest.raises(FrozenInstanceError):
        page.entries[0].verb = "looked-away"  # type: ignore[misc]  # it is the point


@pytest.mark.parametrize("entries", [3, 60])
def test_a_search_costs_the_same_however_much_it_finds(entries: int) -> None:
    write_entries(entries, by=WORKER)
    with query_count(at_most=10):  # the search's own entry: 5 and its transaction; then three reads
        queries.entries_by(LEAD, WORKER.key)
