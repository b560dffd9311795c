"""What the reporter sees: before sending, what the report adds up to; afterwards, a receipt and nothing more."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from reachable.common import clock
from reachable.common.refusals import NotFound
from reachable.directory import queries as directory
from reachable.directory.models import Professional
from reachable.directory.queries import DutyLineRow
from reachable.outbox import queries as outbox
from reachable.outbox.choices import Message
from reachable.people.models import years_between

from .. import access, permissions, policies
from ..choices import Area
from ..facts import DefinitionFound, InvolvedAge, Report, ReportedYoungPerson
from ..models import Incident


@dataclass(frozen=True)
class Receipt:
    reference: str
    reported_at: datetime
    told: tuple[str, ...]  # "Hana Whitcombe, Norfolk children's services"
    ring: tuple[DutyLineRow, ...]  # who answers now comes first
    can_open: bool


def receipt(professional: Professional, reference: str, at: datetime) -> Receipt:
    """For the reporter alone; anybody else, and a reporter who stepped back since, has nothing."""
    permissions.check_can_report(professional)
    found = Incident.objects.filter(reference=reference, reported_by=professional).first()
    if found is None or found.connections.filter(professional=professional, ended_at__isnull=True).exists():
        raise NotFound(reference)
    area = "" if found.area == Area.NOT_KNOWN else found.area
    sent = outbox.deliveries_for(professional, reference)
    duty = (line.professional_key for line in sent if line.message == Message.INCIDENT_REPORTED)
    keys = {key for key in duty if key}
    told = Professional.objects.filter(key__in=keys).select_related("agency").order_by("name")
    return Receipt(
        reference=found.reference,
        reported_at=found.reported_at,
        told=tuple(f"{p.name}, {p.agency.name}" for p in told),
        ring=tuple(directory.whom_to_ring(area, at)),
        can_open=access.visible(professional, at).filter(pk=found.pk).exists(),
    )


def preview(viewer: Professional, report: Report, on: datetime) -> tuple[DefinitionFound, tuple[str, ...]]:
    """What the report adds up to so far, and what is not known yet, as questions."""
    permissions.check_can_report(viewer)
    day = clock.local_date(report.happened_at or on)
    found = policies.work_out_definition(
        offence=report.offence,
        weapon=report.weapon,
        setting=report.setting,
        young_people=[_age(young_person, day) for young_person in report.young_people],
    )
    return found, policies.not_known(report)


def _age(young_person: ReportedYoungPerson, day: date) -> InvolvedAge:
    if young_person.date_of_birth:
        return InvolvedAge(years_between(young_person.date_of_birth, day), parts=young_person.parts)
    return InvolvedAge(young_person.approximate_age, about=True, parts=young_person.parts)


def report_reference(professional: Professional, report_key: UUID) -> str | None:
    """The reference of a report that this professional has already sent."""
    found = Incident.objects.filter(report_key=report_key, reported_by=professional).first()
    return found.reference if found else None
