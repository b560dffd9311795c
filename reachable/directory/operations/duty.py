"""The telephone numbers of those on duty."""

from datetime import datetime
from uuid import UUID

from reachable.audit import log
from reachable.common.refusals import NotFound, Stale
from reachable.directory import permissions, policies
from reachable.directory.choices import DutyHours
from reachable.directory.models import DutyLine, Professional


def _line(key: UUID | str) -> DutyLine:
    try:
        return DutyLine.objects.select_for_update().get(key=UUID(str(key)))
    except (DutyLine.DoesNotExist, ValueError) as error:
        raise NotFound("There is no such duty line.") from error


@log.operation
def set_duty_line(
    *,
    by: Professional | None,
    at: datetime,
    role: str,
    name: str,
    telephone: str,
    area: str = "",
    note: str = "",
    hours: str = DutyHours.ALWAYS,
    key: UUID | str | None = None,
    version: int | None = None,
) -> UUID:
    """Add a line, or change the one with this key. A writer says which version he read."""
    permissions.check_can_keep_duty_lines(by)
    policies.check_duty_role(role)
    policies.check_duty_hours(hours)
    policies.check_telephone(telephone.strip())
    line = DutyLine(version=0) if key is None else _line(key)
    if version is not None and line.version != version:
        raise Stale("Somebody else changed this line since you opened it. Both are shown.", current=line)
    line.role, line.name, line.area, line.note = role, name.strip(), area.strip(), note.strip()
    line.telephone, line.hours = telephone.strip(), DutyHours(hours)
    line.version += 1
    # Whoever types a number vouches for it; the system's seed is confirmed by nobody.
    line.confirmed_by = by
    line.confirmed_at = at if by else None
    line.save()
    log.record(
        "duty-line-set",
        by=by,
        at=at,
        codes={"line": str(line.key), "role": role, "hours": str(line.hours), "version": line.version},
        words={"name": line.name, "telephone": line.telephone, "area": line.area, "note": line.note},
    )
    return line.key


@log.operation
def confirm_duty_line(*, by: Professional, at: datetime, key: UUID | str) -> None:
    """Somebody rang the number, or knows, and says that it is right."""
    permissions.check_can_keep_duty_lines(by)
    line = _line(key)
    line.confirmed_by, line.confirmed_at = by, at
    line.save(update_fields=["confirmed_by", "confirmed_at"])
    log.record("duty-line-confirmed", by=by, at=at, codes={"line": str(line.key), "version": line.version})


@log.operation
def drop_duty_line(*, by: Professional, at: datetime, key: UUID | str) -> None:
    permissions.check_can_keep_duty_lines(by)
    line = _line(key)
    log.record("duty-line-dropped", by=by, at=at, codes={"line": str(line.key), "role": line.role})
    line.delete()
