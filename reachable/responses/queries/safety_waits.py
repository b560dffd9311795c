"""What waits for the safety of staff: who must not go on, what came early, what was directed in danger to life."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from reachable.common.permission_codes import Permission
from reachable.directory.queries import DutyLineRow
from reachable.directory.roles import ROLES, codes_with
from reachable.incidents.queries import Heading

from ..choices import UNFINISHED, ActionState, Waits
from ..models import Action, InDanger
from .dangers import TO_BE_REVIEWED, dangers, review_key
from .early import EarlyLine, early_of
from .grounds import NO_FOOTING, Footing, footings, is_travelling
from .ringing import ToRing, is_to_be_rung, last_call, numbers
from .waiting import Attention


def under_way_or_unfinished() -> Q:
    """Who set off for what was withdrawn since is on the way all the same."""
    out = Q(set_off_at__isnull=False) | Q(arrived_at__isnull=False)
    return Q(state__in=UNFINISHED) | out & Q(back_at__isnull=True, state=ActionState.WITHDRAWN)


def waiting_for_safety(
    heading: Heading, actions: Sequence[Action], duty: Sequence[DutyLineRow], at: datetime
) -> list[Attention]:
    """Of rows of `grounds.with_ground` that this reader reads."""
    by_key = {row.key: row for row in actions}
    return [
        *_lapsed(actions, at),
        *_early(early_of(heading), by_key, duty, at),
        *(_review(row, at) for row in dangers(heading).filter(reviewed_at__isnull=True)),
    ]


def _lapsed(actions: Iterable[Action], at: datetime) -> Iterable[Attention]:
    contacts = [row for row in actions if row.makes_contact]
    standing = footings(contacts, at)
    for row in contacts:
        how = standing.get(row.pk, NO_FOOTING)
        if row.owner is None or not _must_stop(row, how):
            continue
        telephone = row.owner.telephone
        on_the_way = f"{row.owner.name} is on the way: ring {telephone or 'them'}"
        yield Attention(
            Waits.LAPSED,
            on_the_way if is_travelling(row) else f"{row.owner.name} was directed and does not go now: {row.what}",
            letter=row.about.letter if row.about else "",
            who=f"directed by {row.directed_by.name}" if row.directed_by else "",
            note="do not go on: it is no longer needed" if row.state == ActionState.WITHDRAWN else how.stop,
            is_overdue=True,
            to_ring=(ToRing(row.owner.name, telephone, is_person=True),) if telephone else (),
            last_call=last_call(row),
            action_key=row.key,
        )


def _must_stop(row: Action, how: Footing) -> bool:
    if row.state == ActionState.WITHDRAWN:
        return True
    if row.state == ActionState.PROPOSED:
        return is_travelling(row)
    return not how.holds and (is_travelling(row) or how.is_lapsed)


def _early(
    found: Iterable[EarlyLine], actions: Mapping[UUID, Action], duty: Sequence[DutyLineRow], at: datetime
) -> Iterable[Attention]:
    for one in found:
        row = actions.get(one.action_key) if one.action_key else None
        if row is None or row.state not in UNFINISHED:
            continue
        to_be_rung = is_to_be_rung(row, at)
        yield Attention(
            Waits.EARLY,
            one.what,
            letter=one.letter,
            who=row.owner.name if row.owner else f"{row.owner_agency}",
            note=f"missing then: {one.missing}",
            due_at=row.due_at,
            is_overdue=row.due_at < at,
            to_ring=numbers(row, duty, at) if to_be_rung else (),
            last_call=last_call(row) if to_be_rung else None,
            action_key=row.key,
        )


def _review(row: InDanger, at: datetime) -> Attention:
    """By another manager who may clear contact."""
    about = (row.involvement.now_known_as or row.involvement) if row.involvement else None
    return Attention(
        Waits.REVIEW,
        TO_BE_REVIEWED,
        letter=about.letter if about else "",
        who=" or ".join(ROLES[code].name for code in codes_with(Permission.CLEAR_CONTACT)[:3]),
        note=f"directed by {row.by.name}, who does not review it",
        due_at=row.review_due_at,
        is_overdue=row.review_due_at < at,
        action_key=review_key(row),
        key=row.key,
    )
