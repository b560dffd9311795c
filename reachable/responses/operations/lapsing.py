"""Something became known that concerns whoever was sent: they, and who sent them, are told at once (CTX-18)."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid5

from django.db.models import Q

from reachable.audit.log import operation
from reachable.common import happenings
from reachable.directory.models import Professional
from reachable.incidents.changes import NEWS
from reachable.incidents.choices import FactKind
from reachable.incidents.models import Connection, Incident
from reachable.outbox import operations as outbox
from reachable.outbox import queries as outbox_queries
from reachable.outbox.choices import Message

from ..choices import UNFINISHED, ActionState
from ..models import Action
from ..queries import grounds
from ..queries.grounds import Footing

_LETTER = "look again"
_CONCERNS = frozenset({*NEWS, FactKind.YOUTH_WORKER_DISCUSSED})


@operation
def stop_who_was_sent(happening: happenings.Happening) -> None:
    """Of this incident, or of what it became part of. Of a fact only where it is one that lapses what was cleared, or
    the discussion on which a youth worker was sent.
    """
    if isinstance(happening, happenings.FactRecorded | happenings.FactSettled) and happening.kind not in _CONCERNS:
        return
    tell_to_look_again([happening.incident_id], at=happening.at)


@operation
def stop_who_was_sent_in_both(happening: happenings.IncidentsLinked) -> None:
    tell_to_look_again([happening.incident_id, happening.other_id], at=happening.at)


@operation
def stop_who_was_sent_over(happening: happenings.IncidentsJoined) -> None:
    """What either of two reports knew may concern whoever was sent by the other."""
    tell_to_look_again([happening.into_id], at=happening.at)


def tell_to_look_again(incident_ids: Iterable[int], *, at: datetime) -> None:
    """Mail to whoever is on the way or took up what has lapsed, and to who directed it; once for each lapse."""
    homes = Incident.objects.filter(pk__in=list(incident_ids)).values_list("pk", "joined_into_id")
    wanted = {into or pk for pk, into in homes}
    sent = Q(set_off_at__isnull=False, back_at__isnull=True) | Q(accepted_at__isnull=False, state__in=UNFINISHED)
    found = Action.objects.filter(sent, incident__in=wanted, directed_at__isnull=False).exclude(state=ActionState.DONE)
    rows = list(grounds.with_ground(found.order_by("pk")).select_related("directed_by", "incident"))
    standing = grounds.footings(rows, at)
    lapsed = [(row, standing[row.pk]) for row in rows if standing[row.pk].is_lapsed]
    shut_out = _shut_out(wanted)
    letters = {
        key: (row, whom)
        for row, how in lapsed
        for key, whom in _letters(row, how)
        if (row.incident_id, whom.pk) not in shut_out or (whom.pk == row.owner_id and grounds.is_travelling(row))
    }
    told = outbox_queries.queued_already(letters)
    for key, (row, whom) in letters.items():
        if key not in told:
            reference = row.incident.reference
            outbox.queue(
                Message.LOOK_AGAIN, to=whom.email, at=at, professional_key=whom.key, reference=reference, key=key
            )


def _shut_out(incident_ids: Iterable[int]) -> set[tuple[int, int]]:
    """Who stepped back is told nothing more of the incident; but whoever is on the way is stopped all the same."""
    stepped_back = Connection.objects.filter(incident__in=list(incident_ids), ended_at__isnull=True)
    return set(stepped_back.values_list("incident_id", "professional_id"))


def _letters(row: Action, how: Footing) -> Iterable[tuple[UUID, Professional]]:
    since = how.since_at.isoformat() if how.since_at else how.stop
    for whom in {one.pk: one for one in (row.owner, row.directed_by) if one is not None and one.email}.values():
        yield uuid5(row.key, f"{_LETTER} {row.directed_at} {since} {whom.key}"), whom
