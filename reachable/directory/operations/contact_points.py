"""Hospitals, custody suites, safeguarding contact points, services and other authorities: how they are reached."""

from datetime import datetime
from uuid import UUID

from reachable.audit import log
from reachable.common.refusals import NotFound, Refused, Stale
from reachable.directory import permissions, policies
from reachable.directory.choices import ContactPointKind, CustodyWorkers
from reachable.directory.facts import ContactPointFacts
from reachable.directory.models import Agency, ContactPoint, Professional

ADDED_HERE = "not in the guide: added in the directory"


def _point(key: UUID | str, version: int | None) -> ContactPoint:
    try:
        point = ContactPoint.objects.select_for_update().get(key=UUID(str(key)))
    except (ContactPoint.DoesNotExist, ValueError) as error:
        raise NotFound("There is no such contact point.") from error
    if version is not None and point.version != version:
        raise Stale("Somebody else changed this since you opened it. Both are shown.", current=point)
    return point


def _agency(key: UUID | str) -> Agency | None:
    try:
        return Agency.objects.get(key=UUID(str(key))) if key else None
    except (Agency.DoesNotExist, ValueError) as error:
        raise Refused("Choose one of the agencies in the list.", field="agency_key") from error


def fill(point: ContactPoint, facts: ContactPointFacts) -> None:
    """Check what was typed and put it into the record, which is not saved here."""
    name, telephone, mailbox = facts.name.strip(), facts.telephone.strip(), facts.mailbox.strip()
    workers = facts.custody_workers
    if facts.kind == ContactPointKind.CUSTODY_SUITE:
        workers = workers or CustodyWorkers.NOT_KNOWN
    policies.check_contact_point_kind(facts.kind)
    policies.check_contact_point_name(facts.kind, name, but=point)
    if telephone:
        policies.check_telephone(telephone)
    if mailbox:
        policies.check_mailbox(mailbox)
    policies.check_clauses(facts.clauses)
    policies.check_custody_workers(facts.kind, workers)
    point.kind, point.name, point.custody_workers = facts.kind, name, workers
    point.telephone, point.mailbox = telephone, mailbox
    point.agency = _agency(facts.agency_key)
    point.agency_words = "" if point.agency else facts.agency_words.strip()
    point.where, point.note = facts.where.strip(), facts.note.strip()
    point.clauses = " ".join(facts.clauses)
    point.source = facts.source.strip() or point.source or ADDED_HERE


def note(verb: str, point: ContactPoint, *, by: Professional | None, at: datetime) -> None:
    """The entry in the audit: numbers and mailboxes are words, which can be erased."""
    log.record(
        verb,
        by=by,
        at=at,
        codes={"point": str(point.key), "kind": str(point.kind), "code": point.code, "version": point.version},
        words={
            "name": point.name,
            "telephone": point.telephone,
            "mailbox": point.mailbox,
            "where": point.where,
            "note": point.note,
        },
    )


@log.operation
def add_contact_point(*, by: Professional, at: datetime, facts: ContactPointFacts) -> UUID:
    """Whoever adds it vouches for it."""
    permissions.check_can_keep_duty_lines(by)
    point = ContactPoint(confirmed_by=by, confirmed_at=at)
    fill(point, facts)
    point.save()
    note("contact-point-added", point, by=by, at=at)
    return point.key


@log.operation
def change_contact_point(
    *, by: Professional, at: datetime, key: UUID | str, version: int, facts: ContactPointFacts
) -> None:
    """A writer says which version he read. Whoever types a new number or mailbox vouches for it; the rest of the
    words can be mended without that."""
    permissions.check_can_keep_duty_lines(by)
    point = _point(key, version)
    policies.check_in_use(point)
    before = (point.telephone, point.mailbox)
    fill(point, facts)
    if (point.telephone, point.mailbox) != before:
        point.confirmed_by, point.confirmed_at = by, at
    point.version += 1
    point.save()
    note("contact-point-changed", point, by=by, at=at)


@log.operation
def confirm_contact_point(*, by: Professional, at: datetime, key: UUID | str, version: int | None = None) -> None:
    """DIS-9: somebody rang, or knows, and says that what stands there is right. `version` is what he saw."""
    permissions.check_can_keep_duty_lines(by)
    point = _point(key, version)
    policies.check_in_use(point)
    point.confirmed_by, point.confirmed_at = by, at
    point.save(update_fields=["confirmed_by", "confirmed_at"])
    codes = {"point": str(point.key), "kind": str(point.kind), "code": point.code, "version": point.version}
    log.record("contact-point-confirmed", by=by, at=at, codes=codes)


@log.operation
def retire_contact_point(*, by: Professional, at: datetime, key: UUID | str) -> None:
    """Shown nowhere any more; the record stays, and seeding never brings it back."""
    permissions.check_can_keep_duty_lines(by)
    point = _point(key, None)
    policies.check_in_use(point)
    point.retired_by, point.retired_at = by, at
    point.save(update_fields=["retired_by", "retired_at"])
    codes = {"point": str(point.key), "kind": str(point.kind), "code": point.code, "version": point.version}
    log.record("contact-point-retired", by=by, at=at, codes=codes)
