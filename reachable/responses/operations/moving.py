"""Moving an incident to the edition of the guide that is in force."""

from datetime import datetime

from reachable.audit.log import operation, record
from reachable.common.refusals import Stale
from reachable.directory.models import Professional
from reachable.incidents import timeline
from reachable.incidents.policies import check_not_joined
from reachable.playbook.changes import changes
from reachable.playbook.schema import Playbook

from .. import editions, permissions, policies
from ..audiences import audience_of
from ..models import Consideration, EditionMove, Response
from .following import follow


@operation
def move_to_edition_in_force(*, by: Professional, at: datetime, reference: str, seen_hash: str) -> EditionMove:
    """New words for everything that is asked; what was added is asked where its strand is open.

    Answers stay. Deadlines of what was asked before stay as they were. `seen_hash` is that of the edition whose
    changes the writer was shown; Stale where another one is in force by now.
    """
    incident = permissions.check_can_move_edition(by, reference, at)
    check_not_joined(incident.phase)
    if seen_hash != editions.hash_in_force():
        raise Stale("Another edition came into force meanwhile. Look at what changes now.", current=None)
    response = Response.objects.select_for_update(of=("self",)).select_related("edition").get(incident=incident)
    before, (stored, playbook) = response.edition, editions.store_in_force(at)
    policies.check_moves_to_another(same=before.pk == stored.pk)
    policies.check_keeps_codes(changes(editions.of(before), playbook).faults)
    response.edition = stored
    response.save(update_fields=["edition"])
    move = EditionMove.objects.create(
        response=response,
        number=response.moves.count() + 1,
        from_edition=before,
        to_edition=stored,
        by=by,
        at=at,
    )
    _read_by_the_new_readers(response, playbook)
    words = f"The guide: moved from “{before.name}” to “{stored.name}”."
    timeline.write(incident, "edition-moved", words, by=by, at=at)
    codes = {"from": before.content_hash, "to": stored.content_hash, "number": move.number}
    record("edition-moved", by=by, at=at, incident=reference, codes=codes)
    follow(incident, "The incident was moved to another edition of the guide.", by=by, at=at)
    return move


def _read_by_the_new_readers(response: Response, playbook: Playbook) -> None:
    """Who reads a question is for the edition to say; an action keeps the readers among whom it was given."""
    readers = {item.code: audience_of(item) for item in playbook.considerations()}
    changed = []
    for row in Consideration.objects.filter(strand__response=response):
        if row.audience != readers[row.code]:
            row.audience = readers[row.code]
            changed.append(row)
    Consideration.objects.bulk_update(changed, ["audience"])
