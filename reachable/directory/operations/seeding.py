"""What the directory of a county starts with. Seeds only: what people edited, or took out, is left as it is."""

from datetime import datetime

from django.conf import settings
from django.db.models import Q

from reachable.audit import log
from reachable.directory import permissions
from reachable.directory.choices import ContactPointKind, CustodyWorkers
from reachable.directory.facts import ContactPointFacts, Seeded
from reachable.directory.models import Agency, ContactPoint, Professional
from reachable.playbook.directory_seed import AgencySeed, DirectorySeed, PointSeed

from .contact_points import fill, note
from .professionals import create_agency

KINDS = {
    "hospital": ContactPointKind.HOSPITAL,
    "suite": ContactPointKind.CUSTODY_SUITE,
    "team": ContactPointKind.TEAM,
    "service": ContactPointKind.SERVICE,
    "authority": ContactPointKind.AUTHORITY,
}
WORKERS = {True: CustodyWorkers.YES, False: CustodyWorkers.NO, None: CustodyWorkers.NOT_KNOWN}
INVENTED_NUMBERS_FROM = 960300


@log.operation
def seed_contact_points(*, by: Professional | None, at: datetime, seed: DirectorySeed) -> Seeded:
    """DIS-9, HOS-8, STA-11, CUS-4: add the agencies and contact points of the guide that are not there.

    Nothing is confirmed by it. In the demo and in tests every mailbox and number is an invented one.
    """
    permissions.check_can_keep_duty_lines(by)
    agencies, added = {}, 0
    for agency in seed.agencies:
        agencies[agency.code], is_new = _agency(agency, by=by, at=at)
        added += is_new
    missing = [(number, row) for number, row in enumerate(seed.points) if not _is_there(row)]
    for number, row in missing:
        point = ContactPoint(code=row.code)
        fill(point, _facts(row, agencies.get(row.agency), number))
        point.save()
        note("contact-point-added", point, by=by, at=at)
    return Seeded(added, len(missing))


def _is_there(row: PointSeed) -> bool:
    """Seeded before, even if it was taken out since; or added by hand under the same name."""
    by_hand = Q(kind=KINDS[row.kind], name__iexact=row.name, retired_at=None)
    return ContactPoint.objects.filter(Q(code=row.code) | by_hand).exists()


def _agency(row: AgencySeed, *, by: Professional | None, at: datetime) -> tuple[Agency, bool]:
    found = Agency.objects.filter(Q(code=row.code) | Q(name__iexact=row.name)).order_by("pk").first()
    if found:
        return found, False
    kind = row.kind.upper().replace("-", "_")
    return create_agency(by=by, at=at, code=row.code, name=row.name, kind=kind), True


def _facts(row: PointSeed, agency: Agency | None, number: int) -> ContactPointFacts:
    kind = KINDS[row.kind]
    telephone, mailbox = row.telephone, row.mailbox
    if settings.DEMO:
        telephone = f"01632 {INVENTED_NUMBERS_FROM + number}" if telephone else ""
        mailbox = _invented(mailbox) if mailbox else ""
    return ContactPointFacts(
        kind=kind,
        name=row.name,
        agency_key=agency.key if agency else "",
        telephone=telephone,
        mailbox=mailbox,
        where=row.where,
        clauses=row.clauses,
        note=row.note,
        custody_workers=WORKERS[row.custody_workers] if kind == ContactPointKind.CUSTODY_SUITE else "",
        source=row.source,
    )


def _invented(mailbox: str) -> str:
    """The same name at a place that receives no mail."""
    name, _, domain = mailbox.lower().partition("@")
    return f"{name}@{domain.split('.')[0]}.example"
