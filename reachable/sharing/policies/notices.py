"""What must hold before an alert, a decision on the notification or a data sheet is written, whoever writes it."""

from collections.abc import Collection, Mapping
from datetime import datetime

from reachable.common.refusals import Refused
from reachable.incidents.choices import Known

from ..choices import Decided, Side

FOUR = 4


def check_has_come(when: datetime, at: datetime, *, field: str) -> None:
    """What is recorded as done lies in the past (NOT-1)."""
    if when > at:
        raise Refused("That time is in the future.", clause="NOT-1", field=field)


def check_not_acknowledged(*, acknowledged: bool) -> None:
    """Whoever took the alert up first stands (NOT-1)."""
    if acknowledged:
        raise Refused("That alert was acknowledged already.", clause="NOT-1")


def check_says_why_decided(because: str) -> None:
    """To notify and not to notify are both decisions, and each keeps its reasons (NOT-2)."""
    if not because.strip():
        raise Refused("Say why, whichever way it is decided.", clause="NOT-2", field="because")


def check_worked_through(asked: Mapping[str, str], found: Mapping[str, str]) -> None:
    """Each criterion is met, not met or not known before it is decided (NOT-2). `asked` are titles by code."""
    if set(found) - set(asked):
        raise Refused("One of these criteria is not asked here.", clause="NOT-2")
    for code, title in asked.items():
        if found.get(code) not in Known.values:
            raise Refused(f"Answer this criterion first: {title}", clause="NOT-2", field=f"found_{code}")


def check_answers_advice(decided: str, advised: Mapping[str, str], against_advice: str) -> None:
    """A decision that goes against what police or health advise says why (NOT-2). `advised` is by side."""
    against = [Side(side).label for side, advises in advised.items() if advises != decided]
    if against and not against_advice.strip():
        whom = " and ".join(sorted(label.lower() for label in against))
        advise = "advise" if len(against) > 1 else "advises"
        raise Refused(
            f"This is not what {whom} {advise}. Say why it is decided otherwise.",
            clause="NOT-2",
            field="against_advice",
        )


def check_against_something(decided: str, advised: Mapping[str, str], against_advice: str) -> None:
    """Nobody writes that a decision goes against advice that was never given (NOT-2)."""
    if against_advice.strip() and all(advises == decided for advises in advised.values()):
        raise Refused("No advice says otherwise: leave this empty.", clause="NOT-2", field="against_advice")


def check_advice(advises: str, because: str, adviser: str) -> None:
    """Advice says which way, why, and whose it is (NOT-2)."""
    if advises not in Decided.values:
        raise Refused("Say whether they advise to notify.", clause="NOT-2", field="advises")
    if not because.strip():
        raise Refused("Say why they advise so.", clause="NOT-2", field="because")
    if not adviser.strip():
        raise Refused("Name the safeguarding lead whose advice it is.", clause="NOT-2", field="adviser")


def check_four(chosen: Collection[object]) -> None:
    """One notification takes four children; what happened to the others goes into its further detail (NOT-2)."""
    if len(chosen) > FOUR:
        raise Refused(
            "The notification takes four young people. Choose four, and say about the others in further detail.",
            clause="NOT-2",
            field="children",
        )
    if len(set(chosen)) < len(chosen):
        raise Refused("The same young person is chosen twice.", clause="NOT-2", field="children")


def check_says_of_the_others(chosen: Collection[object], everybody: int, further: str) -> None:
    """Where four are chosen and more are in the incident, the further detail says about them (NOT-2)."""
    if len(chosen) == FOUR and everybody > FOUR and not further.strip():
        raise Refused("Say about the other young people here.", clause="NOT-2", field="further")
