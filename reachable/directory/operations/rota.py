"""Who is on duty when."""

from datetime import datetime
from uuid import UUID

from reachable.audit import log
from reachable.common.refusals import NotFound
from reachable.directory import permissions, policies
from reachable.directory.facts import AddedShift, Overlap
from reachable.directory.models import DutyShift, Professional


@log.operation
def add_shift(
    *,
    by: Professional | None,
    at: datetime,
    professional: Professional,
    role: str,
    from_at: datetime,
    until_at: datetime,
    area: str = "",
    telephone: str = "",
    note: str = "",
) -> AddedShift:
    """Without a telephone number the professional's own is rung. Two shifts may run at once: the answer says so."""
    permissions.check_can_keep_duty_lines(by)
    policies.check_duty_role(role)
    policies.check_shift_times(from_at, until_at)
    policies.check_holds_duty_role(professional, role, from_at)
    policies.check_can_be_rung(professional, telephone.strip())
    others = DutyShift.objects.filter(
        role=role, area=area, dropped_at=None, from_at__lt=until_at, until_at__gt=from_at
    ).select_related("professional")
    overlapping = tuple(Overlap(other.professional.name, other.from_at, other.until_at) for other in others)
    shift = DutyShift.objects.create(
        role=role,
        area=area,
        professional=professional,
        telephone=telephone.strip(),
        from_at=from_at,
        until_at=until_at,
        note=note.strip(),
        set_by=by,
        set_at=at,
    )
    codes = {"shift": str(shift.key), "professional": str(professional.key), "role": role, "area": area}
    times = {"from": from_at.isoformat(), "until": until_at.isoformat()}
    words = {"telephone": shift.telephone, "note": shift.note}
    log.record("shift-added", by=by, at=at, codes={**codes, **times}, words=words)
    return AddedShift(shift.key, overlapping)


@log.operation
def drop_shift(*, by: Professional, at: datetime, key: UUID | str) -> None:
    """Take it off the rota, at once if it has begun. It stays on record."""
    permissions.check_can_keep_duty_lines(by)
    try:
        shift = DutyShift.objects.select_for_update().get(key=UUID(str(key)))
    except (DutyShift.DoesNotExist, ValueError) as error:
        raise NotFound("There is no such shift.") from error
    policies.check_can_be_dropped(shift, at)
    _drop(shift, by=by, at=at)


def take_off_the_rota(*, by: Professional | None, at: datetime, professional: Professional, role: str) -> None:
    """Whoever holds the role no more is not rung for it."""
    coming = DutyShift.objects.filter(professional=professional, role=role, dropped_at=None, until_at__gt=at)
    for shift in coming.select_for_update():
        _drop(shift, by=by, at=at)


def _drop(shift: DutyShift, *, by: Professional | None, at: datetime) -> None:
    shift.dropped_by, shift.dropped_at = by, at
    shift.save(update_fields=["dropped_by", "dropped_at"])
    codes = {"shift": str(shift.key), "role": shift.role, "area": shift.area}
    log.record("shift-dropped", by=by, at=at, codes=codes)
