"""Under which edition of the guide an incident works, and what would change if it were moved to the one in force."""

from dataclasses import dataclass
from datetime import datetime

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.incidents import queries as incidents
from reachable.incidents.choices import Phase
from reachable.incidents.queries import Heading
from reachable.playbook.changes import Changes, changes

from .. import editions
from ..models import Edition, EditionMove, Response


@dataclass(frozen=True)
class EditionName:
    """`mark` tells apart two editions of one name: the first digits of what their text comes to."""

    name: str
    mark: str


@dataclass(frozen=True)
class MoveLine:
    before: EditionName
    after: EditionName
    by: str
    at: datetime


@dataclass(frozen=True)
class EditionView:
    """`changes` is None where the incident works under the edition in force."""

    heading: Heading
    opened_under: EditionName
    opened_at: datetime
    works_under: EditionName
    in_force: EditionName
    in_force_hash: str
    moves: tuple[MoveLine, ...]
    changes: Changes | None
    may_move: bool

    @property
    def is_joined(self) -> bool:
        return self.heading.phase == Phase.JOINED


def edition(professional: Professional, reference: str, at: datetime) -> EditionView:
    heading = incidents.heading(professional, reference, at)
    response = Response.objects.select_related("edition").filter(incident_id=heading.incident_id).first()
    if response is None:
        raise NotFound("response")
    moves = list(response.moves.select_related("from_edition", "to_edition", "by").order_by("number"))
    now, content_hash = editions.in_force(), editions.hash_in_force()
    same = response.edition.content_hash == content_hash
    found = None if same else changes(editions.of(response.edition), now)
    allowed = professional.holds(Permission.MANAGE_TEAM) and heading.phase != Phase.JOINED
    return EditionView(
        heading=heading,
        opened_under=_named(moves[0].from_edition if moves else response.edition),
        opened_at=response.opened_at,
        works_under=_named(response.edition),
        in_force=EditionName(now.edition_name, content_hash[:8]),
        in_force_hash=content_hash,
        moves=tuple(_move(move) for move in moves),
        changes=found,
        may_move=allowed and found is not None and not found.faults,
    )


def _named(stored: Edition) -> EditionName:
    return EditionName(stored.name, stored.content_hash[:8])


def _move(move: EditionMove) -> MoveLine:
    return MoveLine(_named(move.from_edition), _named(move.to_edition), move.by.name, move.at)
