"""Deciding not to share is recorded as sharing is: what, with whom, about whom and why."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.incidents import access as incidents
from reachable.incidents import timeline
from reachable.meetings import access as meetings
from reachable.outbox import disclosing
from reachable.outbox.choices import WhatIsShared
from reachable.people import queries as people

from .. import policies


@operation
def decide_not_to_share(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    what: str,
    words: str,
    with_whom: str,
    because: str,
    meeting: str = "",
    about: Collection[UUID] = (),
) -> None:
    """`about` are keys of involvements; `words` say what it is. Whoever can open the incident records it."""
    incident = incidents.incident_for(by, reference, at, lock=True)
    policies.check_not_sharing(what, WhatIsShared.values, words, with_whom, because)
    if meeting and not meetings.visible(by, at).filter(reference=meeting, incident=incident).exists():
        raise NotFound("meeting")
    young = list(incident.involvements.filter(key__in=about, now_known_as__isnull=True).select_related("record"))
    if len(young) != len(set(about)):
        raise NotFound("young person")
    disclosing.decide_not_to_share(
        what=WhatIsShared(what),
        incident=reference,
        meeting=meeting,
        words=words.strip(),
        to=((None, with_whom.strip()),),
        because=because.strip(),
        about=people.current_person_keys([one.record_id for one in young]).values(),
        by=by,
        at=at,
    )
    timeline.write(incident, "not-shared", "It was decided not to share something. See the sharing log.", by=by, at=at)
