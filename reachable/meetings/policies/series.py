"""Meetings that come back: what is said before one of them, and when the next is due. Pure."""

from datetime import date, timedelta

from reachable.common.refusals import Refused

LOCALITY, CHILD_PLANNING = "locality-mapping", "child-planning"
KINDS = (LOCALITY, CHILD_PLANNING)
MOST_WEEKS = 26  # ours: a risk that nobody looks at for half a year is not reviewed
LONGEST = 300  # letters, reason and outcome together
OUTCOME = "To come of it: "


def check_kind(kind: str, *, about_young_person: bool) -> None:
    """Child planning is of one young person (STA-5); locality mapping of associations and places (STA-4)."""
    if kind not in KINDS:
        raise Refused("Choose locality mapping or child planning.", field="kind")
    if kind == CHILD_PLANNING and not about_young_person:
        raise Refused("Say which young person is planned for.", clause="STA-5", field="young_person")
    if kind == LOCALITY and about_young_person:
        words = "Locality mapping is not of one young person: choose none, or child planning."
        raise Refused(words, clause="STA-4", field="young_person")


def check_has_reason(reason: str, outcome: str) -> None:
    """Before anybody meets it is said what it is for and what is to come of it (STA-4)."""
    if not reason.strip():
        raise Refused("Say what these meetings are for.", clause="STA-4", field="reason")
    if not outcome.strip():
        raise Refused("Say what is to come of them.", clause="STA-4", field="outcome")
    if len(kept(reason, outcome)) > LONGEST:
        raise Refused(f"Say it in {LONGEST} letters, reason and outcome together.", field="outcome")


def kept(reason: str, outcome: str) -> str:
    """Both in one, as they are kept."""
    return f"{reason.strip()}\n{OUTCOME}{outcome.strip()}"


def check_comes_back(every_weeks: int, next_on: date, today: date) -> None:
    """On a continuing basis: at least every half year, and the next is ahead (STA-4)."""
    if not 1 <= every_weeks <= MOST_WEEKS:
        raise Refused(f"Between 1 and {MOST_WEEKS} weeks.", clause="STA-4", field="every_weeks")
    if next_on < today:
        raise Refused("That day has passed. Say when the next is held.", clause="STA-4", field="next_on")


def check_runs(is_ended: bool) -> None:
    if is_ended:
        raise Refused("These meetings were ended.")


def check_same_kind(kind: str, of_series: str) -> None:
    if kind != of_series:
        raise Refused("The next one is of the same kind as those before it.", field="kind")


def next_after(held_on: date, every_weeks: int, next_on: date) -> date:
    """Counted from the day on which one was held; one that is written down afterwards moves nothing back."""
    return max(next_on, held_on + timedelta(weeks=every_weeks))


def is_late(next_on: date, today: date, *, planned_on: date | None) -> bool:
    """Its day has passed and none is planned; one whose own day has passed is none."""
    return next_on < today and (planned_on is None or planned_on < today)


def reason_and_outcome(words: str) -> tuple[str, str]:
    """As they were typed."""
    reason, _, outcome = words.partition(f"\n{OUTCOME}")
    return reason, outcome
