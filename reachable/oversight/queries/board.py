"""Every gate of one incident as it stands, before anybody runs into it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reachable.common.gates import GateState
from reachable.directory.models import Professional
from reachable.incidents import queries as incidents
from reachable.incidents.queries import Heading
from reachable.meetings import queries as meetings
from reachable.responses import queries as responses
from reachable.responses.gates import GATES, Gate
from reachable.sharing import queries as sharing

from .way_back import stand_down_gates


@dataclass(frozen=True)
class BoardLine:
    """One gate: `states` of everybody whom it is about now; empty where nothing was asked of it."""

    gate: Gate
    states: tuple[GateState, ...]

    @property
    def together(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What is said, and of which letters (or meetings): those that stand alike are named together."""
        alike: dict[str, list[str]] = {}
        for one in self.states:
            alike.setdefault(one.stands, []).append(one.letter)
        return tuple((words, tuple(letters)) for words, letters in alike.items())

    @property
    def early(self) -> tuple[GateState, ...]:
        """What came before it was agreed."""
        return tuple(one for one in self.states if one.early)


def gate_board(professional: Professional, heading: Heading, at: datetime) -> tuple[BoardLine, ...]:
    """The gates that are enforced, of an incident whose heading the reader has been given. A fixed number of
    statements, however many young people there are.
    """
    found: dict[str, Sequence[GateState]] = {
        "contact": responses.contact_states(professional, heading, at),
        "officer-may-leave": incidents.officer_gates(professional, heading, at),
        "youth-worker-to-hospital": responses.youth_worker_states(professional, heading, at),
        "discharge-plan": meetings.discharge_gates(professional, heading, at),
        "purpose": meetings.purpose_gates(professional, heading, at),
        "briefing": sharing.briefing_gates(professional, heading, at),
        "media": sharing.media_gates(professional, heading, at),
        "stand-down": stand_down_gates(heading),
    }
    return tuple(BoardLine(GATES[code], tuple(states)) for code, states in found.items() if GATES[code].enforced)
