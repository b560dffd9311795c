"""A long list is brought in while four people read: nobody fails, nobody is brought twice, every look is there."""

import threading
import time
from collections.abc import Callable
from typing import Any

from django.db import connection

from reachable.audit import log
from reachable.audit.choices import LOOKED_AT
from reachable.audit.log import Look
from reachable.audit.models import Entry
from reachable.audit.verify import verify
from reachable.directory.models import Professional
from reachable.incidents import operations, queries
from reachable.incidents.choices import ListState, RowDecision
from reachable.incidents.models import Incident, NetworkPerson, PartnerList
from tests.at_once import at_once
from tests.factories import AT, Cast, reported_incident, staged_list, with_team

ROWS = 500


def confirmed(by: Professional, incident: Incident) -> PartnerList:
    letters = [(chr(97 + n % 26), chr(97 + n // 26), n % 9 + 1) for n in range(ROWS)]
    rows = "".join(f"Aa{one}o,Bb{other}it,0{day}/02/2010,Seen together\n" for one, other, day in letters)
    one = staged_list(by, incident, "Forename,Surname,DOB,Reason\n" + rows)
    view = queries.partner_list(by, incident.reference, one.key, AT)
    assert view.table
    assert view.columns
    found, skipped = queries.find_rows(by, incident.reference, view.table, view.columns, AT)
    told: dict[str, Any] = {"by": by, "at": AT, "reference": incident.reference, "key": one.key}
    read: dict[str, Any] = {"table": view.table, "columns": view.columns, "rows": found, "skipped": skipped}
    one = operations.settle_columns(**told, **read, seen_version=one.version)
    open_ones = {row.pk: (RowDecision.BRING, None) for row in one.rows.filter(decision="")}
    one = operations.decide_rows(**told, decisions=open_ones, seen_version=one.version)
    return operations.confirm_list(**told, seen_version=one.version)


def writing(who: Professional, one: PartnerList, ended: threading.Event) -> Callable[[], int]:
    """As the page does it, with a pause as long as each step; and each step once more, as by a second tab."""

    def run() -> int:
        told: dict[str, Any] = {"by": who, "at": AT, "reference": one.incident.reference, "key": one.key}
        try:
            for steps in range(1, 2 * ROWS):
                began = time.monotonic()
                if operations.write_some(**told).is_finished:
                    return steps
                time.sleep(time.monotonic() - began)
        finally:
            ended.set()
        raise AssertionError("it never ended")

    return run


def reading(who: Professional, reference: str, page: str, ended: threading.Event) -> Callable[[], int]:
    def run() -> int:
        looks = 0
        while not ended.is_set() or not looks:
            if page == "network":
                view = queries.network(who, reference, AT)
                shown = Look(incident=reference, about=tuple(node.person_key for node in view.nodes))
            else:
                shown = Look(incident=queries.incident(who, reference, AT).heading.reference)
            log.look(page, by=who, at=AT, shown=(shown,))
            looks += 1
        return looks

    return run


def test_a_list_is_brought_in_while_four_read(committed_db: None, cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana))
    one = confirmed(cast.sam, incident)
    ended = threading.Event()
    readers = [
        reading(who, incident.reference, page, ended)
        for who, page in (
            (cast.hana, "network"), (cast.priya, "network"), (cast.joy, "overview"), (cast.hana, "overview")
        )
    ]  # fmt: skip
    operations.add_to_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.joy.key, why="Minutes"
    )
    connection.close()
    results = at_once(writing(cast.sam, one, ended), writing(cast.hana, one, threading.Event()), *readers)
    assert [result for result in results if not isinstance(result, int)] == []
    one.refresh_from_db()
    assert one.state == ListState.DONE
    members = NetworkPerson.objects.filter(incident=incident)
    assert members.count() == ROWS
    assert sorted(members.values_list("number", flat=True)) == list(range(1, ROWS + 1))
    assert Entry.objects.filter(verb=LOOKED_AT).count() == sum(results[2:])
    assert verify().problems == []
