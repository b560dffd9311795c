"""Whether a measure that disrupts harm agrees with the safety plan of the young person it is on. Pure."""

from enum import StrEnum

from reachable.common.refusals import Refused

from ..choices import Agrees


class Compared(StrEnum):
    """How the two stand to each other now. Whatever was said of an older measure or plan has to be said again."""

    NO_PLAN = "no-plan"
    NOT_YET = "not-yet"
    AGAIN = "again"
    FITS = "fits"
    CLASHES = "clashes"


def compared(*, has_plan: bool, agrees: str, of_this_measure: bool, of_this_plan: bool) -> Compared:
    """What was said last counts while the measure and the plan are the ones that it was said of (STA-10)."""
    if not has_plan:
        return Compared.NO_PLAN
    if not agrees:
        return Compared.NOT_YET
    if not (of_this_measure and of_this_plan):
        return Compared.AGAIN
    return Compared.CLASHES if agrees == Agrees.CLASHES else Compared.FITS


def check_can_be_compared(*, is_on_young_person: bool, has_plan: bool) -> None:
    """A measure on a young person is held against their safety plan, and there has to be one (STA-10)."""
    if not is_on_young_person:
        raise Refused("Only a measure on a young person is compared with a safety plan.", clause="STA-10")
    if not has_plan:
        raise Refused("There is no safety plan yet. Write it first.", clause="STA-10")


def check_comparison(agrees: str, because: str) -> None:
    """That the two agree, or which condition contradicts what (STA-10): in words either way."""
    if agrees not in Agrees.values:
        raise Refused("Say whether it agrees with the safety plan.", clause="STA-10", field="agrees")
    if not because.strip():
        words = (
            "Say which condition contradicts what in the plan, and what is done about it."
            if agrees == Agrees.CLASHES
            else "Say what you compared."
        )
        raise Refused(words, clause="STA-10", field="because")
