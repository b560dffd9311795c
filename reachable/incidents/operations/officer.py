"""That the officer may leave the hospital: an instruction, and refused while it was not discussed (HOS-6)."""

from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.directory.models import Professional

from .. import permissions, policies, timeline
from ..models import OfficerMayLeave
from ..queries.hospital import on_ward
from .young_people import person_keys_of


@operation
def agree_officer_may_leave(
    *, by: Professional, at: datetime, reference: str, involvement_key: UUID, seen_discussion_key: UUID | None
) -> OfficerMayLeave:
    """HOS-6: agree that the officer leaves the young person, on the discussion that was read. Stale where another
    stands by now. Sent twice, or by two at once, it is one agreement. That the officer left is a fact of its own.
    """
    incident, involvement = permissions.check_can_agree_officer_leaves(by, reference, involvement_key, at)
    policies.check_not_joined(incident.phase)
    found = on_ward(incident.pk, involvement.pk)[involvement.key]
    discussion = found.discussion(at)
    policies.check_is_the_last(discussion, seen_discussion_key)
    policies.check_officer_may_leave(discussion, involvement.letter, at)
    if stands := found.agreed(at):
        return stands
    row = OfficerMayLeave(
        incident=incident,
        involvement=involvement,
        number=involvement.officer_may_leave.count() + 1,
        discussion=next(fact for fact in found.facts if fact.key == seen_discussion_key),
        by=by,
        at=at,
    )
    policies.check_fits(row)
    row.save(force_insert=True)
    words = f"{by.name} agreed that the officer may leave {involvement.letter} in hospital."
    timeline.write(
        incident, "officer-may-leave-agreed", words, by=by, at=at, about=involvement, source_key=str(row.key)
    )
    codes = {"discussion": str(seen_discussion_key), "number": row.number}
    about = person_keys_of(involvement)
    record("officer-may-leave-agreed", by=by, at=at, incident=reference, about=about, codes=codes)
    return row
