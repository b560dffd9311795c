"""When a report is joined to an incident, what was done there for safety goes with it and nothing is lost."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import TypeVar

from django.db.models import QuerySet

from reachable.audit.log import operation, record
from reachable.common import happenings
from reachable.directory.models import Professional
from reachable.incidents import timeline
from reachable.incidents.changes import NEWS, changed_since
from reachable.incidents.models import Incident

from ..models import (
    Clearance,
    FitQuestion,
    Measure,
    MissingEpisode,
    Offer,
    SafetyPlan,
    Screening,
    StaffSupport,
    SupportStep,
)

Row = TypeVar("Row", SafetyPlan, Screening, MissingEpisode, SupportStep)
Numbered = TypeVar("Numbered", SafetyPlan, Screening, MissingEpisode)
Moved = TypeVar("Moved", Clearance, Measure, Offer)
_EVER = datetime.min.replace(tzinfo=UTC)
ASIDE = 1_000_000  # numbers that no row has, while rows change places


@operation
def move_over(happening: happenings.IncidentsJoined) -> None:
    """Clearances, measures, plans with what was asked of them, support, screenings, times missing and help; each as it
    was said, by whom and when.
    """
    by = Professional.objects.get(key=happening.by.key)
    report = Incident.objects.get(pk=happening.incident_id)
    incident = Incident.objects.get(pk=happening.into_id)
    _end_what_knew_less(report, incident, happening.moved, by=by, at=happening.at)
    counts = {
        "clearances": _move(Clearance.objects.filter(incident=report), incident, happening.moved),
        "measures": _move(Measure.objects.filter(incident=report), incident, happening.moved),
        "plans": _move_plans(report, incident, happening.moved),
        "support": _move_support(report, incident),
        "screenings": _move_numbered(Screening.objects.filter(incident=report), incident, happening.moved),
        "missing": _move_missing(report, incident, happening.moved, at=happening.at),
        "help": _move(Offer.objects.filter(incident=report), incident, happening.moved),
    }
    if any(counts.values()):
        words = f"What was done for safety in {report.reference} is shown here."
        timeline.write(incident, "safety-moved", words, by=by, at=happening.at)
        codes = {"from": report.reference, **counts}
        record("safety-moved", by=by, at=happening.at, incident=incident.reference, codes=codes)


def _end_what_knew_less(
    report: Incident, incident: Incident, moved: Mapping[int, int], *, by: Professional, at: datetime
) -> None:
    """Whoever cleared it in the report had not read what the incident knew by then (CTX-18)."""
    rows = list(Clearance.objects.filter(incident=report, ended_at__isnull=True, until_at__gt=at))
    asked = {row.pk: (incident.pk, moved.get(row.involvement_id or 0), _EVER) for row in rows}
    known = changed_since(asked)
    for row in rows:
        unread = [one.words for one in known[row.pk] if one.kind in (*NEWS, "REPRISAL") and one.at <= row.at]
        if unread:
            row.ended_at, row.ended_by = at, by
            row.ended_because = f"{incident.reference} knew already: {'; '.join(dict.fromkeys(unread))}"[:300]
            row.save(update_fields=["ended_at", "ended_by", "ended_because"])
            codes = {"clearance": str(row.key)}
            record("clearance-ended", by=by, at=at, incident=report.reference, codes=codes, words=row.ended_because)


def _move(found: Iterable[Moved], incident: Incident, moved: Mapping[int, int]) -> int:
    rows = list(found)
    for row in rows:
        row.incident = incident
        if row.involvement_id:
            row.involvement_id = moved[row.involvement_id]
        row.save(update_fields=["incident", "involvement"])
    return len(rows)


def _move_plans(report: Incident, incident: Incident, moved: Mapping[int, int]) -> int:
    count = _move_numbered(SafetyPlan.objects.filter(incident=report), incident, moved)
    for question in FitQuestion.objects.filter(involvement__in=list(moved)):
        question.involvement_id = moved[question.involvement_id]
        question.save(update_fields=["involvement"])
    return count


def _move_numbered(found: QuerySet[Numbered], incident: Incident, moved: Mapping[int, int], order: str = "at") -> int:
    """Versions from both sides in the order in which they were written: the last of them stands."""
    rows = list(found.select_for_update(of=("self",)))
    for number, row in enumerate(rows, ASIDE):
        row.incident, row.involvement_id, row.number = incident, moved[row.involvement_id], number
        row.save(update_fields=["incident", "involvement", "number"])
    for pk in {row.involvement_id for row in rows}:
        _number_again(found.model._default_manager.filter(involvement=pk).order_by(order, "pk"))
    return len(rows)


def _move_missing(report: Incident, incident: Incident, moved: Mapping[int, int], *, at: datetime) -> int:
    """Nobody is missing twice at a time: of two that last, the one of the report ends until what was said is read
    together.
    """
    lasting = MissingEpisode.objects.filter(returned_at__isnull=True)
    here = set(lasting.filter(incident=incident).values_list("involvement", flat=True))
    twins = [row for row in lasting.filter(incident=report) if moved[row.involvement_id] in here]
    for row in twins:
        row.returned_at = max(at, row.missing_since)
        row.save(update_fields=["returned_at"])
    return _move_numbered(MissingEpisode.objects.filter(incident=report), incident, moved, order="missing_since")


def _move_support(report: Incident, incident: Incident) -> int:
    """One line for one team: where both were offered it, the steps of both, and the last of them stands."""
    rows = list(StaffSupport.objects.select_for_update(of=("self",)).filter(incident=report))
    for row in rows:
        twin = StaffSupport.objects.filter(incident=incident, kind=row.kind, agency=row.agency_id, team=row.team)
        here = twin.first()
        if here is None:
            row.incident = incident
            row.save(update_fields=["incident"])
            continue
        for number, step in enumerate(row.steps.order_by("number"), ASIDE):
            step.support, step.number = here, number
            step.save(update_fields=["support", "number"])
        row.delete()
        steps = _number_again(here.steps.order_by("at", "pk"))
        here.state, here.on, here.version = steps[-1].state, steps[-1].on, len(steps)
        here.save(update_fields=["state", "on", "version"])
    return len(rows)


def _number_again(found: Iterable[Row]) -> list[Row]:
    rows = list(found)
    for start in (2 * ASIDE, 1):  # first out of each other's way
        for number, row in enumerate(rows, start):
            row.number = number
            row.save(update_fields=["number"])
    return rows
