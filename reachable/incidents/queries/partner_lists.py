"""Lists that partners bring in, while they are checked: for whoever brings one, and for the lead."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.people.matching import Match

from .. import access, permissions
from ..choices import ListState, RowDecision, TeamPart
from ..models import Incident, PartnerList, PartnerListRow
from ..partner_lists import Columns, ReadPerson, Table
from ..partner_lists.staged import unpack, unpack_person
from .found_rows import unpack_match
from .overview import Heading, heading

ERASED_AFTER_DAYS = 28


@dataclass(frozen=True)
class ListLine:
    key: UUID
    by: str
    at: datetime
    from_agency: str
    purpose: str
    state: str
    state_label: str
    rows: int
    done: int
    opens: bool  # for the importer and the lead alone

    @property
    def erased_on(self) -> datetime:
        """When what was not brought in is erased."""
        return self.at + timedelta(days=ERASED_AFTER_DAYS)


@dataclass(frozen=True)
class ListRow:
    """One person of one row; `matches` are of people held, each with what agrees and the agency."""

    id: int
    number: int
    person: ReadPerson
    problems: tuple[str, ...]
    dropped: tuple[str, ...]
    matches: tuple[Match, ...]
    outcome: str
    outcome_label: str
    decision: str
    same_as: UUID | None
    is_written: bool

    @property
    def is_somebody(self) -> bool:
        return self.person.is_somebody

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.person.given_names, self.person.family_name) if part)


@dataclass(frozen=True)
class ListView:
    heading: Heading
    line: ListLine
    version: int
    table: Table | None
    columns: Columns | None
    rows: tuple[ListRow, ...]
    dropped: tuple[str, ...]
    skipped: int
    relevance: str
    source_label: str

    @property
    def undecided(self) -> int:
        return sum(not row.decision for row in self.rows)

    def having(self, *outcomes: str) -> tuple[ListRow, ...]:
        return tuple(row for row in self.rows if row.outcome in outcomes)

    @property
    def to_bring(self) -> int:
        return sum(row.decision not in ("", RowDecision.LEAVE) for row in self.rows)


def lists_of(professional: Professional, reference: str, at: datetime) -> list[ListLine]:
    """The lists of an incident, the newest first; what is in one is for its importer and the lead."""
    permissions.check_can_see_network(professional)
    found = access.incident_for(professional, reference, at)
    leads = _leads(professional, found, at)
    rows = _with_counts(PartnerList.objects.filter(incident=found).select_related("by").order_by("-at"))
    return [_line(one, opens=leads or one.by_id == professional.pk) for one in rows]


def partner_list(professional: Professional, reference: str, key: UUID, at: datetime) -> ListView:
    """NotFound for everybody but the importer and whoever leads."""
    permissions.check_can_bring_list(professional)
    shown = heading(professional, reference, at)
    one = _with_counts(PartnerList.objects.filter(incident=shown.incident_id, key=key).select_related("by", "incident"))
    found = next(iter(one), None)
    if found is None or not permissions.may_check_list(professional, found, at):
        raise NotFound("list")
    table, columns = unpack(found.table) if found.table else (None, None)
    rows = PartnerListRow.objects.filter(partner_list=found).order_by("number", "position")
    return ListView(
        heading=shown,
        line=_line(found, opens=True),
        version=found.version,
        table=table,
        columns=columns,
        rows=tuple(map(list_row, rows)),
        dropped=tuple(found.dropped),
        skipped=found.skipped,
        relevance=found.relevance,
        source_label=found.get_source_display(),
    )


def _with_counts(lists: Iterable[PartnerList]) -> list[PartnerList]:
    """With whether each of its rows is done: brought in or, while it is undone, taken out."""
    found = {one.pk: one for one in lists}
    for one in found.values():
        vars(one)["counted"] = []
    rows = PartnerListRow.objects.filter(partner_list__in=found)
    for list_id, written_at, member in rows.values_list("partner_list_id", "written_at", "member_id"):
        undoing = found[list_id].state == ListState.UNDOING
        vars(found[list_id])["counted"].append(member is None if undoing else written_at is not None)
    return list(found.values())


def _line(one: PartnerList, *, opens: bool) -> ListLine:
    counted: list[bool] = vars(one)["counted"]
    return ListLine(
        key=one.key,
        by=one.by.name,
        at=one.at,
        from_agency=one.from_agency,
        purpose=one.purpose,
        state=one.state,
        state_label=one.get_state_display(),
        rows=len(counted),
        done=sum(counted),
        opens=opens,
    )


def list_row(row: PartnerListRow) -> ListRow:
    return ListRow(
        id=row.pk,
        number=row.number,
        person=unpack_person(row.person),
        problems=tuple(row.problems),
        dropped=tuple(row.dropped),
        matches=tuple(map(unpack_match, row.matches)),
        outcome=row.outcome,
        outcome_label=row.get_outcome_display(),
        decision=row.decision,
        same_as=row.same_as,
        is_written=row.written_at is not None,
    )


def _leads(professional: Professional, incident: Incident, at: datetime) -> bool:
    team = access.current_team(at).filter(incident=incident, professional=professional)
    return team.filter(part__in=(TeamPart.LEAD, TeamPart.DEPUTY)).exists()
