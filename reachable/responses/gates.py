"""The gates of the guide: what each will refuse, and whether the software does so yet.

An item of the playbook names the gate that it belongs to. While a gate is not enforced its cards say so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Gate:
    """`refuses` is what may not be done until its questions are answered, in words that end a sentence."""

    code: str
    title: str
    clauses: tuple[str, ...]
    refuses: str
    enforced: bool = False


_TABLE = (
    Gate(
        "officer-may-leave",
        "The officer may leave",
        ("HOS-6",),
        "agreeing that the officer leaves the hospital",
        enforced=True,
    ),
    Gate(
        "youth-worker-to-hospital",
        "Youth worker to hospital",
        ("HOS-10",),
        "sending a youth worker to the ward",
        enforced=True,
    ),
    Gate("contact", "Contact", ("STF-1", "CTX-18"), "directing somebody to a young person or a family", enforced=True),
    Gate("discharge-plan", "Discharge", ("DIS-2",), "agreeing the plan for leaving hospital", enforced=True),
    Gate(
        "purpose",
        "Purpose",
        ("CTX-6",),
        "using what a meeting holds for a purpose that was not agreed",
        enforced=True,
    ),
    Gate("media", "Media", ("MED-2", "MED-4"), "recording a version as released with partners", enforced=True),
    Gate("briefing", "Briefing", ("BRF-4",), "issuing a briefing", enforced=True),
    Gate("stand-down", "Standing down", ("STA-1",), "moving to business as usual", enforced=True),
)
GATES: Mapping[str, Gate] = MappingProxyType({one.code: one for one in _TABLE})
