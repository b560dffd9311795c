"""For what the material of a meeting may be used (CTX-6). Pure: over what stands when it is asked."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from reachable.common.gates import GateLine, refuse_unless
from reachable.common.refusals import Refused
from reachable.responses.policies import review_due_at

from ..choices import Duty, Ground, UseFor, UseState

CLAUSE = "CTX-6"
CANNOT = {
    UseFor.OPEN: "What belongs to this meeting cannot be opened",
    UseFor.PRINT: "This cannot be printed",
    UseFor.EXPORT: "No file of this can be taken",
    UseFor.SHARE: "This cannot be shared",
}
OF_A_SESSION = timedelta(hours=12)
ONCE = timedelta(minutes=15)
DECIDED = timedelta(hours=24)
_WAITS = (Ground.FURTHER, Ground.LEGAL_DUTY)
_HOLDS_BY = {
    Ground.FURTHER: "this further use was agreed to",
    Ground.LEGAL_DUTY: "information governance found that the law asks for it",
    Ground.RISK_TO_LIFE: "a life is at risk: recorded, and reviewed the next day",
}


@dataclass(frozen=True)
class Use:
    """What somebody said he uses it for, as it stands; `item_key` is what exactly, "" anything that is only read."""

    use_for: str
    item_key: str
    ground: str
    purpose: str
    state: str
    lapses_at: datetime | None


def purpose_lines(
    use: Use | None, purposes: Collection[str], at: datetime, *, use_for: str, item_key: str = "", chair: str = ""
) -> tuple[GateLine, ...]:
    """What the gate of the purpose asks for (CTX-6): a purpose said for this very use, and that it holds.

    `purposes` are the codes (or words) that the meeting agreed, or proposes while it has not begun; `chair` is whoever
    decides another one.
    """
    if use is None or not _is_of(use, use_for, item_key) or _lapsed(use, at):
        return (GateLine(met=False, words="say for which purpose you need it", who="you", clause=CLAUSE),)
    return (_holds(use, purposes, chair),)


def _is_of(use: Use, use_for: str, item_key: str) -> bool:
    """What is printed, taken or shared is said of that very thing; what is read, of the meeting."""
    reads_anything = use_for == UseFor.OPEN and not use.item_key
    return use.use_for == use_for and (use.item_key == item_key or reads_anything)


def _lapsed(use: Use, at: datetime) -> bool:
    """What holds without an hour at which it ends was not written by this software, and does not hold."""
    return use.state == UseState.HOLDS and (use.lapses_at is None or use.lapses_at <= at)


def _holds(use: Use, purposes: Collection[str], chair: str) -> GateLine:
    who = "the information-governance lead" if use.ground == Ground.LEGAL_DUTY else chair
    if use.state == UseState.REFUSED:
        return GateLine(met=False, words="this use was refused", who=who, clause=CLAUSE)
    if use.state == UseState.WAITING:
        return GateLine(met=False, words="this use waits for a decision", who=who, clause=CLAUSE)
    if use.ground != Ground.AGREED:
        return GateLine(met=True, words=_HOLDS_BY[Ground(use.ground)], clause=CLAUSE)
    if use.purpose in purposes:
        return GateLine(met=True, words="it is a purpose of the meeting", clause=CLAUSE)
    return GateLine(met=False, words="it is no longer a purpose of the meeting", who=chair, clause=CLAUSE)


def check_may_use(lines: Iterable[GateLine], *, use_for: str) -> None:
    """CTX-6: the data is used only for the purposes agreed in the meeting."""
    refuse_unless(lines, CANNOT[UseFor(use_for)], clause=CLAUSE, field="purpose")


def check_purpose_said(
    use_for: str, ground: str, purpose: str, purposes: Collection[str], *, because: str = "", duty: str = ""
) -> None:
    """CTX-6: one of the agreed purposes, or what else it is for and why, in words that can be decided on."""
    if use_for not in UseFor or ground not in Ground:
        raise Refused("Say what you want to do with it, and for which purpose.", field="purpose", clause=CLAUSE)
    if ground == Ground.AGREED and purpose not in purposes:
        raise Refused("The meeting did not agree this purpose. Choose another.", field="purpose", clause=CLAUSE)
    if ground == Ground.FURTHER and not purpose.strip():
        raise Refused("Say for what you need it, so that it can be decided.", field="further", clause=CLAUSE)
    if ground == Ground.LEGAL_DUTY and duty not in Duty:
        raise Refused("Say which legal duty asks for it.", field="duty", clause=CLAUSE)
    if ground == Ground.LEGAL_DUTY and not because.strip():
        raise Refused("Say who asks for it, and by when.", field="asked_by", clause=CLAUSE)
    if ground == Ground.RISK_TO_LIFE and not because.strip():
        raise Refused("Say in a few words why a life is at risk.", field="because", clause=CLAUSE)


def first_state(ground: str) -> UseState:
    return UseState.WAITING if ground in _WAITS else UseState.HOLDS


def first_lapse(use_for: str, ground: str, at: datetime) -> datetime | None:
    """Reading holds for the session, everything else once; what waits for a decision has no end yet."""
    if ground in _WAITS:
        return None
    return at + (OF_A_SESSION if use_for == UseFor.OPEN else ONCE)


def use_review_due_at(ground: str, at: datetime) -> datetime | None:
    """Of what nobody had to approve: noon of the next day."""
    return review_due_at(at) if ground == Ground.RISK_TO_LIFE else None


def check_may_decide_use(state: str, *, is_own: bool, because: str) -> None:
    """CTX-6: another use is decided once, with a reason, and by nobody for himself."""
    if state != UseState.WAITING:
        raise Refused("This use was decided already.", clause=CLAUSE)
    if is_own:
        raise Refused("You asked for this use yourself: somebody else decides it.", clause=CLAUSE)
    if not because.strip():
        raise Refused("Say why, in a sentence.", field="because", clause=CLAUSE)


def check_may_review_use(*, is_asked: bool, is_reviewed: bool, is_own: bool, review: str) -> None:
    """CTX-6: what was used because a life was at risk is looked at the next day, by another manager, in words."""
    if not is_asked:
        raise Refused("This use needs no review.", clause=CLAUSE)
    if is_reviewed:
        raise Refused("Somebody has looked at this already.", clause=CLAUSE)
    if is_own:
        raise Refused("You used it yourself: another manager looks at it.", clause=CLAUSE)
    if not review.strip():
        raise Refused("Say what you found.", field="review", clause=CLAUSE)
