"""The young people of the incidents that a report counts, each once, with what is counted of them; no names."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from reachable.common import clock
from reachable.common.permission_codes import Permission
from reachable.contexts.choices import DisruptionState
from reachable.contexts.models import Disruption
from reachable.directory.models import Professional
from reachable.incidents import access
from reachable.incidents.choices import STILL_COUNTS, FactKind, Part
from reachable.incidents.models import Fact, FactStanding, Incident, Involvement, InvolvementPart
from reachable.people.choices import DetailKind
from reachable.people.models import Detail
from reachable.people.queries import current_person_keys
from reachable.safety.models import Clearance, Screening

from ..policies import reports_groups as groups

ARRESTED, REMANDED, CLEARED, DISRUPTION = "arrested", "remanded", "cleared", "disruption"
_FACTS = {FactKind.ARRESTED: ARRESTED, FactKind.REMANDED: REMANDED}
_DETAILS = (DetailKind.SEX, DetailKind.ETHNICITY, DetailKind.SEND, DetailKind.LEGAL_STATUS)


@dataclass
class Counted:
    """One person. `age` is that at the first incident; `level` the code of the last screening, empty without one."""

    age: int | None = None
    parts: set[str] = field(default_factory=set)
    marks: set[str] = field(default_factory=set)
    details: dict[str, set[str]] = field(default_factory=dict)
    level: str = ""

    def group(self, grouping: str) -> str:
        if grouping == "age":
            return groups.age_group(self.age)
        kind, sort = _SORTED[grouping]
        return sort(self.details.get(kind, ()))


_SORTED = {
    "ethnicity": (DetailKind.ETHNICITY, groups.ethnicity_group),
    "sex": (DetailKind.SEX, groups.sex_group),
    "send": (DetailKind.SEND, groups.send_group),
    "care": (DetailKind.LEGAL_STATUS, groups.care_group),
}


def young_people_counted(professional: Professional, incidents: QuerySet[Incident], at: datetime) -> list[Counted]:
    """Somebody in two incidents is counted once, with what happened in both. A fixed number of statements."""
    rows = list(
        Involvement.objects.filter(incident__in=incidents, now_known_as__isnull=True)
        .select_related("record", "incident")
        .order_by("incident__reported_at", "pk")
    )
    keys = current_person_keys(row.record_id for row in rows)
    found: dict[UUID, Counted] = {}
    of: dict[int, Counted] = {}
    of_record: dict[int, Counted] = {}
    for row in rows:
        day = clock.local_date(row.incident.happened_at or row.incident.reported_at)
        one = found.setdefault(keys[row.record_id], Counted())
        one.age = row.record.age_on(day) if one.age is None else one.age
        of[row.pk] = of_record[row.record_id] = one
    _add_parts(professional, of)
    _add_facts(professional, of, incidents, at)
    _add_details(of_record, at)
    _add_what_was_done(professional, of, incidents)
    return list(found.values())


def _add_parts(professional: Professional, of: dict[int, Counted]) -> None:
    """That somebody is a witness is read by few: for the others it counts as connected."""
    sees = professional.holds(Permission.SEE_WITNESSES)
    rows = InvolvementPart.objects.filter(involvement__in=of, until_at__isnull=True)
    for involvement, part in rows.values_list("involvement_id", "part"):
        of[involvement].parts.add(Part.CONNECTED if part == Part.WITNESS and not sees else part)


def _add_facts(professional: Professional, of: dict[int, Counted], incidents: QuerySet[Incident], at: datetime) -> None:
    """Facts that still count, and that the reader may read."""
    later = FactStanding.objects.filter(fact=OuterRef("fact"), number__gt=OuterRef("number"))
    undone = FactStanding.objects.filter(fact=OuterRef("pk")).exclude(standing__in=STILL_COUNTS).exclude(Exists(later))
    rows = (
        Fact.objects.filter(access.readable(professional, at), kind__in=_FACTS, incident__in=incidents)
        .exclude(Exists(undone))
        .exclude(Exists(Fact.objects.filter(replaces=OuterRef("pk"))))
    )
    for involvement, kind in rows.values_list("involvement_id", "kind"):
        if involvement in of:
            of[involvement].marks.add(_FACTS[FactKind(kind)])


def _add_details(of_record: dict[int, Counted], at: datetime) -> None:
    today = clock.local_date(at)
    rows = Detail.objects.filter(record__in=of_record, kind__in=_DETAILS, ended_at__isnull=True)
    now = rows.filter(Q(until_on__isnull=True) | Q(until_on__gte=today))
    for record, kind, code in now.values_list("record_id", "kind", "code"):
        of_record[record].details.setdefault(kind, set()).add(code)


def _add_what_was_done(professional: Professional, of: dict[int, Counted], incidents: QuerySet[Incident]) -> None:
    """Levels, clearances for contact, and measures that disrupt harm for whoever reads those."""
    screened = Screening.objects.filter(incident__in=incidents).order_by("at", "number")
    for involvement, level in screened.values_list("involvement_id", "level"):
        if involvement in of:
            of[involvement].level = level
    _mark(of, Clearance.objects.filter(incident__in=incidents).values_list("involvement_id", flat=True), CLEARED)
    if sees_disruption(professional):
        on = Disruption.objects.filter(incident__in=incidents, state=DisruptionState.IN_FORCE)
        _mark(of, on.values_list("involvement_id", flat=True), DISRUPTION)


def sees_disruption(professional: Professional) -> bool:
    return professional.holds(Permission.SEE_CONTEXTS)


def _mark(of: dict[int, Counted], involvements: Iterable[int | None], mark: str) -> None:
    for involvement in involvements:
        if involvement in of:
            of[involvement].marks.add(mark)
