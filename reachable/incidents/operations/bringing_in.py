"""A partner's list on its way: read, its columns settled, checked row by row, confirmed.

Nothing is in the network before it is confirmed; `writing_list` brings it in. Each step is short, so that nobody
waits long for anything.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.common.refusals import NotFound, Refused, Stale
from reachable.directory.models import Professional

from .. import permissions, policies
from ..choices import ListState, RowDecision
from ..models import PartnerList, PartnerListRow
from ..partner_lists import Columns, Table
from ..partner_lists.staged import Staged, pack, pack_person, settled
from ..queries import FoundRow
from ..queries.found_rows import pack_match

EMPTY: Mapping[str, Any] = {"person": {}, "matches": [], "problems": []}


@operation
def stage_list(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    staged: Staged,
    purpose: str,
    relevance: str,
    from_agency: str,
    source: str,
) -> PartnerList:
    """Keep the cells of a file that was read, until somebody has checked its columns. `relevance` is why each person
    matters to this incident, where the list does not say so itself.
    """
    incident = permissions.check_can_bring_to(by, reference, at)
    policies.check_not_joined(incident.phase)
    policies.check_states_a_purpose(purpose)
    kept = PartnerList(
        incident=incident,
        purpose=purpose.strip(),
        relevance=relevance.strip(),
        from_agency=from_agency.strip(),
        source=source,
        table=pack(staged.table, staged.columns),
        dropped=list(staged.dropped),
        by=by,
        at=at,
    )
    policies.check_fits(kept)
    kept.save(force_insert=True)
    trace("partner-list-read", kept, by=by, at=at, codes={"rows": len(staged.table.body)}, words=kept.purpose)
    return kept


@operation
def settle_columns(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    key: UUID,
    table: Table,
    columns: Columns,
    rows: Sequence[FoundRow],
    skipped: int,
    seen_version: int,
) -> PartnerList:
    """Keep the rows as `queries.find_rows` read them so; the cells that were read stay until the list is confirmed."""
    one = list_to_go_on_with(by, at, reference, key, seen_version)
    if one.state not in (ListState.COLUMNS, ListState.ROWS):
        raise Refused("This list has been confirmed. Undo it, and bring it in again.")
    policies.check_not_too_many(len(rows))
    PartnerListRow.objects.filter(partner_list=one).delete()
    PartnerListRow.objects.bulk_create(_new_row(one, row) for row in rows)
    kept = settled(table, columns)
    one.table, one.state, one.skipped = pack(kept, columns), ListState.ROWS, skipped
    one.dropped = list(dict.fromkeys([*one.dropped, *(kind for _, kind in kept.left_out)]))
    next_step(one, "table", "state", "skipped", "dropped")
    trace("partner-list-columns", one, by=by, at=at, codes={"people": len(rows)})
    return one


def _new_row(one: PartnerList, row: FoundRow) -> PartnerListRow:
    return PartnerListRow(
        partner_list=one,
        number=row.number,
        position=row.position,
        person=pack_person(row.person),
        problems=list(row.problems),
        dropped=list(row.dropped),
        matches=[pack_match(match) for match in row.matches],
        outcome=row.outcome,
        decision=row.decision,
    )


@operation
def decide_rows(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    key: UUID,
    decisions: Mapping[int, tuple[str, UUID | None]],
    seen_version: int,
) -> PartnerList:
    """What becomes of each row, by its id: a RowDecision, and of whom it is where it is somebody held already."""
    one = list_to_go_on_with(by, at, reference, key, seen_version)
    if one.state != ListState.ROWS:
        raise Refused("The rows of this list are not waiting to be checked.")
    rows = {row.pk: row for row in one.rows.all()}
    changed: dict[tuple[str, UUID | None], list[int]] = {}
    for row_id, (decision, same_as) in decisions.items():
        if (row := rows.get(row_id)) is None:
            raise NotFound("row")
        if (row.decision, row.same_as) != (decision, same_as):
            policies.check_row_decision(row, decision, same_as)
            changed.setdefault((decision, same_as), []).append(row_id)
    for (decision, same_as), ids in changed.items():
        PartnerListRow.objects.filter(pk__in=ids).update(decision=decision, same_as=same_as)
    next_step(one)
    trace("partner-list-checked", one, by=by, at=at, codes={"rows": sum(map(len, changed.values()))})
    return one


@operation
def confirm_list(*, by: Professional, at: datetime, reference: str, key: UUID, seen_version: int) -> PartnerList:
    """From now on its rows are written, some at a time. Refused while a row is not decided."""
    one = list_to_go_on_with(by, at, reference, key, seen_version)
    if one.state != ListState.ROWS:
        raise Refused("The rows of this list are not waiting to be confirmed.")
    policies.check_every_row_decided(one.rows.all())
    one.state, one.confirmed_at, one.table = ListState.WRITING, at, {}
    next_step(one, "state", "confirmed_at", "table")
    PartnerListRow.objects.filter(partner_list=one, decision=RowDecision.LEAVE).update(written_at=at, **EMPTY)
    trace("partner-list-confirmed", one, by=by, at=at)
    return one


def list_to_go_on_with(
    by: Professional, at: datetime, reference: str, key: UUID, seen_version: int | None = None
) -> PartnerList:
    """The list, its row locked, for its importer or whoever leads."""
    incident = permissions.check_can_bring_to(by, reference, at)
    one = PartnerList.objects.select_for_update(of=("self",)).filter(incident=incident, key=key).first()
    if one is None or not permissions.may_check_list(by, one, at):
        raise NotFound("list")
    one.incident = incident
    if seen_version is not None and one.version != seen_version:
        raise Stale("Somebody else went on with this list since you opened it.", current=one)
    return one


def next_step(one: PartnerList, *names: str) -> None:
    one.version += 1
    one.save(update_fields=[*names, "version"])


def trace(
    verb: str,
    one: PartnerList,
    *,
    by: Professional,
    at: datetime,
    codes: Mapping[str, Any] | None = None,
    about: Iterable[object] = (),
    words: str = "",
) -> None:
    named = {"list": str(one.key), **(codes or {})}
    record(verb, by=by, at=at, incident=one.incident.reference, about=about, codes=named, words=words)
