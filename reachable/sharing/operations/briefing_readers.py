"""Whom a briefing is for, who opened it, who says that they have read it, and to whom it was read out."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation
from reachable.common.refusals import NotFound, Refused
from reachable.directory import queries as directory
from reachable.directory.models import Professional
from reachable.incidents.policies import check_fits

from .. import permissions, policies
from ..choices import BriefingState
from ..models import Briefing, BriefingReader
from ..queries.briefing_check import checked
from .briefing_sending import send, share
from .briefing_traces import note, tell_timeline


@operation
def add_readers(
    *,
    by: Professional,
    at: datetime,
    briefing: str,
    professionals: Sequence[UUID] = (),
    agency: UUID | None = None,
    words: str = "",
) -> list[BriefingReader]:
    """Professionals with an account; an agency, or a partner by words, to whom it is read out.

    Who is added once it was issued gets it at once, unless its words name somebody who has come to be known since.
    Somebody who is a reader already is no mistake.
    """
    row = permissions.check_can_write_briefing(by, briefing, at)
    policies.check_is_not_withdrawn(row.state)
    if not professionals and not agency and not words.strip():
        raise Refused("Say whom it is for.", clause="BRF-1", field="professionals")
    new = [BriefingReader(briefing=row, professional=one, by=by, at=at) for one in _new(row, professionals, by)]
    if agency or words.strip():
        of = directory.agency(agency) if agency else None
        new.append(BriefingReader(briefing=row, agency=of, words=words.strip(), by=by, at=at))
    if row.state == BriefingState.ISSUED:
        policies.check_can_go_further(checked(row, at).stands)
    check_fits(*new)
    BriefingReader.objects.bulk_create(new)
    if row.state == BriefingState.ISSUED:
        send(row, new, by=by, at=at)
    if new:
        note("briefing-readers-added", row, by=by, at=at, codes={"readers": [str(one.key) for one in new]})
    return new


def _new(row: Briefing, keys: Sequence[UUID], by: Professional) -> list[Professional]:
    held = set(BriefingReader.objects.filter(briefing=row).values_list("professional__key", flat=True))
    wanted = set(keys) - held
    found = [one for one in directory.professionals(by, with_account=True) if one.key in wanted]
    if len(found) < len(wanted):
        raise Refused("Choose professionals who have an account.", field="professionals")
    return found


@operation
def remove_reader(*, by: Professional, at: datetime, briefing: str, reader: UUID) -> None:
    """Before it is issued; afterwards it has been read."""
    row = permissions.check_can_write_briefing(by, briefing, at)
    policies.check_is_draft(row.state)
    found = _reader(row, reader)
    found.delete()
    note("briefing-reader-removed", row, by=by, at=at, codes={"reader": str(reader)})


@operation
def open_briefing(*, by: Professional, at: datetime, briefing: str) -> None:
    """That a reader opened it, the first time. Of the team, who are no readers, nothing is written."""
    row, reader = permissions.check_can_read_briefing(by, briefing, at, lock=True)
    if reader is None or reader.read_at is not None or row.state != BriefingState.ISSUED:
        return
    reader.read_at = at
    reader.save(update_fields=["read_at"])
    note("briefing-opened", row, by=by, at=at, codes={"reader": str(reader.key)})


@operation
def confirm_read(*, by: Professional, at: datetime, briefing: str) -> BriefingReader:
    row, reader = permissions.check_is_reader(by, briefing, at)
    policies.check_is_issued(row.state)
    if reader.confirmed_at is None:
        reader.confirmed_at, reader.read_at = at, reader.read_at or at
        reader.save(update_fields=["confirmed_at", "read_at"])
        note("briefing-read", row, by=by, at=at, codes={"reader": str(reader.key)})
    return reader


@operation
def say_read_out(*, by: Professional, at: datetime, briefing: str, reader: UUID, told_at: datetime) -> BriefingReader:
    """A partner without an account heard it read out, or was given it on paper, and when."""
    row = permissions.check_can_look_after_briefing(by, briefing, at)
    policies.check_is_issued(row.state)
    found = _reader(row, reader)
    _check_told_at(row, told_at, at)
    if found.told_at is None:
        name = found.words or (found.agency.name if found.agency else "")
        to = (found.professional.key, "") if found.professional else (None, name)
        share(row, [to], by=by, at=at)
    found.told_by, found.told_at = by, told_at
    found.save(update_fields=["told_by", "told_at"])
    tell_timeline(row, "briefing-read-out", f"{by.name} read out {row.reference} to a partner.", by=by, at=at)
    note("briefing-read-out", row, by=by, at=at, codes={"reader": str(found.key), "told_at": told_at.isoformat()})
    return found


def _check_told_at(row: Briefing, told_at: datetime, at: datetime) -> None:
    if told_at > at or (row.issued_at and told_at < row.issued_at):
        raise Refused("Say when it was read out: after it was issued, and not later than now.", field="told_at")


def _reader(row: Briefing, key: UUID) -> BriefingReader:
    found = BriefingReader.objects.select_related("professional", "agency").filter(briefing=row, key=key).first()
    if found is None:
        raise NotFound("reader")
    return found
