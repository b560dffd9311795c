"""Whether a young person and the parents were told that something about them is shared: a fact, never refused."""

from datetime import datetime
from uuid import UUID

from django.db.models import Max

from reachable.audit.log import operation, record
from reachable.common.refusals import NotFound, Stale
from reachable.directory.models import Professional
from reachable.incidents import timeline
from reachable.meetings import access
from reachable.people import queries as people

from ..choices import ToldState, Whom
from ..models import Told


@operation
def say_told(
    *,
    by: Professional,
    at: datetime,
    meeting: str,
    involvement_key: UUID,
    whom: str,
    state: str,
    seen_number: int,
    because: str = "",
    by_words: str = "",
    told_at: datetime | None = None,
) -> Told:
    """What was said before stays; the highest number stands. A reason that is still owed may be added later."""
    found = access.meeting_for(by, meeting, at, lock=True)
    covered = found.covered.filter(involvement__key=involvement_key, out_at__isnull=True)
    row = covered.select_related("involvement").first()
    if row is None or whom not in Whom:
        raise NotFound("young person")
    mine = Told.objects.filter(meeting=found, involvement=row.involvement, whom=whom)
    number: int = mine.aggregate(last=Max("number"))["last"] or 0
    if number != seen_number:
        current = mine.filter(number=number).first()
        raise Stale("Somebody else said how this stands while you wrote. Both are shown.", current=current)
    told = Told.objects.create(
        meeting=found,
        involvement=row.involvement,
        whom=whom,
        number=number + 1,
        state=ToldState(state),
        because="" if state == ToldState.TOLD else because.strip(),
        by_words=by_words.strip() if state == ToldState.TOLD else "",
        told_at=told_at if state == ToldState.TOLD else None,
        by=by,
        at=at,
    )
    _trace(told, by=by, at=at)
    return told


_SAYS = {ToldState.TOLD: "told of", ToldState.NOT_YET: "not yet told of", ToldState.NOT_TOLD: "not told of"}


def _trace(told: Told, *, by: Professional, at: datetime) -> None:
    meeting, young = told.meeting, told.involvement
    whom = young.letter if told.whom == Whom.YOUNG_PERSON else f"The parents of {young.letter}"
    words = f"{whom}: {_SAYS[ToldState(told.state)]} what was shared from {meeting.reference}."
    key = f"told-{meeting.pk}-{young.pk}-{told.whom}"
    timeline.write(meeting.incident, "told", words, by=by, at=at, about=young, happened_at=told.told_at, source_key=key)
    record(
        "told-recorded",
        by=by,
        at=at,
        incident=meeting.incident.reference,
        about=people.current_person_keys([young.record_id]).values(),
        words={"because": told.because} if told.because else None,
        codes={"meeting": meeting.reference, "whom": told.whom, "state": told.state, "number": told.number},
    )
