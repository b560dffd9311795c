"""What is printed in the instruction of whoever was directed: how, where, what lessens the risk (STF-1, CTX-18)."""

from dataclasses import dataclass
from datetime import datetime

from reachable.safety.choices import ContactMode
from reachable.safety.queries.clearances import mitigations_in_words

from ..models import Action


@dataclass(frozen=True)
class Instruction:
    """On a clearance: how and where, until when. In danger to life: why, and who at the police was told."""

    directed_by: str
    directed_at: datetime
    mitigations: tuple[str, ...]
    in_danger: bool
    mode: str = ""
    place: str = ""
    check_in: str = ""
    none_needed: str = ""  # why nothing lessens the risk
    until_at: datetime | None = None
    because: str = ""
    police_informed: str = ""
    is_call: bool = False  # nobody goes anywhere


def instruction_of(row: Action) -> Instruction | None:
    """Of a row of `grounds.with_ground`."""
    if row.directed_by is None or row.directed_at is None:
        return None
    if row.danger is not None:
        danger = row.danger
        return Instruction(
            directed_by=row.directed_by.name,
            directed_at=row.directed_at,
            mitigations=mitigations_in_words(danger.mitigations, danger.mitigation_words),
            in_danger=True,
            because=danger.because,
            police_informed=danger.police_informed,
        )
    if row.clearance is None:
        return None
    clearance = row.clearance
    return Instruction(
        directed_by=row.directed_by.name,
        directed_at=row.directed_at,
        mitigations=mitigations_in_words(clearance.mitigations, clearance.mitigation_words),
        in_danger=False,
        mode=clearance.get_mode_display(),
        is_call=clearance.mode == ContactMode.TELEPHONE,
        place=clearance.place,
        check_in=clearance.check_in,
        none_needed=clearance.none_needed_because,
        until_at=clearance.until_at,
    )
