"""How a lower room tells upper rooms that something happened.

An operation calls `tell(...)` inside its transaction. `config/wiring.py` is the one table of which
operations hear which happening; it is handed over once, at start.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .actors import Actor


@dataclass(frozen=True)
class Told:
    """What every happening says."""

    at: datetime
    incident_id: int


@dataclass(frozen=True)
class Happening(Told):
    """Somebody did it."""

    by: Actor


@dataclass(frozen=True)
class IncidentReported(Happening):
    """A report was sent; the incident exists and is provisional."""


@dataclass(frozen=True)
class FactsCorrected(Happening):
    """What was reported was added to or corrected; `facts` are the names of those that changed."""

    facts: frozenset[str]


@dataclass(frozen=True)
class YoungPersonInvolved(Happening):
    """A young person was added to an incident that is already running."""

    involvement_id: int


@dataclass(frozen=True)
class WhereaboutsSaid(Happening):
    """Somebody said where a young person is: in hospital, in custody, missing, at home, died, or not known."""

    involvement_id: int


@dataclass(frozen=True)
class FactRecorded(Happening):
    """Something happened: an arrest, a hearing set, media interest. `kind` is its code; about nobody where None."""

    kind: str
    involvement_id: int | None


@dataclass(frozen=True)
class FactSettled(Happening):
    """A fact was ended, chosen among those that contradict it, set aside or found to be a mistake."""

    kind: str
    involvement_id: int | None


@dataclass(frozen=True)
class GroundChanged(Happening):
    """What somebody may have been sent on here no longer stands as it did, though no fact of the incident says so: a
    clearance was ended, or an address recorded of somebody who has a letter in it.
    """


@dataclass(frozen=True)
class IncidentsLinked(Happening):
    """The incident was linked with `other_id`, or the link was ended; both may see strands open."""

    other_id: int


@dataclass(frozen=True)
class DefinitionSigned(Happening):
    """`holds` says whether it is serious youth violence."""

    holds: bool


@dataclass(frozen=True)
class IncidentReopened(Happening):
    """What was closed as not serious youth violence runs again, provisionally."""


@dataclass(frozen=True)
class IncidentsJoined(Happening):
    """The report `incident_id` turned out to be of the same event as `into_id`; `moved` maps involvement ids."""

    into_id: int
    moved: Mapping[int, int]


@dataclass(frozen=True)
class NetworkPersonLeaves(Told):
    """Somebody in the network goes for good, or lapses: what upper rooms hold of the record there goes first.

    Nobody does it where it lapses. Who listens seals what it deletes, as `incidents.sealing` says.
    """

    record_id: int
    expired: bool


@dataclass(frozen=True)
class LettersChanged(Happening):
    """Two letters turned out to be one young person, or were taken apart again."""


Listener = Callable[[Any], None]
_listeners: dict[type[Told], tuple[Listener, ...]] = {}


def listen(table: Mapping[type[Told], Sequence[Listener]]) -> None:
    """Replace the table of listeners. Called once, by the wiring."""
    _listeners.clear()
    _listeners.update({kind: tuple(heard) for kind, heard in table.items()})


def tell(happening: Told) -> None:
    for hear in _listeners.get(type(happening), ()):
        hear(happening)
