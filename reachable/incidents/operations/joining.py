"""Two agencies report the same stabbing: their reports are joined, and nothing is lost."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.common import happenings
from reachable.common.refusals import Refused
from reachable.directory.models import Professional

from .. import access, permissions, policies, timeline
from ..choices import ONE_AT_A_TIME, Phase, TeamPart
from ..models import (
    AdultInvolvement,
    Connection,
    Incident,
    Involvement,
    InvolvementPart,
    NotTheSame,
    TeamMember,
    Whereabouts,
)
from .definition import set_phase


@operation
def join_reports(
    *, by: Professional, at: datetime, reference: str, into: str, same: Mapping[UUID, UUID | None]
) -> Incident:
    """Join the report `reference` to the incident `into`.

    `same` says for each young person of the report (involvement key) which young person of the incident
    it is, or None for somebody who is new there and gets the next letter.
    """
    report, incident = permissions.check_can_join(by, reference, into, at)
    policies.check_can_be_joined(phase=report.phase, into_phase=incident.phase, same=report.pk == incident.pk)
    moved = _bring_young_people(report, incident, same, by=by, at=at)
    _bring_adults(report, incident, by=by, at=at)
    _bring_team(report, incident, by=by, at=at)
    report.joined_into = incident
    set_phase(report, Phase.JOINED, f"Joined to {into}.", by=by, at=at)
    timeline.write(report, "joined", f"{by.name} joined this report to {into}.", by=by, at=at)
    timeline.write(
        incident, "report-joined", f"{by.name} joined the report {reference} to this incident.", by=by, at=at
    )
    codes = {"into": into, "moved": {str(a): str(b) for a, b in moved.items()}}
    record("reports-joined", by=by, at=at, incident=reference, codes=codes)
    happenings.tell(happenings.IncidentsJoined(by=by, at=at, incident_id=report.pk, into_id=incident.pk, moved=moved))
    return incident


@operation
def keep_apart(*, by: Professional, at: datetime, reference: str, other: str) -> None:
    """Say that two reports which look alike are different incidents: they are no longer shown as likely duplicates."""
    report, incident = permissions.check_can_join(by, reference, other, at)
    low, high = sorted((report, incident), key=lambda i: i.pk)
    NotTheSame.objects.get_or_create(incident=low, other=high, defaults={"by": by, "at": at})
    record("reports-kept-apart", by=by, at=at, incident=reference, codes={"other": other})


def _bring_young_people(
    report: Incident, incident: Incident, same: Mapping[UUID, UUID | None], *, by: Professional, at: datetime
) -> dict[int, int]:
    theirs = {i.key: i for i in incident.involvements.all()}
    position = len(theirs)
    moved: dict[int, int] = {}
    for young_person in report.involvements.prefetch_related("parts", "whereabouts").order_by("position"):
        if young_person.key not in same:
            raise Refused(f"Say who {young_person.letter} of the report is in the other incident.")
        known_as = same[young_person.key]
        if known_as is None:
            target = Involvement.objects.create(
                incident=incident, record=young_person.record, position=position, added_by=by, added_at=at
            )
            position += 1
            _copy_whereabouts(young_person, target)
        elif known_as in theirs:
            target = theirs[known_as]
        else:
            raise Refused("That young person is not in the other incident.")
        _copy_parts(young_person, target)
        moved[young_person.pk] = target.pk
    return moved


def _copy_parts(source: Involvement, target: Involvement) -> None:
    held = set(target.parts.filter(until_at__isnull=True).values_list("part", flat=True))
    InvolvementPart.objects.bulk_create(
        InvolvementPart(involvement=target, part=p.part, words=p.words, from_at=p.from_at, by_id=p.by_id)
        for p in source.parts.all()
        if p.until_at is None and p.part not in held
    )


def _copy_whereabouts(source: Involvement, target: Involvement) -> None:
    fields = ("number", "where", "place", "expected_discharge_at", "happened_at", "by_id", "at")
    Whereabouts.objects.bulk_create(
        Whereabouts(involvement=target, **{f: getattr(w, f) for f in fields}) for w in source.whereabouts.all()
    )


def _bring_adults(report: Incident, incident: Incident, *, by: Professional, at: datetime) -> None:
    AdultInvolvement.objects.bulk_create(
        AdultInvolvement(incident=incident, record=a.record, part=a.part, words=a.words, by=by, at=at)
        for a in report.adults.select_related("record")
    )


def _bring_team(report: Incident, incident: Incident, *, by: Professional, at: datetime) -> None:
    present = set(access.current_team(at).filter(incident=incident).values_list("professional_id", flat=True))
    connected = set(incident.connections.filter(ended_at__isnull=True).values_list("professional_id", flat=True))
    joining = access.current_team(at).filter(incident=report).exclude(professional_id__in=present | connected)
    people = {m.professional_id: m for m in joining}
    stepped_back = report.connections.filter(ended_at__isnull=True).values("professional_id")
    access.current_team(at).filter(incident=incident, professional_id__in=stepped_back).update(until_at=at)
    # Who stepped back from the report has stepped back from the incident that it became part of.
    Connection.objects.bulk_create(
        Connection(
            incident=incident,
            professional_id=c.professional_id,
            kind=c.kind,
            words=c.words,
            declared_by_id=c.declared_by_id,
            declared_at=c.declared_at,
        )
        for c in report.connections.filter(ended_at__isnull=True).exclude(professional_id__in=connected)
    )
    TeamMember.objects.bulk_create(
        TeamMember(
            incident=incident,
            professional_id=m.professional_id,
            part=TeamPart.MEMBER if m.part in ONE_AT_A_TIME else m.part,
            why=f"Was on the team of {report.reference}",
            from_at=at,
            until_at=m.until_at,
            named_by=by,
        )
        for m in people.values()
    )
